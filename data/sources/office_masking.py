"""Names that stand where none is asked for: taken out of a row before anything of it is kept."""

import re
from dataclasses import replace

from data.sources.personal import HIDDEN, without_tax_codes
from data.sources.sheets.cells import Cell
from data.sources.sheets.table import Record, SheetTable

_NAME = re.compile(r"[^\W\d_]{3,}")
_TO_NUMBER = re.compile(r"\D*\d*")


def nameless(table: SheetTable, record: Record) -> Record:
    """The record with dots for tax codes and for the name that its own column says.

    `occupato da Neri` becomes `occupato da …` where the row names a Neri. A street keeps its name.
    """
    names = "|".join(map(re.escape, _NAME.findall(record.text("person_name"))))
    pattern = re.compile(rf"\b(?:{names})\b", re.IGNORECASE) if names else None
    cells = {
        name: cell if table.fields[name].is_personal else _masked(cell, name, pattern)
        for name, cell in record.cells.items()
    }
    raw = ";".join(cells[name].text for name in cells if not table.fields[name].is_personal)
    return replace(record, cells=cells, raw=raw)


def _masked(cell: Cell, field: str, names: re.Pattern[str] | None) -> Cell:
    text = without_tax_codes(cell.text)
    if names is not None:
        found = _TO_NUMBER.match(text) if field == "street_name" else None
        kept = found.group() if found else ""
        text = kept + names.sub(HIDDEN, text[len(kept) :])
    return cell if text == cell.text else replace(cell, text=text)
