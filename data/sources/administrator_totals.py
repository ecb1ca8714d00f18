"""Totals of a condominium without persons: contributions, units by band, debts by supplier kind.

A table per unit is taken too, and added up before anything of it is kept.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.sources.administrator_added_up import added_up
from data.sources.administrator_delivery import delivery_facts, told_whole
from data.sources.administrator_sections import (
    SectionReader,
    band_rows,
    supplier_rows,
    total_rows,
)
from data.sources.administrator_titles import Titles, titles_of, year_of
from data.sources.administrator_units import UnitTable
from data.sources.administrator_words import (
    BAND_FIELDS,
    SUPPLIER_FIELDS,
    TOTAL_FIELDS,
    UNIT_FIELDS,
    columns_of,
)
from data.sources.declaration import Source
from data.sources.rows import Asked, FileRefusedError, Item, Learned, Reading
from data.sources.sheets.fields import Field
from data.sources.sheets.header import find_header
from data.sources.sheets.mapping import points
from data.sources.sheets.reading import Sheet, chosen_sheet, open_sheets
from data.sources.sheets.table import open_table
from gis.codes import Text
from gis.columns import Reliability

ID = "administrator_totals"
_SURE = 2
_UNIT_NAMING = ("code", "door", "subunit")

_SECTIONS: tuple[tuple[tuple[Field, ...], SectionReader], ...] = (
    (SUPPLIER_FIELDS, supplier_rows),
    (BAND_FIELDS, band_rows),
    (TOTAL_FIELDS, total_rows),
)


@dataclass(frozen=True, slots=True)
class _Section:
    """One sheet as it was understood: its items once the year is known, and what was learned."""

    items: Callable[[dict[str, Any]], Iterator[Item]]
    titles: Titles
    learned: Learned


def _read(path: Path, asked: Asked) -> Reading:
    delivery_facts(path, asked, Titles())
    sections = [_section(path, sheet, asked) for sheet in _sheets(path, asked)]
    if not sections:
        raise FileRefusedError(
            Text(it="La cartella di lavoro non ha fogli visibili.",
                 en="The workbook has no visible sheets.")
        )  # fmt: skip
    as_of = max((each.titles.as_of for each in sections if each.titles.as_of), default=None)
    codes = {each.titles.tax_code for each in sections if each.titles.tax_code}
    facts = delivery_facts(path, asked, Titles(tax_code=min(codes, default=None)))

    def items() -> Iterator[Item]:
        for each in sections:
            yield from told_whole(each.items(facts))

    return Reading(as_of, items(), learned=tuple(each.learned for each in sections))


def _sheets(path: Path, asked: Asked) -> list[Sheet]:
    """The chosen sheet, or every visible one that has something in it."""
    sheets = open_sheets(path)
    if asked.sheet is not None:
        return [chosen_sheet(sheets, asked.sheet)]
    return [e for e in sheets if not e.is_hidden and next(e.rows, None) is not None]


def _section(path: Path, sheet: Sheet, asked: Asked) -> _Section:
    """What a sheet holds, by its header; FileRefusedError where it is none of the four."""
    if _is_per_unit(sheet, asked):
        units = UnitTable(path, ID, asked, sheet=sheet)
        return _Section(lambda facts: added_up(units, facts), units.titles, units.learned)
    fields, rows = max(_SECTIONS, key=lambda each: _likeness(sheet, each[0], asked))
    table = open_table(path, ID, fields, asked, sheet=sheet)
    titles = titles_of(table, asked)
    needs_year = rows is total_rows and "year" not in table.columns.values()
    year = year_of(path, ID, asked, titles) if needs_year else titles.year
    return _Section(lambda facts: rows(table, facts, year), titles, table.learned)


def _is_per_unit(sheet: Sheet, asked: Asked) -> bool:
    """Whether the sheet has a row a unit: a door or a code, and more than one amount's column."""
    header = find_header(sheet, lambda label: points(label, UNIT_FIELDS, asked.columns))
    if header is None:
        return False
    naming = [each for each in UNIT_FIELDS if each.name in _UNIT_NAMING]
    money = [each for each in UNIT_FIELDS if each.type == "amount"]
    labels = header.labels
    names_units = any(points(label, naming, {}) == _SURE for label in labels)
    has_money = any(points(label, money, {}) == _SURE for label in labels)
    is_count = any(points(label, (BAND_FIELDS[1],), {}) == _SURE for label in labels)
    return names_units and has_money and not is_count


def _likeness(sheet: Sheet, fields: Sequence[Field], asked: Asked) -> float:
    """The share of a section's required columns that the sheet surely has."""
    header = find_header(sheet, lambda label: points(label, fields, asked.columns))
    if header is None:
        return 0
    required = [each for each in fields if each.is_required]
    found = sum(
        any(points(label, (each,), asked.columns) == _SURE for label in header.labels)
        for each in required
    )
    return found / len(required)


SOURCE = Source(
    id=ID,
    title=Text(it="Totali del condominio (amministratori)", en="Totals (administrators)"),
    publisher="Amministratori di condominio",
    url="",
    licence="riservato agli uffici",
    how_to_get=Text(
        it="Dall'amministratore, con un collegamento monouso (satellite delivery link CONDOMINIO)"
        " o a mano con --sender e --answer condominium=NOME. Fogli: totali per scala, unità per"
        " fascia, debiti per tipo di fornitore; una tabella per unità viene sommata prima di"
        " conservare qualsiasi cosa.",
        en="From the administrator, by a one-time link (satellite delivery link CONDOMINIUM) or by"
        " hand with --sender and --answer condominium=NAME. Sheets: totals by staircase, units by"
        " band, debts by supplier kind; a table per unit is added up before anything is kept.",
    ),
    crs=None,
    key=("condominium", "staircase", "year | band | supplier"),
    columns=columns_of((*TOTAL_FIELDS, *BAND_FIELDS[1:3], *SUPPLIER_FIELDS)),
    least_count=1,
    row_word=Text(it="righe del foglio", en="rows of the sheet"),
    fills=("arrears_total", "arrears_band_count", "supplier_debt"),
    carries_municipality=False,
    reliability=Reliability.SINGLE_SOURCE,
    recognises=lambda _head: False,
    read=_read,
    takes_sheets=True,
)
