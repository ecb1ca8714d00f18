from buildings.releases import document
from buildings.releases.catalogue import CATALOGUE
from buildings.releases.states import Audience, Indicator
from gis.settings import ROOT


def test_the_page_shows_the_catalogue_as_it_is_declared() -> None:
    page = (ROOT / "docs/disclosure.md").read_text(encoding="utf-8")
    assert document.table() in page, "run: python -m buildings.releases.document"


def test_every_table_is_in_the_catalogue_and_none_of_p3_and_above_is_public() -> None:
    assert list(CATALOGUE) == list(Indicator)
    for table in CATALOGUE.values():
        if table.data_class >= "P3":
            assert Audience.PUBLIC not in table.audiences
        if table.data_class >= "P6":
            assert Audience.COUNCIL not in table.audiences
        assert table.audiences
