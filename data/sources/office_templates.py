"""Clean workbooks for the office to fill in: cases, reports, interventions; no names of persons."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from data.sources.archives import BROKEN
from data.sources.office_fields import CASES, INTERVENTIONS, PLACE, REPORTS
from data.sources.office_words import OFFICE_WORDS
from data.sources.sheets.fields import Field
from gis.codes import Text

MARK = "satellite-template"
"""The keyword in the workbook's properties by which a filled template is recognised."""

LISTS = "Elenchi"
LAST_ROW = 5_000
_FIRST_DAY, _LAST_DAY = dt.date(1950, 1, 1), dt.date(2099, 12, 31)
_PLACE = tuple(field for field in PLACE if not field.is_personal)
_PROPERTIES = "docProps/core.xml"


@dataclass(frozen=True, slots=True)
class Template:
    """One clean workbook: its name on the command line, its titles, and its columns."""

    name: str
    title: Text
    fields: tuple[Field, ...]
    required: tuple[str, ...]


TEMPLATES: Mapping[str, Template] = {
    each.name: each
    for each in (
        Template(
            "cases", Text(it="Pratiche", en="Cases"), (*_PLACE, *CASES), ("case_type", "opened_on")
        ),
        Template(
            "reports", Text(it="Segnalazioni", en="Reports"), (*_PLACE, *REPORTS), ("reported_on",)
        ),
        Template(
            "interventions",
            Text(it="Interventi", en="Interventions"),
            (*_PLACE, *INTERVENTIONS),
            ("intervention",),
        ),
    )
}


def workbook_of(template: Template) -> bytes:
    """The template as an .xlsx: lists to choose from, dates checked, the header locked."""
    book = Workbook()
    book.properties.keywords = MARK
    book.properties.title = template.title.it
    book.properties.creator = "Satellite"
    sheet = book.create_sheet(template.title.it, 0)
    del book["Sheet"]
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for place, field in enumerate(template.fields, start=1):
        _column(sheet, lists, place, field, is_required=field.name in template.required)
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True
    for freedom in ("formatColumns", "formatRows", "insertRows", "deleteRows", "sort"):
        setattr(sheet.protection, freedom, False)
    _instructions(book, template)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def is_template(path: Path) -> bool:
    """Whether the workbook says that it is one of the templates."""
    try:
        with ZipFile(path) as archive, archive.open(_PROPERTIES) as part:
            return MARK.encode() in part.read(10_000)
    except (*BROKEN, KeyError, OSError):
        return False


def _column(
    sheet: Worksheet, lists: Worksheet, place: int, field: Field, *, is_required: bool
) -> None:
    letter = get_column_letter(place)
    head = sheet.cell(1, place, field.title.it)
    head.font = Font(bold=True, color="FFFFFF")
    head.fill = PatternFill("solid", fgColor="004080" if is_required else "4D7299")
    head.alignment = Alignment(wrap_text=True, vertical="top")
    shape = sheet.column_dimensions[letter]
    shape.width = max(12, len(field.title.it) + 4)
    shape.protection = Protection(locked=False)
    shape.number_format = "dd/mm/yyyy" if field.type == "date" else "@"
    cells = f"{letter}2:{letter}{LAST_ROW}"
    if field.type == "word":
        labels = [code.label.it for code in OFFICE_WORDS[field.name].codes]
        for row, label in enumerate(labels, start=1):
            lists.cell(row, place, label)
        choice = DataValidation(
            "list", formula1=f"{LISTS}!${letter}$1:${letter}${len(labels)}", allow_blank=True
        )
        _say(choice, "Scegliere una voce dell'elenco.", "Choose one of the list.")
        sheet.add_data_validation(choice)
        choice.add(cells)
    elif field.type == "date":
        day = DataValidation(
            "date",
            operator="between",
            formula1=f"DATE({_FIRST_DAY.year},1,1)",
            formula2=f"DATE({_LAST_DAY.year},12,31)",
            allow_blank=True,
        )
        _say(day, "Scrivere una data: giorno/mese/anno.", "Write a date: day/month/year.")
        sheet.add_data_validation(day)
        day.add(cells)


def _say(validation: DataValidation, it: str, en: str) -> None:
    validation.errorTitle = "Satellite"
    validation.error = f"{it}\n{en}"
    validation.showErrorMessage = True


def _instructions(book: Workbook, template: Template) -> None:
    sheet = book.create_sheet("Istruzioni")
    sheet.column_dimensions["A"].width = 60
    sheet.column_dimensions["B"].width = 60
    for line in (_HOW, _WHERE, _REQUIRED, _NAMES, _LOAD):
        sheet.append([line.it, line.en])
    required = {field.name: field for field in template.fields if field.name in template.required}
    for field in required.values():
        sheet.append([f"- {field.title.it}: obbligatoria", f"- {field.title.en}: required"])
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")


_HOW = Text(
    it="Una riga per ogni alloggio e fatto. Non cambiare la prima riga del primo foglio.",
    en="One row for each flat and fact. Do not change the first row of the first sheet.",
)
_WHERE = Text(
    it="Per dire l'alloggio bastano via, civico, scala e interno, oppure foglio, mappale e"
    " subalterno.",
    en="To name the flat, street, number, staircase and door are enough, or sheet, parcel and"
    " subunit.",
)
_REQUIRED = Text(
    it="Le colonne con l'intestazione più scura sono obbligatorie.",
    en="The columns with the darker header are required.",
)
_NAMES = Text(
    it="Non scrivere nomi, codici fiscali o telefoni di persone in nessuna colonna.",
    en="Do not write names, tax codes or telephones of persons in any column.",
)
_LOAD = Text(
    it="Per caricare: satellite import office_workbook FILE.xlsx (con --dry-run dice che cosa"
    " cambierebbe).",
    en="To load: satellite import office_workbook FILE.xlsx (with --dry-run it says what would"
    " change).",
)
