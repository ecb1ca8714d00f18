"""KML placemarks: their data and polygons, longitude first, heights dropped."""

from lxml import etree
from shapely import MultiPolygon, Polygon

from data.sources.rows import RowRefusedError
from gis.codes import Text

_MIN_RING = 4


def placemark_name(placemark: etree._Element) -> str:
    """The placemark's own name."""
    return (placemark.findtext("{*}name") or "").strip()


def extended_data(placemark: etree._Element) -> dict[str, str]:
    """The values of `ExtendedData`, by name; empty ones are left out."""
    facts = {}
    for data in placemark.iter("{*}Data"):
        value = (data.findtext("{*}value") or "").strip()
        if value:
            facts[str(data.get("name"))] = value
    for data in placemark.iter("{*}SimpleData"):
        if data.text and data.text.strip():
            facts[str(data.get("name"))] = data.text.strip()
    return facts


def polygons_of(column: str, placemark: etree._Element) -> MultiPolygon:
    """Every polygon of the placemark; raises RowRefusedError if there is none."""
    polygons = []
    for polygon in placemark.iter("{*}Polygon"):
        rings = {
            side: [
                _ring(column, text)
                for text in polygon.xpath(
                    f"./*[local-name()='{side}']//*[local-name()='coordinates']/text()"
                )
            ]
            for side in ("outerBoundaryIs", "innerBoundaryIs")
        }
        if rings["outerBoundaryIs"]:
            polygons.append(Polygon(rings["outerBoundaryIs"][0], rings["innerBoundaryIs"]))
    if not polygons:
        raise RowRefusedError(
            column, "", Text(it="Manca il poligono.", en="The polygon is missing.")
        )
    return MultiPolygon(polygons)


def _ring(column: str, text: str) -> list[tuple[float, float]]:
    try:
        points = [
            (float(parts[0]), float(parts[1]))
            for parts in (word.split(",") for word in text.split())
        ]
    except (ValueError, IndexError) as error:
        raise RowRefusedError(
            column,
            text.strip()[:200],
            Text(it="Coordinate illeggibili.", en="Unreadable coordinates."),
        ) from error
    if len(points) < _MIN_RING or points[0] != points[-1]:
        raise RowRefusedError(
            column,
            text.strip()[:200],
            Text(
                it=f"Un anello di {len(points)} punti non si chiude.",
                en=f"A ring of {len(points)} points is not closed.",
            ),
        )
    return points
