"""Rows of a table that are no data: totals, footers, and lone rows that head a group."""

import re
from enum import StrEnum

from data.sources.sheets.cells import SheetRow
from data.sources.sheets.fields import plain
from gis.codes import Text

REPEATED_HEADER = Text(it="Intestazione ripetuta.", en="The header once more.")
FOOTER = Text(it="Riga di chiusura, non un dato.", en="A closing row, no data.")

_TOTAL = re.compile(r"(SUB ?)?TOTAL[EI]\b|TOT\b|SOMMA\b|RIPORTO\b|A RIPORTARE\b")
_FOOTER = re.compile(
    r"(ELABORATO|STAMPATO|STAMPA|PAGINA|PAG|LEGENDA|FINE|DOCUMENTO|NOTA|NOTE|AGGIORNATO|FONTE)\b"
)
_GROUP = re.compile(
    r"(SCALA|SC|EDIFICIO|PALAZZINA|CORPO|FABBRICATO|CONDOMINIO|VIA|VIALE|PIAZZA|LOTTO)\b"
)
_MOST_FOOTER_CELLS = 2
_LEAST_COLUMNS = 3


class RowKind(StrEnum):
    """What a row below the header is."""

    DATA = "data"
    TOTAL = "total"
    FOOTER = "footer"
    GROUP = "group"


def kind_of(row: SheetRow, width: int) -> RowKind:
    """The kind of a row, told by its first words and by how little else it holds."""
    texts = [text for text in row.texts if text]
    first = plain(texts[0])
    if _TOTAL.match(first):
        return RowKind.TOTAL
    if width < _LEAST_COLUMNS:
        return RowKind.DATA
    if len(texts) <= _MOST_FOOTER_CELLS and _FOOTER.match(first):
        return RowKind.FOOTER
    if len(texts) == 1 and _GROUP.match(first):
        return RowKind.GROUP
    return RowKind.DATA
