"""One row of the office's workbook as facts: what it says of a unit and of what happens there."""

import datetime as dt
import json
import re
from hashlib import sha256
from typing import Any

from buildings.cases.states import Office
from buildings.interventions.states import InterventionState, WorksCategory
from buildings.issues.states import IssueState, Severity
from buildings.occupations.states import ReportChannel
from data.sources.facts import Fact, Naming
from data.sources.office_words import OFFICE_WORDS, OfficeOccupancy, ReportedState
from data.sources.rows import RowRefusedError
from data.sources.sheets.book import BookSheet
from data.sources.sheets.table import Record, SheetTable
from gis.codes import Coded, Text
from gis.dates import today

SOURCE_ID = "office_workbook"
PLAIN_DIMENSIONS = (
    "occupation_title", "title_verification", "owner_class", "condition", "securing",
)  # fmt: skip
DIMENSIONS = ("occupancy", *PLAIN_DIMENSIONS)
_NAMING = (
    "street_name", "number_text", "staircase_code", "floor_code", "unit_number",
    "cadastral_section", "sheet", "parcel_number", "subunit", "other_code",
)  # fmt: skip
_HINTS = ("person_name", "tax_code")
_ENOUGH = ("street_name", "parcel_number", "other_code", "subunit")
_NUMBERED = re.compile(
    r"(?P<street>.*[^\W\d_].*?)[\s,]+"
    r"(?P<number>\d+(?:\s*[/;-]?\s*(?:\d+|[A-Z]\b|bis\b|ter\b|quater\b))*)",
    re.IGNORECASE,
)
_NUMBER_WORD = re.compile(r"[\s,]+(?:n|nr|num|civ)[.°]*$", re.IGNORECASE)
_DETAIL = re.compile(
    r"[\s,;-]*\b(?P<what>scala|sc|piano|interno|int)\b[.\s]*(?P<value>[^\s,;]+)", re.IGNORECASE
)
_DETAILS = {
    "scala": "staircase_code", "sc": "staircase_code", "piano": "floor_code",
    "interno": "unit_number", "int": "unit_number",
}  # fmt: skip


def fact_of(sheet: BookSheet, record: Record, sender: str) -> Fact:
    """The record as one fact with its naming; raises RowRefusedError."""
    table = sheet.table
    naming = naming_of(table, record, sender)
    facts: dict[str, Any] = {
        "status": _status(table, record),
        "case": _case(table, record),
        "report": _report(table, record),
        "issue": _issue(table, record),
        "intervention": _intervention(table, record),
    }
    told = {name: value for name, value in facts.items() if value}
    if not told:
        raise RowRefusedError(
            "",
            "",
            Text(it="La riga non dice nulla dell'unità.", en="The row says nothing of the unit."),
        )
    if hint := {name: record.text(name) for name in _HINTS if record.text(name)}:
        told["hint"] = hint
    covers = [name for name in DIMENSIONS if name in table.columns.values()]
    place = {"sheet": sheet.name, "labels": {name: table.label(name) for name in covers}}
    key = _key(naming, told)
    return Fact("office", key, _stored(told | {"covers": covers, "place": place}), naming=naming)


def keys_of(table: SheetTable, record: Record, sender: str) -> tuple[str, ...]:
    """The naming of a refused row, where it can be read: the file does speak of that flat."""
    try:
        return (naming_of(table, record, sender).key,)
    except RowRefusedError:
        return ()


