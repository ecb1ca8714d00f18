"""Rows with full, realistic defaults; each maker flushes and returns what it made."""

import datetime as dt
import uuid
from typing import Any

from geoalchemy2.shape import from_shape
from shapely.geometry import MultiPolygon, Point, box
from sqlalchemy.orm import Session

from buildings.registry.models import (
    Building,
    ExternalIdentifier,
    Municipality,
    Unit,
)
from buildings.registry.states import IdentifierScheme, UseClass
from buildings.status.models import UnitStatus
from buildings.status.states import Dimension
from gis.codes import Coded
from gis.columns import Reliability
from gis.crs import STORAGE_SRID
from gis.provenance import Source

PROVENANCE: dict[str, Any] = {
    "source_id": "test",
    "as_of": dt.date(2026, 1, 1),
    "reliability": Reliability.OFFICIAL,
}
EAST, NORTH = 526_000.0, 5_038_500.0


def source(session: Session) -> None:
    """The source `test`."""
    if session.get(Source, "test") is None:
        session.add(Source(id="test", title="A test's own word"))
        session.flush()


def municipality(session: Session, code: str = "G686") -> str:
    """A municipality without a boundary; its code."""
    source(session)
    found = session.query(Municipality).filter_by(code=code).one_or_none()
    if found is None:
        session.add(Municipality(code=code, name="Pioltello", is_approximate=True, **PROVENANCE))
        session.flush()
    return code


def building(session: Session, **changes: Any) -> Building:
    """A building of 20 by 12 metres and eight storeys."""
    body = MultiPolygon([box(EAST, NORTH, EAST + 20, NORTH + 12)])
    values: dict[str, Any] = {
        "id": uuid.uuid4(),
        "municipality_code": municipality(session),
        "floors_above_ground": 8,
        "height_m": 25,
        "geom": from_shape(body, srid=STORAGE_SRID),
        **PROVENANCE,
    }
    made = Building(**values | changes)
    session.add(made)
    session.flush()
    return made


def unit(session: Session, **changes: Any) -> Unit:
    """A flat on the third floor, in a building of its own unless one is given."""
    if "building_id" not in changes:
        changes["building_id"] = building(session).id
    values: dict[str, Any] = {
        "id": uuid.uuid4(),
        "use_class": UseClass.DWELLING,
        "floor_code": "3",
        "floor_order": 3,
        "unit_number": "12",
        "cadastral_category": "A/3",
        "rooms": 4,
        "geom": from_shape(Point(EAST + 5, NORTH + 5), srid=STORAGE_SRID),
        **PROVENANCE,
    }
    made = Unit(**values | changes)
    session.add(made)
    session.flush()
    return made


def status(
    session: Session,
    of: Unit,
    dimension: Dimension,
    value: Coded,
    valid_from: dt.date,
    valid_to: dt.date | None = None,
) -> UnitStatus:
    """One value of one dimension from a day on."""
    made = UnitStatus(
        unit_id=of.id,
        dimension=dimension,
        value=value.value,
        valid_from=valid_from,
        valid_to=valid_to,
        **PROVENANCE,
    )
    session.add(made)
    session.flush()
    return made


def identifier(
    session: Session, of: Unit, scheme: IdentifierScheme, value: str
) -> ExternalIdentifier:
    """An outside number of a unit, held since 2000."""
    made = ExternalIdentifier(
        unit_id=of.id, scheme=scheme, value=value, valid_from=dt.date(2000, 1, 1), **PROVENANCE
    )
    session.add(made)
    session.flush()
    return made
