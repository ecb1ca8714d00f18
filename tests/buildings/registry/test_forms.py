"""What the database takes for a floor, a class, a consistency, an income and a parcel."""

from typing import Any

import pytest
from geoalchemy2.shape import from_shape
from shapely.geometry import MultiPolygon, box
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.registry.models import Parcel, Unit
from buildings.registry.states import ConsistencyUnit
from gis.crs import STORAGE_SRID
from tests import make
from tests.make import EAST, NORTH, PROVENANCE

ROOMS, CUBIC, SQUARE = ConsistencyUnit


@pytest.mark.parametrize(
    "values",
    [
        {"floor_code": "T", "floor_order": 0},
        {"floor_code": "S1", "floor_order": -1},
        {"floor_code": "R", "floor_order": 0.5},
        {"floor_code": "1-2", "floor_order": 1},
        {"floor_code": None, "floor_order": None},
        {"cadastral_class": "U"},
        {"cadastral_class": "04"},
        {"consistency_value": 4.5, "consistency_unit": ROOMS},
        {"cadastral_category": "C/6", "consistency_value": 15, "consistency_unit": SQUARE},
        {"cadastral_category": "B/1", "consistency_value": 900, "consistency_unit": CUBIC},
        {"cadastral_category": "F/2", "cadastral_income_eur": None},
        {"cadastral_category": "A/3", "cadastral_income_eur": 0},
        {"bedroom_areas_m2": [14, 9.5]},
    ],
)
def test_right_values_are_kept(session: Session, values: dict[str, Any]) -> None:
    flat = make.unit(session, **values)
    session.refresh(flat)
    assert {key: getattr(flat, key) for key in values} == values


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("floor_code_form", {"floor_code": "piano 3", "floor_order": 3}),
        ("floor_code_form", {"floor_code": "0", "floor_order": 0}),
        ("floor_order_of_code", {"floor_code": "T", "floor_order": 1}),
        ("floor_order_of_code", {"floor_code": "4", "floor_order": 3}),
        ("floor_order_of_code", {"floor_code": "S2", "floor_order": 2}),
        ("cadastral_class_form", {"cadastral_class": "unica"}),
        ("class_not_of_special_units", {"cadastral_category": "D/1", "cadastral_class": "1"}),
        ("consistency_form", {"consistency_value": 4.3, "consistency_unit": ROOMS}),
        ("consistency_form", {"consistency_value": 0, "consistency_unit": ROOMS}),
        ("consistency_form", {"consistency_value": 4}),
        ("consistency_form", {"consistency_unit": ROOMS}),
        (
            "consistency_form",
            {"cadastral_category": "C/6", "consistency_value": 15.5, "consistency_unit": SQUARE},
        ),
        (
            "consistency_unit_of_category",
            {"cadastral_category": "C/6", "consistency_value": 15, "consistency_unit": ROOMS},
        ),
        ("income_not_negative", {"cadastral_income_eur": -0.01}),
        (
            "income_not_of_fictitious_units",
            {"cadastral_category": "F/3", "cadastral_income_eur": 0},
        ),
        ("bedroom_areas_positive", {"bedroom_areas_m2": [14, 0]}),
    ],
)
def test_wrong_values_are_refused_by_the_database(
    session: Session, rule: str, values: dict[str, Any]
) -> None:
    flat = make.unit(session, cadastral_category=values.get("cadastral_category", "A/3"))
    changed = update(Unit).where(Unit.id == flat.id).values(values)
    with pytest.raises(IntegrityError, match=rule):
        session.execute(changed)


def parcel(session: Session, **values: Any) -> None:
    shape = MultiPolygon([box(EAST, NORTH, EAST + 9, NORTH + 9)])
    usual = {"sheet": "9", "parcel_number": "12", "area_m2": 81}
    session.add(
        Parcel(
            municipality_code=make.municipality(session),
            geom=from_shape(shape, srid=STORAGE_SRID),
            **PROVENANCE | usual | values,
        )
    )
    session.flush()


@pytest.mark.parametrize("number", ["12", "12/1", "STRADA001", "A", "ACQUA12"])
def test_parcels_of_every_form(session: Session, number: str) -> None:
    parcel(session, parcel_number=number, cadastral_section="A", sheet_annex="B")


@pytest.mark.parametrize(
    ("rule", "values"),
    [
        ("sheet_form", {"sheet": "12345"}),
        ("parcel_number_form", {"parcel_number": "12-1"}),
        ("parcel_number_form", {"parcel_number": ""}),
        ("section_form", {"cadastral_section": "_"}),
        ("annex_and_development_form", {"sheet_annex": "00"}),
    ],
)
def test_parcels_of_no_form(session: Session, rule: str, values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=rule):
        parcel(session, **values)
