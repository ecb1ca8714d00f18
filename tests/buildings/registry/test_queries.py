"""Reading units, buildings and what stands around them."""

import datetime as dt
import re
import uuid

import pytest
from geoalchemy2.shape import from_shape
from shapely.geometry import MultiPolygon, box
from sqlalchemy.orm import Session

from buildings.registry import queries
from gis.columns import Reliability
from gis.crs import STORAGE_SRID
from gis.errors import NotFoundError
from tests import make
from tests.buildings.town import LONG_AGO, TODAY, Town


def test_a_unit_is_read_with_its_place_and_reference(session: Session, dante: Town) -> None:
    unit = queries.unit(session, dante.flats["A3"], TODAY)

    assert (unit.street_name, unit.number_text, unit.staircase_code) == ("via Dante", "901", "A")
    assert (unit.floor_code, unit.unit_number) == ("2", "3")
    assert (unit.condominium, unit.super_condominium) == ("Girasole", "I Fiori")
    assert unit.cadastral_reference == "G686/-/900/12/3"
    assert unit.reliability is Reliability.OFFICIAL
    assert 9.3 < unit.lon < 9.4
    assert 45.4 < unit.lat < 45.6


def test_units_come_in_the_order_asked_for(session: Session, dante: Town) -> None:
    wanted = [dante.flats["B1"], dante.flats["A1"], dante.flats["A10"]]

    assert [unit.id for unit in queries.units(session, wanted, TODAY)] == wanted
    assert queries.units(session, [], TODAY) == []


def test_an_identifier_counts_only_while_it_held(session: Session, dante: Town) -> None:
    before = queries.unit(session, dante.flats["A3"], dt.date(1999, 12, 31))

    assert before.cadastral_reference is None


def test_what_is_not_there_is_told_in_both_languages(session: Session, dante: Town) -> None:
    nobody = uuid.uuid4()

    with pytest.raises(NotFoundError) as unit_error:
        queries.unit(session, nobody, TODAY)
    with pytest.raises(NotFoundError) as building_error:
        queries.building(session, nobody)

    assert str(nobody) in unit_error.value.in_("it")
    assert "nessun edificio" in building_error.value.in_("it")
    assert "no building" in building_error.value.in_("en")
    assert dante.flats


def test_a_building_is_read_with_its_staircases_and_units(session: Session, dante: Town) -> None:
    building = queries.building(session, dante.building)

    assert (building.staircases, building.unit_count) == ("A, B", 6)
    assert building.condominium == "Girasole"


def test_units_of_a_building_come_from_the_top_down(session: Session, dante: Town) -> None:
    units = queries.units(session, queries.unit_ids_of(session, dante.building), TODAY)

    assert [unit.floor_code for unit in units] == ["2", "2", "2", "1", "1", "T"]


def test_surroundings_show_neighbours_in_metres_and_the_building_last(
    session: Session, dante: Town
) -> None:
    east, north = make.EAST + 40, make.NORTH + 30
    square = MultiPolygon([box(east, north, east + 10, north + 10)])
    make.building(session, geom=from_shape(square, srid=STORAGE_SRID))
    far = MultiPolygon([box(east + 900, north, east + 910, north + 10)])
    make.building(session, geom=from_shape(far, srid=STORAGE_SRID))

    around = queries.surroundings(session, dante.building, TODAY)
    neighbour = next(each for each in around if each.label_x > 0)

    assert [each.is_subject for each in around] == [False, False, True]
    assert around[-1].number_text == "901"
    assert (neighbour.label_x, neighbour.label_y) == (35, -29)
    assert re.fullmatch(r"M [-0-9. LZ]+", around[-1].path)
    assert all(each.half_m == 60 for each in around)


def test_a_building_that_fell_is_not_around_any_more(session: Session, dante: Town) -> None:
    before = queries.surroundings(session, dante.building, LONG_AGO - dt.timedelta(days=1))

    assert len(before) == len(queries.surroundings(session, dante.building, TODAY)) + 1


def test_the_register_knows_whether_it_holds_anything_synthetic(session: Session) -> None:
    make.building(session)
    assert not queries.holds_synthetic(session)

    make.building(session, reliability=Reliability.SYNTHETIC)
    assert queries.holds_synthetic(session)
