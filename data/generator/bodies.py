"""Building bodies as rows of staircases: each staircase a rectangle with its door on one side."""

from dataclasses import dataclass
from typing import Literal

from shapely import Polygon, box, union_all

from data.generator.frame import Spot

Side = Literal["N", "E", "S", "W"]
Body = Literal["point", "tower", "slab2", "slab3", "slab2s", "slab3s", "corner3"]

_TURNED: dict[Side, Side] = {"N": "W", "W": "S", "S": "E", "E": "N"}
_MIRRORED: dict[Side, Side] = {"N": "S", "S": "N", "E": "E", "W": "W"}


@dataclass(frozen=True, slots=True)
class Part:
    """The rectangle of one staircase on the grid, in metres, and the side of its door."""

    west: float
    south: float
    east: float
    north: float
    door: Side

    @property
    def shape(self) -> Polygon:
        """The rectangle as a polygon."""
        return box(self.west, self.south, self.east, self.north)

    @property
    def entrance(self) -> Spot:
        """The middle of the side that has the door."""
        middle_x, middle_y = (self.west + self.east) / 2, (self.south + self.north) / 2
        spots: dict[Side, Spot] = {
            "N": (middle_x, self.north),
            "S": (middle_x, self.south),
            "E": (self.east, middle_y),
            "W": (self.west, middle_y),
        }
        return spots[self.door]

    def spot(self, along: float, deep: float) -> Spot:
        """A spot inside: shares (0 to 1) of the door side's length and of the depth behind it."""
        width, height = self.east - self.west, self.north - self.south
        spots: dict[Side, Spot] = {
            "N": (self.west + along * width, self.north - deep * height),
            "S": (self.west + along * width, self.south + deep * height),
            "E": (self.east - deep * width, self.south + along * height),
            "W": (self.west + deep * width, self.south + along * height),
        }
        return spots[self.door]


_BODIES: dict[Body, tuple[Part, ...]] = {
    "point": (Part(0, 0, 21, 13, "N"),),
    "tower": (Part(0, 0, 22, 18, "N"),),
    "slab2": (Part(0, 0, 21, 13, "N"), Part(21, 0, 42, 13, "N")),
    "slab3": (Part(0, 0, 21, 13, "N"), Part(21, 0, 42, 13, "N"), Part(42, 0, 63, 13, "N")),
    "slab2s": (Part(0, 0, 21, 13, "N"), Part(21, 2.5, 42, 15.5, "N")),
    "slab3s": (Part(0, 0, 21, 13, "N"), Part(21, 2.5, 42, 15.5, "N"), Part(42, 0, 63, 13, "N")),
    "corner3": (Part(0, 0, 21, 13, "N"), Part(21, 0, 42, 13, "S"), Part(29, 13, 42, 34, "W")),
}


def placed(body: Body, corner: Spot, *, turns: int = 0, mirrored: bool = False) -> tuple[Part, ...]:
    """The staircases of a body whose south-west corner lies at `corner`.

    First `mirrored` swaps north and south, then `turns` quarters counter-clockwise.
    """
    parts = _BODIES[body]
    if mirrored:
        parts = tuple(Part(p.west, -p.north, p.east, -p.south, _MIRRORED[p.door]) for p in parts)
    for _ in range(turns):
        parts = tuple(Part(-p.north, p.west, -p.south, p.east, _TURNED[p.door]) for p in parts)
    along = corner[0] - min(part.west for part in parts)
    across = corner[1] - min(part.south for part in parts)
    return tuple(
        Part(p.west + along, p.south + across, p.east + along, p.north + across, p.door)
        for p in parts
    )


def footprint(parts: tuple[Part, ...]) -> Polygon:
    """The outline of all staircases of a building together."""
    outline = union_all([part.shape for part in parts]).simplify(0)
    if not isinstance(outline, Polygon):
        raise TypeError("the staircases of a building must touch each other")
    return outline
