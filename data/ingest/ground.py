"""Where a municipality lies, as far as the register knows, and how far a row may stray."""

from dataclasses import dataclass

from shapely import from_wkb
from sqlalchemy import Connection

from data.ingest.staging import PACKAGE
from gis.sqlfiles import statement

MARGIN_M = 2_000.0
"""How far a row may lie from the municipal boundary, which is generalised."""

LOOSE_MARGIN_M = 10_000.0
"""The same where only some things of the municipality are known, not its boundary."""

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Ground:
    """The municipality's ground as EWKB in EPSG:7791, and the margin around it in metres."""

    ewkb: bytes
    margin_m: float

    @property
    def extent(self) -> Extent:
        """Bounding box (east, north, east, north) with the margin."""
        west, south, east, north = from_wkb(self.ewkb).bounds
        margin = self.margin_m
        return (west - margin, south - margin, east + margin, north + margin)


def ground_of(connection: Connection, code: str) -> Ground | None:
    """The boundary of the municipality, else the extent of what is known of it, else None."""
    row = connection.execute(statement(PACKAGE, "ground"), {"code": code}).first()
    if row is None:
        return None
    return Ground(bytes(row.ground), MARGIN_M if row.is_boundary else LOOSE_MARGIN_M)
