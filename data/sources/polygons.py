"""Footprints and parcels made sound: repaired with the reason and the change told, or refused."""

from shapely import MultiPolygon, Polygon, get_parts
from shapely.geometry.base import BaseGeometry
from shapely.validation import explain_validity

from data.sources.rows import RowRefusedError
from gis.codes import Text
from gis.repair import MAX_AREA_CHANGE, repair_polygons


def sound_polygons(column: str, geometry: BaseGeometry) -> tuple[MultiPolygon, Text | None]:
    """A valid MultiPolygon, and what had to be repaired (None: nothing), in metres.

    A hole outside its shell is dropped first: making it valid would turn it into ground.
    Raises RowRefusedError when nothing polygonal is left or the area would change too much.
    """
    without_stray = _without_stray_holes(geometry)
    repaired = repair_polygons(without_stray)
    if repaired is None or repaired.geometry.area == 0:
        reason = explain_validity(geometry)
        raise RowRefusedError(
            column,
            reason,
            Text(
                it=f"Il poligono non è valido ({reason}) e non si può riparare senza cambiarne"
                f" l'area oltre il {MAX_AREA_CHANGE:.0%}.",
                en=f"The polygon is invalid ({reason}) and cannot be repaired without changing"
                f" its area by more than {MAX_AREA_CHANGE:.0%}.",
            ),
        )
    if geometry.is_valid:
        return repaired.geometry, None
    reason, change = explain_validity(geometry), repaired.area_change
    return repaired.geometry, Text(
        it=f"Poligono riparato ({reason}); l'area cambia del {change:.2%}.",
        en=f"Polygon repaired ({reason}); its area changes by {change:.2%}.",
    )


def _without_stray_holes(geometry: BaseGeometry) -> BaseGeometry:
    if geometry.is_valid:
        return geometry
    parts = get_parts(geometry).tolist()
    return MultiPolygon(
        [
            Polygon(
                part.exterior,
                [hole for hole in part.interiors if _touches_shell(part, Polygon(hole))],
            )
            for part in parts
            if isinstance(part, Polygon)
        ]
    )


def _touches_shell(part: Polygon, hole: Polygon) -> bool:
    return bool(Polygon(part.exterior).envelope.intersects(hole))