def naming_of(table: SheetTable, record: Record, sender: str) -> Naming:
    """How the row names its unit; one cell may hold street, number, staircase and door together.

    Raises RowRefusedError where nothing names a unit.
    """
    parts = {name: record.text(name) for name in _NAMING}
    if not parts["staircase_code"] and record.group:
        parts |= _details(record.group)[1]
    street, details = _details(parts["street_name"])
    if not parts["number_text"] and (found := _NUMBERED.fullmatch(street)):
        street = _NUMBER_WORD.sub("", found["street"].strip(" ,"))
        parts["number_text"] = found["number"].strip()
    parts["street_name"] = street
    parts |= {name: value for name, value in details.items() if not parts[name]}
    if not any(parts[name] for name in _ENOUGH):
        raise RowRefusedError(
            table.label("street_name"),
            "",
            Text(
                it="La riga non dice di quale unità parla: serve la via, il catasto o un codice.",
                en="The row does not say which unit it is about: a street, the cadastre or a code"
                " is needed.",
            ),
        )
    said = {name: value or None for name, value in parts.items()}
    return Naming(
        f"{SOURCE_ID}:{sender}",
        street_name=said["street_name"],
        number_text=said["number_text"],
        staircase_code=said["staircase_code"],
        floor_code=said["floor_code"],
        unit_number=said["unit_number"],
        cadastral_section=said["cadastral_section"],
        sheet=said["sheet"],
        parcel_number=said["parcel_number"],
        subunit=said["subunit"],
        other_code=said["other_code"],
    )


def _stored(facts: dict[str, Any]) -> dict[str, Any]:
    """The facts with days as the staging table holds them."""
    return {
        name: value.isoformat()
        if isinstance(value, dt.date)
        else _stored(value)
        if isinstance(value, dict)
        else value
        for name, value in facts.items()
    }


def _details(text: str) -> tuple[str, dict[str, str]]:
    """A place without its `sc. B int. 4`, and those by field."""
    found = {_DETAILS[each["what"].lower()]: each["value"] for each in _DETAIL.finditer(text)}
    return _DETAIL.sub("", text).strip(" ,;-"), found


def _status(table: SheetTable, record: Record) -> dict[str, Any] | None:
    values: dict[str, str] = {}
    for name in PLAIN_DIMENSIONS:
        if code := _word(table, record, name):
            values[name] = code.value
    said = _word(table, record, "occupancy")
    if said in {OfficeOccupancy.REPORTED, OfficeOccupancy.UNDER_VERIFICATION}:
        values["occupancy"] = OfficeOccupancy.OCCUPIED.value
    elif said is not None:
        values["occupancy"] = said.value
    if not values:
        return None
    title = values.get("occupation_title", "unknown")
    if values.get("occupancy") == "vacant" and title not in {"unknown", "not_applicable"}:
        raise RowRefusedError(
            table.label("occupation_title"),
            record.text("occupation_title"),
            Text(
                it="La riga dice vuota e anche un titolo di chi ci abita: correggere uno dei due.",
                en="The row says vacant and also a title of who lives there: correct one of them.",
            ),
        )
    if values.get("title_verification") == "found_absent":
        raise RowRefusedError(
            table.label("title_verification"),
            record.text("title_verification"),
            Text(
                it="L'assenza del titolo la accerta un'autorità con un atto: non un foglio.",
                en="That a title is absent is established by an authority's act, not by a sheet.",
            ),
        )
    return {"values": values, "on": _past_day(table, record, "status_on")}


def _case(table: SheetTable, record: Record) -> dict[str, Any] | None:
    kind = _word(table, record, "case_type")
    if kind is None:
        return None
    opened = _required_day(table, record, "opened_on")
    due = _day(table, record, "due_on")
    if due is not None and due < opened:
        raise RowRefusedError(
            table.label("due_on"),
            record.text("due_on"),
            Text(it="La scadenza viene prima dell'apertura.", en="It is due before it opened."),
        )
    state = _word(table, record, "case_state")
    office = _word(table, record, "office") or Office.HOUSING_OFFICE
    return {
        "case_type": kind.value,
        "state": state.value if state else "registered",
        "state_on": _past_day(table, record, "state_on"),
        "protocol_no": record.text("protocol_no") or None,
        "office": office.value,
        "opened_on": opened,
        "due_on": due,
    }


