"""A synthetic municipality in the database: its own code, wholly synthetic, loaded once."""

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase
from buildings.registry.models import Building, District, Municipality, Unit
from data import reference
from data.reference.town import MUNICIPALITY, load_town
from gis.db import make_engine
from gis.errors import InputError, RuleError
from gis.report import Silence


def test_a_town_stands_beside_the_reference_district(fresh_url: str) -> None:
    engine = make_engine(fresh_url)
    reference.load(engine, Silence())
    assert load_town(engine, Silence(), 2100, 5) is True
    assert load_town(engine, Silence(), 2100, 5) is False
    with pytest.raises(RuleError, match="Another synthetic municipality"):
        load_town(engine, Silence(), 2101, 5)
    with Session(engine) as session:
        units = (
            select(func.count(Unit.id), func.bool_and(Unit.is_synthetic))
            .join(Building, Building.id == Unit.building_id)
            .group_by(Building.municipality_code)
            .order_by(Building.municipality_code)
        )
        counts = [tuple(row) for row in session.execute(units)]
        outside = select(func.count(Building.id)).join(
            District, District.id == Building.district_id
        )
        astray = session.scalar(outside.where(~func.st_within(Building.geom, District.geom)))
        protocols = session.scalar(select(func.count(HousingCase.protocol_no)))
    engine.dispose()

    assert counts == [(1972, True), (2100, True)]
    assert astray == 0
    assert protocols
    assert protocols > 300


def test_a_town_needs_no_reference_district(fresh_url: str) -> None:
    engine = make_engine(fresh_url)
    assert load_town(engine, Silence(), 25, 1) is True
    with Session(engine) as session:
        municipality = session.scalars(select(Municipality)).one()
        units = session.scalar(select(func.count(Unit.id)))
    engine.dispose()

    assert (municipality.code, municipality.is_synthetic) == (MUNICIPALITY, True)
    assert units == 25


@pytest.mark.parametrize("units", [0, -3, 5_000_001])
def test_an_impossible_size_is_refused(engine: Engine, units: int) -> None:
    with pytest.raises(InputError, match="from 1 to 5000000"):
        load_town(engine, Silence(), units, 1)
