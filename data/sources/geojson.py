"""GeoJSON read with suspicion: the CRS it says, features that may lack anything."""

import json
import math
from pathlib import Path
from typing import Any

from shapely.errors import ShapelyError
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from data.sources.encoding import encoding_of
from data.sources.placing import srid_of
from data.sources.rows import Asked, FileRefusedError, RowRefusedError
from gis.codes import Text
from gis.crs import LONLAT_SRID

MAX_BYTES = 200 * 1024**2
_MAX_DEGREES = 360
_MAX_ORDINATE = 1e12
"""No CRS has such a number of anything; a whole number of JSON may be too long for a float."""


def load_collection(path: Path) -> dict[str, Any]:
    """The FeatureCollection in `path`; raises FileRefusedError when it is none or is cut."""
    if path.stat().st_size > MAX_BYTES:
        raise FileRefusedError(
            Text(
                it="Il GeoJSON supera 200 MiB: importare il solo comune.",
                en="The GeoJSON exceeds 200 MiB: import the municipality alone.",
            )
        )
    if encoding_of(path) != "utf-8-sig":
        raise FileRefusedError(
            Text(
                it="Il file non è UTF-8 (latin-1?), come un GeoJSON deve essere.",
                en="The file is not UTF-8 (latin-1?), as a GeoJSON must be.",
            )
        )
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        place = f"{error.lineno}:{error.colno}" if isinstance(error, json.JSONDecodeError) else "?"
        raise FileRefusedError(
            Text(
                it=f"Riga {place}: il JSON è troncato o malformato. Scaricarlo di nuovo.",
                en=f"Row {place}: the JSON is truncated or malformed. Download it again.",
            )
        ) from error
    if not isinstance(document, dict) or not isinstance(document.get("features"), list):
        raise FileRefusedError(
            Text(it="Il JSON non è una FeatureCollection.", en="The JSON is no FeatureCollection.")
        )
    return document


def srid_said(document: dict[str, Any], asked: Asked) -> int:
    """The SRID of the `crs` member, else what was asked, else degrees as the standard says.

    Raises FileRefusedError for metres without a word about their CRS.
    """
    crs = document.get("crs")
    said = crs.get("properties") if isinstance(crs, dict) else None
    name = said.get("name") if isinstance(said, dict) else None
    if label := name or asked.crs:
        return srid_of(str(label))
    for feature in document["features"]:
        numbers = _numbers(feature.get("geometry") if isinstance(feature, dict) else None)
        if any(math.isfinite(n) and abs(n) > _MAX_DEGREES for n in numbers):
            raise FileRefusedError(
                Text(
                    it="Le coordinate sono in metri ma il file non dice il sistema di riferimento:"
                    " indicarlo con --crs EPSG:….",
                    en="The coordinates are in metres but the file does not say their CRS:"
                    " say it with --crs EPSG:….",
                )
            )
    return LONLAT_SRID


def geometry_of(feature: dict[str, Any]) -> BaseGeometry:
    """The feature's geometry as written; raises RowRefusedError when it has none that is sound."""
    geometry = feature.get("geometry")
    if not isinstance(geometry, dict):
        raise RowRefusedError(
            "geometry", "null", Text(it="Manca la geometria.", en="The geometry is missing.")
        )
    for ring in _rings(geometry):
        if not ring or ring[0] != ring[-1]:
            raise RowRefusedError(
                "geometry",
                str(ring[:1]),
                Text(it="Un anello non si chiude.", en="A ring is not closed."),
            )
    if not all(map(math.isfinite, _numbers(geometry))):
        raise RowRefusedError(
            "geometry",
            "NaN",
            Text(
                it="Una coordinata non è un numero finito.",
                en="A coordinate is not a finite number.",
            ),
        )
    try:
        return shape(geometry)
    except (ShapelyError, ValueError, TypeError, AttributeError, KeyError, IndexError) as error:
        raise RowRefusedError(
            "geometry",
            str(geometry)[:200],
            Text(it=f"Geometria illeggibile ({error}).", en=f"Unreadable geometry ({error})."),
        ) from error


def _rings(geometry: dict[str, Any]) -> list[list[Any]]:
    coordinates = geometry.get("coordinates")
    if not isinstance(coordinates, list):
        return []
    if geometry.get("type") == "Polygon":
        return [ring for ring in coordinates if isinstance(ring, list)]
    if geometry.get("type") == "MultiPolygon":
        rings = (ring for part in coordinates if isinstance(part, list) for ring in part)
        return [ring for ring in rings if isinstance(ring, list)]
    return []


def _numbers(geometry: object) -> list[float]:
    """Every ordinate, however deep; the list of a stack, for a file may nest at will."""
    stack = [geometry.get("coordinates") if isinstance(geometry, dict) else None]
    numbers: list[float] = []
    while stack:
        item = stack.pop()
        if isinstance(item, list):
            stack.extend(item)
        elif isinstance(item, int | float):
            numbers.append(float(item) if abs(item) < _MAX_ORDINATE else math.inf)
    return numbers
