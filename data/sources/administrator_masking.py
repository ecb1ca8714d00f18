"""What of a cell of an administrator's table may be repeated: figures and codes, never names."""

import re

from data.sources.personal import HIDDEN, holds_tax_code
from data.sources.rows import RowRefusedError
from gis.codes import Text

_LETTERS = re.compile(r"[^\W\d_]{3,}")
_LONG_NUMBER = re.compile(r"\d{6,}|\d{2,4}[-/ ]\d{5,}")
_AMOUNT = re.compile(r"[(€ -]*\d{1,3}(?:[.,]?\d{3})*(?:[.,]\d+)?[-)€ ]*")
_CODE = re.compile(r"[A-Z0-9][A-Z0-9 ./°_-]{0,19}")
_WORDS = frozenset(
    {
        "INT", "INTERNO", "SCALA", "PIANO", "TERRA", "RIALZATO", "AMMEZZATO", "SEMINTERRATO",
        "INTERRATO", "BOX", "NEGOZIO", "CANTINA", "POSTO", "AUTO", "LABORATORIO", "UFFICIO",
        "GARAGE", "MAGAZZINO", "SOLAIO", "SOTTOTETTO", "APP", "APPARTAMENTO", "ALLOGGIO", "LOCALE",
        "BAR", "SUB", "TERR", "RIALZ", "PRIMO", "SECONDO", "TERZO", "QUARTO", "QUINTO", "SESTO",
        "SETTIMO", "OTTAVO", "NONO", "DECIMO", "ATTICO", "MANSARDA", "DEPOSITO", "PORTINERIA",
        "UNICA", "PALAZZINA", "CORPO", "EDIFICIO", "AUTORIMESSA", "BIS", "TER", "SNC",
    }
)  # fmt: skip
"""Words that a code of a unit may have; any other run of letters may be a name."""


def masked(text: str) -> str:
    """The text if it is an amount or the code of a unit, else dots: a name is never repeated."""
    if not text.strip(" -\N{EN DASH}"):
        return text
    if _AMOUNT.fullmatch(text) and not _LONG_NUMBER.search(text):
        return text
    return text if _is_code(text.upper()) else HIDDEN


def unit_code(column: str, text: str) -> str | None:
    """A code, staircase, floor or door in capitals; blank and `-` are None.

    Raises RowRefusedError, without repeating the text, for what may be a person's name or number.
    """
    code = " ".join(text.upper().split())
    if code in {"", "-", "\N{EN DASH}", "N.C.", "/"}:
        return None
    if not _is_code(code):
        raise RowRefusedError(
            column,
            HIDDEN,
            Text(
                it="Non sembra il codice di un'unità e potrebbe essere un nome o un numero di"
                " persona: il testo non viene ripetuto. Usare codici come A-3-12.",
                en="This seems no unit's code and may be a person's name or number: the text is"
                " not repeated. Use codes such as A-3-12.",
            ),
        )
    return code


def _is_code(text: str) -> bool:
    if not _CODE.fullmatch(text) or holds_tax_code(text) or _LONG_NUMBER.search(text):
        return False
    return all(word in _WORDS for word in _LETTERS.findall(text))
