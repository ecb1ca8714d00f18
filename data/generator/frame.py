"""The estate's own grid: metres along and across its streets, placed in EPSG:7791."""

from dataclasses import dataclass
from math import cos, radians, sin

from shapely import Point, Polygon, orient_polygons

Spot = tuple[float, float]
"""A place on the estate's grid: metres along, metres across."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A grid whose zero lies at (east, north), turned counter-clockwise by `turn_deg`.

    Coordinates come out in EPSG:7791 rounded to the centimetre, so that equal spots give equal
    points on every machine.
    """

    east: float
    north: float
    turn_deg: float

    def place(self, spot: Spot) -> Spot:
        """East and north of a spot of the grid."""
        along, across = spot
        turn = radians(self.turn_deg)
        return (
            round(self.east + along * cos(turn) - across * sin(turn), 2),
            round(self.north + along * sin(turn) + across * cos(turn), 2),
        )

    def point(self, spot: Spot) -> Point:
        """A spot as a point in EPSG:7791."""
        return Point(self.place(spot))

    def polygon(self, shape: Polygon) -> Polygon:
        """A shape drawn on the grid, exterior ring counter-clockwise in EPSG:7791."""
        ring = [self.place((x, y)) for x, y in shape.exterior.coords]
        return orient_polygons(Polygon(ring))

    def shifted(self, along: float, across: float) -> "Frame":
        """The same grid with its zero moved along its own axes."""
        east, north = self.place((along, across))
        return Frame(east, north, self.turn_deg)


SATELLITE = Frame(east=525_270.0, north=5_038_395.0, turn_deg=4.0)
"""Where the reference estate is drawn: inside the working guess of the district's position.

The true position of no building is public; real footprints replace these when imported.
"""
