"""COPY writes exactly what it was given, awkward characters and open validities included."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.condominiums.models import Condominium
from buildings.registry.models import District
from buildings.status.models import UnitStatus
from buildings.status.states import Dimension, Occupancy
from data.reference.copying import copy
from data.reference.rows import identity
from gis.columns import Reliability
from gis.db import Base
from tests import make

AWKWARD = "tab\there, back\\slash, new\nline, return\r, «à», \\N"
CONDOMINIUMS = Base.metadata.tables["condominium"]


def condominium(name: str, **changes: object) -> dict[str, object]:
    return {"id": uuid.uuid4(), "name": name, "note_it": None, **make.PROVENANCE, **changes}


def test_awkward_characters_and_nothing_come_back_as_they_went(session: Session) -> None:
    make.source(session)
    copy(session.connection(), CONDOMINIUMS, [condominium(AWKWARD), condominium(r"\N")])

    kept = session.scalars(select(Condominium).order_by(Condominium.name)).all()

    assert {row.name for row in kept} == {AWKWARD, r"\N"}
    assert {row.note_it for row in kept} == {None}
    assert {row.reliability for row in kept} == {Reliability.OFFICIAL}


def test_an_open_validity_is_infinite(session: Session) -> None:
    flat = make.unit(session)
    row = {
        "unit_id": flat.id,
        "dimension": Dimension.OCCUPANCY,
        "value": Occupancy.OCCUPIED,
        "valid_from": dt.date(2020, 1, 1),
        "valid_to": None,
        **make.PROVENANCE,
    }
    copy(session.connection(), Base.metadata.tables["unit_status"], [row])

    kept = session.scalars(select(UnitStatus)).one()

    assert kept.valid_to is None
    assert kept.value == "occupied"


def test_rows_with_other_columns_are_refused(session: Session) -> None:
    rows = [condominium("Glicine"), condominium("Mimosa", note_en="yellow")]

    with pytest.raises(ValueError, match="different columns"):
        copy(session.connection(), CONDOMINIUMS, rows)


def test_a_value_without_a_text_is_refused(session: Session) -> None:
    with pytest.raises(TypeError, match="no text for a list in name"):
        copy(session.connection(), CONDOMINIUMS, [condominium("x") | {"name": ["Glicine"]}])


def test_identities_are_the_same_on_every_machine() -> None:
    assert identity(Condominium, "glicine") == identity(Condominium, "glicine")
    assert identity(Condominium, "glicine") != identity(District, "glicine")
    assert identity(Condominium, "glicine").version == 5
