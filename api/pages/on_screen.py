"""Refusals that name options of the import command, said for who has only a page."""

import re
from collections.abc import Callable

from gis.codes import Language, Text

_Words = str | Callable[[re.Match[str]], str]
_OPTION = re.compile(r"--[a-z]+")
_ON_SCREEN: dict[Language, tuple[tuple[re.Pattern[str], _Words], ...]] = {
    "it": (
        (re.compile(r"Quale foglio\? --sheet NOME:"), "Quale foglio? Sceglierlo qui sotto:"),
        (
            re.compile(r'per ([^:]*)\. Dirla con --map "Colonna=campo"\. Colonne: .*', re.DOTALL),
            lambda found: (
                f"per {_titles(found[1])}. Scegliere qui sotto, nella tabella delle"
                " colonne, quale è."
            ),
        ),
        (
            re.compile(r'dire che cosa vuol dire con --answer ".*" \(uno di: .*\)\.'),
            "scriverla con altre parole nella tabella e caricare di nuovo il file.",
        ),
        (
            re.compile(r'per leggerla, --map "Colonna=campo"'),
            "per leggerla, dire qui sotto che cos'è",
        ),
    ),
    "en": (
        (re.compile(r"Which sheet\? --sheet NAME:"), "Which sheet? Choose it below:"),
        (
            re.compile(r'for ([^:]*)\. Say it with --map "Column=field"\. Columns: .*', re.DOTALL),
            lambda found: (
                f"for {_titles(found[1])}. Choose below, in the table of columns, which one it is."
            ),
        ),
        (
            re.compile(r'say what it means with --answer ".*" \(one of: .*\)\.'),
            "write it with other words in the table and upload the file again.",
        ),
        (re.compile(r'to read it, --map "Column=field"'), "to read it, say below what it is"),
    ),
}
_NAMED_FIELD = re.compile(r"\b[a-z][a-z0-9_]* \(([^()]+)\)")
_ASK_US: dict[Language, str] = {
    "it": "Se non è chiaro, scrivere all'Ufficio Casa.",
    "en": "If it is not clear, write to the housing office.",
}


def on_screen(text: Text) -> Text:
    """The same refusal, with what can be done on the page in place of the command's options."""
    return Text(it=_said(text.it, "it"), en=_said(text.en, "en"))


def _said(sentence: str, language: Language) -> str:
    said = sentence
    for pattern, words in _ON_SCREEN[language]:
        said = pattern.sub(words, said)
    if not _OPTION.search(said):
        return said
    kept = [each for each in re.split(r"(?<=[.:]) ", said) if not _OPTION.search(each)]
    return " ".join([*kept, _ASK_US[language]])


def _titles(fields: str) -> str:
    """Fields as people call them, without the names that the command has for them."""
    return _NAMED_FIELD.sub(r"\1", fields)
