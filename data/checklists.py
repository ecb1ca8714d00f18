"""Lists of cases to be checked by another office: made, remembered, and written to a file.

What goes out names the unit and asks one question; the last columns are empty, and the file comes
back as the source `checklist_answers`.
"""

import csv
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.datavalidation import DataValidation
from sqlalchemy import Connection, RowMapping, insert

from buildings.cases.states import CaseState, CaseType
from buildings.checklists.models import Checklist, ChecklistItem
from buildings.checklists.states import CheckQuestion
from data.ingest.refusals import neutral
from gis.codes import Text
from gis.dates import today
from gis.errors import InputError
from gis.sqlfiles import statement

PACKAGE = "data"
HEADER = (
    "id_lista", "riga", "id_pratica", "protocollo", "tipo_pratica", "via", "civico", "scala",
    "piano", "interno", "catasto", "domanda", "esito", "numero_persone", "data_risposta",
)  # fmt: skip
ANSWERS = ("sì", "no", "non accertato")
_OUTCOME_COLUMN = "M"
_TYPES = {kind.value: kind.label.it for kind in CaseType}
_WRITERS = (".xlsx", ".csv")


@dataclass(frozen=True, slots=True)
class Handed:
    """A list as it was handed out: its code and its lines, ready for a file."""

    checklist_id: uuid.UUID
    lines: list[tuple[str, ...]]


def wanted_cases(path: Path) -> list[str]:
    """Protocol numbers or codes of cases, the first of each line; blank lines are left out."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            Text(
                it=f"L'elenco delle pratiche {path.name} non si legge: {error}.",
                en=f"The list of cases {path.name} cannot be read: {error}.",
            )
        ) from error
    firsts = (line.split(";")[0].strip().strip('"') for line in text.splitlines())
    return list(dict.fromkeys(first for first in firsts if first))


def hand_out(
    connection: Connection,
    question: CheckQuestion,
    *,
    named: Sequence[str] | None = None,
    state: CaseState | None = None,
) -> Handed:
    """A new list of the cases that are `named`, or that stand in `state` today; remembered.

    Raises InputError where a named case is unknown, naming all of them, or where none is left.
    """
    rows = (
        connection.execute(
            statement(PACKAGE, "checklist_cases"),
            {
                "named": None if named is None else list(named),
                "state": None if state is None else state.value,
                "on_date": today(),
            },
        )
        .mappings()
        .all()
    )
    _refuse_unknown(rows, named or ())
    if not rows:
        raise InputError(
            Text(it="Nessuna pratica da mettere in lista.", en="No case to put on the list.")
        )
    checklist_id = connection.execute(
        insert(Checklist).values(question=question).returning(Checklist.id)
    ).scalar_one()
    items = [
        {"checklist_id": checklist_id, "line": line, "case_id": row["id"]}
        for line, row in enumerate(rows, start=1)
    ]
    connection.execute(insert(ChecklistItem), items)
    lines = [_line(checklist_id, number, row, question) for number, row in enumerate(rows, start=1)]
    return Handed(checklist_id, lines)


def write_list(path: Path, handed: Handed) -> None:
    """Write a list as .xlsx or .csv, by the name; cells never run as formulas.

    Raises InputError for any other ending.
    """
    if path.suffix.lower() not in _WRITERS:
        raise InputError(
            Text(
                it=f"«{path.name}»: la lista si scrive come .xlsx o .csv.",
                en=f'"{path.name}": the list is written as .xlsx or .csv.',
            )
        )
    lines = [tuple(neutral(cell) for cell in line) for line in handed.lines]
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.suffix.lower() == ".csv":
        _write_csv(path, lines)
    else:
        _write_workbook(path, lines)


def _refuse_unknown(rows: Iterable[RowMapping], named: Sequence[str]) -> None:
    found = {str(row["id"]) for row in rows} | {row["protocol_no"] for row in rows}
    unknown = [name for name in named if name not in found]
    if unknown:
        raise InputError(
            Text(
                it=f"Pratiche sconosciute: {', '.join(unknown)}. La lista non è stata fatta.",
                en=f"Unknown cases: {', '.join(unknown)}. The list was not made.",
            )
        )


def _line(
    checklist_id: uuid.UUID, number: int, row: RowMapping, question: CheckQuestion
) -> tuple[str, ...]:
    told = (
        "protocol_no", "case_type", "street_name", "number_text", "staircase_code", "floor_code",
        "unit_number", "cadastral_reference",
    )  # fmt: skip
    words = dict(row) | {"case_type": _TYPES[row["case_type"]]}
    cells = tuple(str(words[name] or "") for name in told)
    return (str(checklist_id), str(number), str(row["id"]), *cells, question.label.it, "", "", "")


def _write_csv(path: Path, lines: list[tuple[str, ...]]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(HEADER)
        writer.writerows(lines)


def _write_workbook(path: Path, lines: list[tuple[str, ...]]) -> None:
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Lista"
    sheet.append(HEADER)
    for line in lines:
        sheet.append(line)
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            cell.data_type = "s"
            cell.number_format = "@"
    sheet.freeze_panes = "A2"
    choices = DataValidation(type="list", formula1=f'"{",".join(ANSWERS)}"', allow_blank=True)
    sheet.add_data_validation(choices)
    choices.add(f"{_OUTCOME_COLUMN}2:{_OUTCOME_COLUMN}{len(lines) + 1}")
    book.save(path)
