"""Columns that speak of persons: a register's file that has one is refused before it is read.

Told by the header's words, and, whatever the header says, by cells that are tax codes.
"""

import re
from collections.abc import Iterable

from data.sources.rows import FileRefusedError
from data.sources.streetnames import street_key
from gis.codes import Text

HIDDEN = "…"
"""What stands for a text that may be a person's."""

_TAX_CODE = re.compile(
    r"(?<![A-Z0-9])[A-Z]{6}[0-9LMNP-V]{2}[ABCDEHLMPRST][0-9LMNP-V]{2}[A-Z][0-9LMNP-V]{3}[A-Z]"
    r"(?![A-Z0-9])",
    re.IGNORECASE,
)
_WORDS = frozenset(
    {
        "nome", "nomi", "cognome", "cognomi", "nominativo", "nominativi", "intestatario",
        "intestatari", "intestatarie", "titolare", "titolari", "inquilino", "inquilini",
        "conduttore", "locatore", "locatario", "proprietario", "proprietari", "proprieta",
        "debitore", "debitori", "esecutato", "esecutati", "contribuente", "dichiarante",
        "ospite", "ospitato", "ospitante", "cedente", "cessionario", "coniuge", "cittadinanza",
        "nazionalita", "nascita", "nato", "nata", "sesso", "cf", "codfisc", "codfiscale",
        "telefono", "cellulare", "tel", "cell", "email", "mail", "pec", "iban", "surname", "name",
        "firstname", "lastname", "citizenship", "nationality", "birth", "born", "generalita",
    }
)  # fmt: skip
_PHRASES = (
    "codice fiscale", "cod fisc", "c f", "tax code", "fiscal code", "capo famiglia",
    "capofamiglia", "scheda famiglia", "componenti cognome", "permesso di soggiorno",
    "stato civile", "luogo nasc", "data nasc", "anno nasc", "comune nasc",
)  # fmt: skip
_OF_A_PLACE = frozenset(
    {"via", "strada", "strade", "toponimo", "indirizzo", "condominio", "comune", "edificio",
     "file", "fonte", "street", "building", "palazzina", "fabbricato", "tribunale"}
)  # fmt: skip
"""Words beside which a name is that of a place: `nome via`, `nome condominio`."""


def refuse_personal_columns(header: Iterable[str]) -> None:
    """Raise FileRefusedError naming the columns of `header` that look like a person's data."""
    personal = [name for name in header if is_personal(name)]
    if personal:
        raise _refusal(", ".join(f"«{name.strip()}»" for name in personal))


def is_personal(name: str) -> bool:
    """Whether a column's name looks like a name, tax code, birth, citizenship or telephone."""
    text = street_key(name.replace("_", " "))
    words = set(text.split())
    if words & _OF_A_PLACE and not words & {"nascita", "cognome", "cf", "nasc"}:
        return False
    return bool(words & _WORDS) or any(
        re.search(rf"\b{phrase}", text) is not None for phrase in _PHRASES
    )


def refuse_personal_cells(rows: Iterable[Iterable[tuple[str, str]]]) -> None:
    """Raise FileRefusedError for the first cell with a tax code; its value is not repeated."""
    for cells in rows:
        for name, cell in cells:
            if holds_tax_code(cell):
                raise _refusal(f"«{name}»")


def without_tax_codes(text: str) -> str:
    """The text with dots in the place of each person's tax code."""
    return _TAX_CODE.sub(HIDDEN, text)


def holds_tax_code(text: str) -> bool:
    """Whether a person's tax code stands in the text, whatever its check letter."""
    return _TAX_CODE.search(text) is not None


def _refusal(columns: str) -> FileRefusedError:
    return FileRefusedError(
        Text(
            it=f"Il file contiene dati di persone nella colonna {columns}: questo registro entra"
            " solo con conteggi ed esiti, senza nomi, codici fiscali, nascita o cittadinanza."
            " Togliere la colonna e rifare il file; niente è stato caricato.",
            en=f"The file holds persons' data in the column {columns}: this register comes in"
            " only as counts and outcomes, without names, tax codes, birth or citizenship."
            " Remove the column and make the file again; nothing was loaded.",
        )
    )