def _report(table: SheetTable, record: Record) -> dict[str, Any] | None:
    """A report, from the columns of reports or because the occupancy's wording is one."""
    said = _word(table, record, "occupancy")
    state = _word(table, record, "episode_state")
    channel = _word(table, record, "channel")
    reported = _past_day(table, record, "reported_on")
    if said is OfficeOccupancy.UNDER_VERIFICATION:
        state = state or ReportedState.UNDER_VERIFICATION
    elif said is not OfficeOccupancy.REPORTED and state is None and reported is None:
        return None
    return {
        "state": (state or ReportedState.REPORTED).value,
        "channel": (channel or ReportChannel.HOUSING_OFFICE).value,
        "reported_on": reported or _past_day(table, record, "status_on"),
    }


def _issue(table: SheetTable, record: Record) -> dict[str, Any] | None:
    kind = _word(table, record, "issue_type")
    if kind is None:
        return None
    severity = _word(table, record, "severity") or Severity.MEDIUM
    state = _word(table, record, "issue_state") or IssueState.REPORTED
    return {
        "issue_type": kind.value,
        "title_it": kind.label.it,
        "title_en": kind.label.en,
        "severity": severity.value,
        "state": state.value,
        "reported_on": _required_day(table, record, "issue_on"),
    }


def _intervention(table: SheetTable, record: Record) -> dict[str, Any] | None:
    name = record.text("intervention")
    if not name:
        return None
    start, end = _day(table, record, "works_start"), _day(table, record, "works_end")
    if start and end and end < start:
        raise RowRefusedError(
            table.label("works_end"),
            record.text("works_end"),
            Text(it="I lavori finiscono prima dell'inizio.", en="The works end before they start."),
        )
    cup = record.text("cup").upper().replace(" ", "") or None
    if cup and not re.fullmatch(r"[A-Z]\d{2}[A-Z]\d{11}", cup):
        raise RowRefusedError(
            table.label("cup"),
            record.text("cup"),
            Text(it="Non ha la forma di un CUP.", en="It does not have the form of a CUP."),
        )
    category = _word(table, record, "works_category") or WorksCategory.NON_BUILDING
    state = _word(table, record, "works_state") or InterventionState.IDEA
    return {
        "name": name,
        "works_category": category.value,
        "state": state.value,
        "start": start,
        "end": end,
        "cup": cup,
    }


def _word(table: SheetTable, record: Record, name: str) -> Coded | None:
    return table.word(record, name, OFFICE_WORDS[name])


def _day(table: SheetTable, record: Record, name: str) -> dt.date | None:
    return table.date(record, name)


def _past_day(table: SheetTable, record: Record, name: str) -> dt.date | None:
    """A day on which something was seen or told; raises RowRefusedError for one to come."""
    found = _day(table, record, name)
    if found is not None and found > today():
        raise RowRefusedError(
            table.label(name),
            record.text(name),
            Text(
                it="È una data che deve ancora venire: controllare l'anno.",
                en="This is a day that is still to come: check the year.",
            ),
        )
    return found


def _required_day(table: SheetTable, record: Record, name: str) -> dt.date:
    found = _past_day(table, record, name)
    if found is None:
        raise RowRefusedError(
            table.label(name),
            record.text(name),
            Text(it="Manca la data.", en="The date is missing."),
        )
    return found


def _key(naming: Naming, told: dict[str, Any]) -> str:
    """What tells the row apart: the unit, and within it the case, report, issue or works.

    Rows with none of these may say different things of the unit, and are compared later on.
    """
    case, report, issue = told.get("case", {}), told.get("report", {}), told.get("issue", {})
    parts = [
        naming.key,
        str(case.get("protocol_no") or f"{case.get('case_type')} {case.get('opened_on')}"),
        str(report.get("reported_on")) if "status" not in told else "",
        f"{issue.get('issue_type')} {issue.get('reported_on')}",
        told.get("intervention", {}).get("name", ""),
    ]
    if not told.keys() & {"case", "issue", "intervention"}:
        said = json.dumps([told.get("status"), report], default=str, sort_keys=True)
        parts.append(sha256(said.encode()).hexdigest())
    return "|".join(parts)
