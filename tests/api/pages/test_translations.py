"""Every sentence of pages and answers has its Italian words, and no other has."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from api.wording.language import translations
from tests.architecture.tree import ROOT

PO = ROOT / "api/wording/locale/it.po"
METHODS = [("pages/html/**.html", "jinja2"), ("**.py", "python")]
OPTIONS = {
    "pages/html/**.html": {"trimmed": "true", "extensions": "jinja2.ext.i18n,jinja2.ext.do",
                           "silent": "false"},
}  # fmt: skip


@pytest.fixture(scope="module")
def italian() -> Catalog:
    with PO.open("rb") as source:
        return read_po(source, locale="it", abort_invalid=True)


def sentences() -> Iterator[tuple[str | tuple[str, ...], str]]:
    """Each msgid (or singular and plural) that the code asks for, and where."""
    found = extract_from_dir(
        ROOT / "api",
        METHODS,
        OPTIONS,
        keywords={"_": None, "gettext": None, "ngettext": (1, 2)},
    )
    for path, line, msgid, _comments, _context in found:
        yield msgid, f"{path}:{line}"


def test_every_sentence_has_italian_words(italian: Catalog) -> None:
    asked = dict(sentences())
    missing = {
        where: msgid
        for msgid, where in asked.items()
        if not is_translated(italian.get(msgid if isinstance(msgid, str) else msgid[0]))
    }

    assert len(asked) > 150
    assert missing == {}


def is_translated(message: Message | None) -> bool:
    """Whether a message has all its words and nobody doubts them."""
    if message is None or message.fuzzy:
        return False
    words = message.string if isinstance(message.string, (tuple, list)) else (message.string,)
    return all(words)


def test_no_translation_is_left_over(italian: Catalog) -> None:
    asked = {msgid if isinstance(msgid, str) else msgid[0] for msgid, _ in sentences()}
    held = {message.id if isinstance(message.id, str) else message.id[0] for message in italian}

    assert held - asked - {""} == set()
    assert not italian.obsolete


def test_values_stand_in_both_languages(italian: Catalog) -> None:
    wrong = [error for message in italian for error in message.check(italian)]

    assert wrong == []


def test_translations_are_read_without_a_compile_step() -> None:
    assert translations("it").gettext("Sources") == "Fonti"
    assert translations("it").ngettext("%(num)s value", "%(num)s values", 2) == "%(num)s valori"
    assert translations("en").gettext("Sources") == "Sources"
    assert not list(Path(PO.parent).glob("*.mo"))


def test_no_template_holds_bare_italian_or_english_words() -> None:
    bare = {
        path.name: words
        for path in sorted((ROOT / "api/pages/html").glob("*.html"))
        if (words := bare_words(path.read_text(encoding="utf-8")))
    }

    assert bare == {}


ALLOWED = {"Pioltello", "English", "Italiano", "R.G.E.", "via Cimarosa 1", "Venere", "m²",
           "via Cimarosa 901 scala A int. 3", "foglio 900 particella 12 sub 3",
           "is_synthetic = true.",
           "map-app", "page map-page", "required"}  # fmt: skip


def bare_words(template: str) -> list[str]:
    """Texts between tags that are neither asked of gettext nor names or examples."""
    template = re.sub(r"<code>.*?</code>", "", template)
    plain = re.sub(r"\{[%#].*?[%#]\}|\{\{.*?\}\}", "\0", template, flags=re.DOTALL)
    texts = re.sub(r"<[^>]*>", "\0", plain).split("\0")
    stripped = (" ".join(text.split()).strip(" ·,;:()/+…") for text in texts)
    return [text for text in stripped if re.search(r"[a-zA-Z]{2}", text) and text not in ALLOWED]
