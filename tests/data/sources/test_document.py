from data.sources import document
from gis.settings import ROOT


def test_the_page_of_sources_is_what_the_declarations_say() -> None:
    written = (ROOT / "docs/sources.md").read_text(encoding="utf-8")
    assert written == document.page(), "run: python -m data.sources.document > docs/sources.md"
