"""Refusals that name options of the import command, said for who has only a page."""

import re

from data.sources.rows import Answerable
from gis.codes import Language, Text

_OPTION = re.compile(r"--[a-z]+")
_ASK_US: dict[Language, str] = {
    "it": "Se non è chiaro, scrivere all'Ufficio Casa.",
    "en": "If it is not clear, write to the housing office.",
}


def on_screen(text: Text) -> Text:
    """The same refusal with what can be done on the page; other options are left out."""
    if isinstance(text, Answerable):
        return text.on_page
    return Text(it=_without_options(text.it, "it"), en=_without_options(text.en, "en"))


def _without_options(sentence: str, language: Language) -> str:
    if not _OPTION.search(sentence):
        return sentence
    kept = [each for each in re.split(r"(?<=[.:]) ", sentence) if not _OPTION.search(each)]
    return " ".join([*kept, _ASK_US[language]])
