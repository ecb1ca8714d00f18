"""The subjects of a census file into the register's persons and bodies."""

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Connection

from buildings.people.service import BodyRow, PersonRow, Telling, record_people
from buildings.people.states import Sex
from data.ingest.staging import BATCH, PACKAGE
from gis.columns import Reliability
from gis.sqlfiles import statement

_SEXES = {member.value: member for member in Sex}
_RELIABILITIES = {member.value: member for member in Reliability}
_OUTCOMES = {"erased": "skipped"}


def record_holders(connection: Connection, values: Mapping[str, Any]) -> None:
    """Write the staged subjects; one whose person was erased before is skipped."""
    telling = Telling(values["source"], values["as_of"], _RELIABILITIES[values["reliability"]])
    written = record_people(connection, _rows(connection), telling)
    if not written:
        return
    connection.execute(
        statement(PACKAGE, "told_cadastral_subjects"),
        {
            "keys": list(written),
            "outcomes": [_OUTCOMES.get(each.outcome, each.outcome) for each in written.values()],
            "ids": [str(each.person_id or each.body_id) for each in written.values()],
        },
    )


def _rows(connection: Connection) -> Iterator[PersonRow | BodyRow]:
    found = connection.execute(
        statement(PACKAGE, "cadastral_subjects"), execution_options={"yield_per": BATCH}
    )
    for key, facts in found:
        yield _person(key, facts) if facts["kind"] == "P" else _body(key, facts)


def _person(key: str, facts: Mapping[str, str | None]) -> PersonRow:
    sex, born = facts["sex"], facts["birth_on"]
    return PersonRow(
        source_key=key,
        surname=facts["surname"],
        given_name=facts["given_name"],
        sex=_SEXES[sex] if sex else None,
        birth_on=dt.date.fromisoformat(born) if born else None,
        birth_place_code=facts["birth_place_code"],
        tax_code=facts["tax_code"],
    )


def _body(key: str, facts: Mapping[str, str | None]) -> BodyRow:
    return BodyRow(
        source_key=key,
        name=facts["name"] or "",
        seat_code=facts["seat_code"],
        tax_code=facts["tax_code"],
    )
