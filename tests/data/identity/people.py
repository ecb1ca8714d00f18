"""Invented holders of invented flats."""

import datetime as dt
import tempfile
from pathlib import Path

from sqlalchemy.orm import Session

from buildings.people.models import UnitRight
from buildings.people.service import PersonRow, Telling, record_people
from buildings.people.states import RightType
from gis.keys import KeyStore
from tests import make
from tests.data.identity.asking import unit_of


def give_holder(
    session: Session, value: str, surname: str, given_name: str, tax_code: str | None
) -> None:
    """Make somebody the owner of the unit with a cadastral identifier."""
    make.source(session)
    row = PersonRow(source_key=surname, surname=surname, given_name=given_name, tax_code=tax_code)
    with tempfile.TemporaryDirectory() as folder:
        written = record_people(
            session.connection(),
            [row],
            Telling("test", dt.date(2026, 1, 1)),
            KeyStore(Path(folder) / "keys"),
        )
    session.add(
        UnitRight(
            source_key=surname,
            unit_id=unit_of(session, value),
            person_id=written[surname].person_id,
            right_type=RightType.OWNERSHIP,
            valid_from=dt.date(2020, 1, 1),
            **make.PROVENANCE,
        )
    )
    session.flush()
