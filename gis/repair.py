"""Check and repair of polygons, with the reason and the change of area given."""

from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

MAX_AREA_CHANGE = 0.05
"""Share of the area that a repair may change before the geometry is refused."""


@dataclass(frozen=True, slots=True)
class Repaired:
    """A valid MultiPolygon, why it had to be repaired (None: it had not) and at what cost."""

    geometry: MultiPolygon
    reason: str | None
    area_change: float


def as_multipolygon(geometry: BaseGeometry) -> MultiPolygon:
    """The polygons of any geometry, exterior rings counter-clockwise; may be empty."""
    parts = [
        part
        for part in shapely.get_parts(shapely.get_parts(geometry)).tolist()
        if isinstance(part, Polygon) and not part.is_empty
    ]
    return MultiPolygon([shapely.orient_polygons(part) for part in parts])


def repair_polygons(geometry: BaseGeometry) -> Repaired | None:
    """A valid version of a polygonal geometry, or None if it cannot be trusted.

    None when nothing polygonal is left, a coordinate is not finite, or the repair changes the
    area by more than `MAX_AREA_CHANGE`. `buffer(0)` is never used: it drops half a bow-tie.
    """
    if geometry.is_empty or not np.isfinite(shapely.get_coordinates(geometry)).all():
        return None
    if geometry.is_valid:
        polygons = as_multipolygon(geometry)
        return None if polygons.is_empty else Repaired(polygons, None, 0.0)
    polygons = as_multipolygon(_drawn(geometry))
    if polygons.is_empty or polygons.area == 0:
        return None
    change = abs(polygons.area - shapely.make_valid(geometry).area) / polygons.area
    if change > MAX_AREA_CHANGE:
        return None
    return Repaired(polygons, explain_validity(geometry), change)


def _drawn(geometry: BaseGeometry) -> BaseGeometry:
    """What the rings enclose as drawn: every lobe of the shells, less the holes.

    A hole outside its shell takes nothing away, where make_valid would add it as a body.
    """
    shells = [part for part in shapely.get_parts(geometry).tolist() if isinstance(part, Polygon)]
    bodies = [shapely.make_valid(Polygon(shell.exterior)) for shell in shells]
    holes = [shapely.make_valid(Polygon(ring)) for shell in shells for ring in shell.interiors]
    return shapely.union_all(bodies).difference(shapely.union_all(holes))
