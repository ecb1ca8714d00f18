"""Several selects in one round trip give what each would give alone."""

import datetime as dt

from sqlalchemy import Engine, bindparam, event, select
from sqlalchemy.orm import Session

from buildings.registry.models import Building, Unit
from buildings.status.models import UnitStatus
from buildings.status.states import Dimension, Occupancy
from gis.together import ON_DATE, Together, held
from tests import make

DAY = dt.date(2026, 11, 22)
OF_BUILDING = Unit.building_id == bindparam("building_id")

READING = Together()
UNITS = READING.part(select(Unit).where(OF_BUILDING).order_by(Unit.unit_number.desc()))
STATES = READING.part(
    select(Unit, UnitStatus)
    .join(UnitStatus, UnitStatus.unit_id == Unit.id)
    .where(OF_BUILDING, held(UnitStatus))
    .order_by(UnitStatus.valid_from)
)
FALLEN = READING.part(
    select(Building).where(Building.id == bindparam("building_id"), Building.ended_on <= ON_DATE)
)


def test_every_part_has_its_own_rows_in_its_own_order(session: Session, engine: Engine) -> None:
    house_id = make.building(session).id
    doors = [make.unit(session, building_id=house_id, unit_number=str(door)) for door in (2, 1, 3)]
    make.status(session, doors[0], Dimension.OCCUPANCY, Occupancy.VACANT, dt.date(2026, 5, 1))
    make.status(session, doors[1], Dimension.OCCUPANCY, Occupancy.OCCUPIED, dt.date(2026, 3, 1))
    ended = dt.date(2026, 11, 22)
    make.status(
        session, doors[2], Dimension.OCCUPANCY, Occupancy.VACANT, dt.date(2026, 1, 1), ended
    )
    session.expire_all()
    asked: list[object] = []

    def note(*_told: object) -> None:
        asked.append(_told)

    event.listen(engine, "before_cursor_execute", note)
    found = READING.read(session, building_id=house_id, on_date=DAY)

    assert len(asked) == 1
    assert [unit.unit_number for unit in found[UNITS]] == ["3", "2", "1"]
    assert [(unit.unit_number, state.value) for unit, state in found[STATES]] == [
        ("1", "occupied"),
        ("2", "vacant"),
    ]
    assert found[FALLEN] == []
    assert found[UNITS][0] is doors[2]
    assert len(asked) == 1


def test_nothing_asked_of_nothing_is_empty(session: Session) -> None:
    house = make.building(session, ended_on=DAY)
    found = READING.read(session, building_id=house.id, on_date=DAY)

    assert found[UNITS] == []
    assert found[STATES] == []
    assert found[FALLEN] == [house]
