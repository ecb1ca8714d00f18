"""GML surfaces as polygons, coordinates in the order in which the file writes them."""

from lxml import etree
from shapely import MultiPolygon, Polygon

from data.sources.rows import RowRefusedError
from data.sources.xmlfiles import local_name
from gis.codes import Text

_MIN_RING = 4
_DIMENSIONS = (2, 3)
_PATCHES = ("Polygon", "PolygonPatch", "Rectangle")
_CURVED = frozenset({"Arc", "ArcString", "Circle", "CircleByCenterPoint", "Curve"})


def polygons_of(column: str, container: etree._Element) -> MultiPolygon:
    """Every polygon under `container`, first ordinate as x; raises RowRefusedError if none."""
    if any(local_name(e) in _CURVED for e in container.iter("{*}*")):
        raise RowRefusedError(
            column,
            "",
            Text(
                it="La geometria ha archi di curva, che qui non si leggono.",
                en="The geometry has curved arcs, which are not read here.",
            ),
        )
    found = [e for e in container.iter("{*}*") if local_name(e) in _PATCHES]
    if not found:
        raise RowRefusedError(
            column, "", Text(it="Manca il poligono.", en="The polygon is missing.")
        )
    return MultiPolygon([_polygon(column, element) for element in found])


def srs_name(container: etree._Element) -> str | None:
    """The first `srsName` written on or inside `container`."""
    for element in container.iter("{*}*"):
        if name := element.get("srsName"):
            return str(name)
    return None


def _polygon(column: str, element: etree._Element) -> Polygon:
    shell: list[tuple[float, float]] = []
    holes = []
    for child in element:
        name = local_name(child)
        if name in {"exterior", "outerBoundaryIs"}:
            shell = _ring(column, child)
        elif name in {"interior", "innerBoundaryIs"}:
            holes.append(_ring(column, child))
    if not shell:
        raise RowRefusedError(
            column, "", Text(it="Manca l'anello esterno.", en="The outer ring is missing.")
        )
    return Polygon(shell, holes)


def _ring(column: str, element: etree._Element) -> list[tuple[float, float]]:
    written = "".join(
        " " + (e.text or "") for e in element.iter("{*}posList", "{*}pos", "{*}coordinates")
    )
    dimension = next(
        (int(d) for e in element.iter("{*}*") if (d := e.get("srsDimension", "")).isdecimal()), 2
    )
    if any(True for _ in element.iter("{*}coordinates")):
        dimension = written.split()[0].count(",") + 1 if written.split() else 2
    try:
        numbers = [float(word) for word in written.replace(",", " ").split()]
    except ValueError as error:
        raise RowRefusedError(
            column,
            written.strip()[:200],
            Text(it="Coordinate illeggibili.", en="Unreadable coordinates."),
        ) from error
    if dimension not in _DIMENSIONS:
        raise RowRefusedError(
            column,
            str(dimension),
            Text(
                it=f"Punti di {dimension} coordinate: se ne leggono 2 o 3.",
                en=f"Points of {dimension} coordinates: 2 or 3 are read.",
            ),
        )
    points = list(zip(numbers[::dimension], numbers[1::dimension], strict=False))
    if len(numbers) % dimension or len(points) < _MIN_RING:
        raise RowRefusedError(
            column,
            written.strip()[:200],
            Text(
                it=f"Un anello ha {len(points)} punti: ne servono almeno {_MIN_RING}.",
                en=f"A ring has {len(points)} points: at least {_MIN_RING} are needed.",
            ),
        )
    if points[0] != points[-1]:
        raise RowRefusedError(
            column,
            written.strip()[:200],
            Text(it="Un anello non si chiude.", en="A ring is not closed."),
        )
    return points
