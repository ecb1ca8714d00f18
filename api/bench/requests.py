"""Cards and tiles asked one after another over one connection."""

import http.client
import json
import time
from dataclasses import dataclass
from math import asinh, pi, radians, tan
from statistics import quantiles
from typing import Any
from urllib.parse import quote

from api.bench.serving import Served

ZOOMS = range(13, 19)
TILED = ("building_status", "unit_status", "condominiums", "condominium_issues", "interventions")
CARDS = 300
SEARCHES = 200
ENOUGH_TILES = 400


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds of a series of answers, the first byte to the last, and their size."""

    count: int
    p50_ms: float
    p95_ms: float
    bytes_p50: int


def cards(running: Served) -> Latency:
    """The HTML cards of units spread over the register."""
    features = _units(running)
    ids = [feature["id"] for feature in features]
    chosen = ids[:: max(1, len(ids) // CARDS)][:CARDS]
    return _series(running, [f"/units/{each}" for each in chosen])


def searches(running: Served) -> dict[str, Latency]:
    """The search of flats spread over the register, in the ways in which people type."""
    features = _units(running)
    flats = [feature["properties"] for feature in features]
    chosen = flats[:: max(1, len(flats) // SEARCHES)][:SEARCHES]
    typed = {
        "search, whole address": [_address(flat, flat["address"]) for flat in chosen],
        "search, misspelt": [_address(flat, _misspelt(flat["address"])) for flat in chosen],
        "search, cadastral triple": [flat["cadastral_reference"] for flat in chosen],
        "search, condominium": [f"condominio {flat['condominium']}" for flat in chosen],
    }
    return {
        name: _series(running, [f"/api/search?q={quote(text)}" for text in texts])
        for name, texts in typed.items()
    }


def _units(running: Served) -> list[dict[str, Any]]:
    path = "/ogc/collections/units/items?limit=10000"
    features: list[dict[str, Any]] = json.loads(_get(_connection(running), running, path)[1])[
        "features"
    ]
    return features


def _address(flat: dict[str, str], address: str) -> str:
    return f"{address} sc {flat['staircase']} int {flat['unit_number']}"


def _misspelt(address: str) -> str:
    """`via` shortened and one letter in the middle of the street's first word wrong."""
    kind, name, *rest = address.split()
    middle = len(name) // 2
    return " ".join([f"{kind[0]}.", f"{name[:middle]}z{name[middle + 1 :]}", *rest])


def tiles(running: Served) -> Latency:
    """Every tile of the coloured layers over the district, each asked once."""
    district = json.loads(_get(_connection(running), running, "/ogc/collections/district")[1])
    west, south, east, north = district["extent"]["spatial"]["bbox"][0]
    paths = [
        f"/ogc/collections/{layer}/tiles/WebMercatorQuad/{z}/{row}/{column}"
        for z in ZOOMS
        for layer in TILED
        for column in range(_column(west, z), _column(east, z) + 1)
        for row in range(_row(north, z), _row(south, z) + 1)
    ]
    return _series(running, paths[:: max(1, len(paths) // ENOUGH_TILES)])


def _column(lon: float, z: int) -> int:
    return int((lon + 180) / 360 * 2**z)


def _row(lat: float, z: int) -> int:
    return int((1 - asinh(tan(radians(lat))) / pi) / 2 * 2**z)


def _connection(running: Served) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)


def _get(connection: http.client.HTTPConnection, running: Served, path: str) -> tuple[float, bytes]:
    """Milliseconds and body of one answer; raises on anything but 200 and 204."""
    begun = time.perf_counter()
    connection.request("GET", path, headers={"Authorization": f"Bearer {running.token}"})
    answer = connection.getresponse()
    body = answer.read()
    spent_ms = (time.perf_counter() - begun) * 1000
    if answer.status not in (http.HTTPStatus.OK, http.HTTPStatus.NO_CONTENT):
        raise ConnectionError(f"{path}: {answer.status}")
    return spent_ms, body


def _series(running: Served, paths: list[str]) -> Latency:
    connection = _connection(running)
    _get(connection, running, paths[0])
    answers = [_get(connection, running, path) for path in paths]
    times = sorted(spent for spent, _ in answers)
    cuts = quantiles(times, n=20)
    sizes = sorted(len(body) for _, body in answers)
    return Latency(len(times), cuts[9], cuts[18], sizes[len(sizes) // 2])
