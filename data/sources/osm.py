"""OpenStreetMap: buildings, staircase entrances and street numbers from XML or PBF."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import osmium

from data.sources.declaration import Column, Source, date_in_name
from data.sources.head import HEAD_BYTES, Head
from data.sources.osm_copy import assemblable
from data.sources.osm_json import as_xml, overpass_answer
from data.sources.osm_reader import OsmReader
from data.sources.osm_scan import Scan, scan
from data.sources.placing import inner_extent
from data.sources.rows import Asked, Item, Reading, Refusal, Scope
from gis.codes import Text
from gis.columns import Reliability

_EXTRACTED_ON = re.compile(r"osm_base=[\"'](\d{4}-\d{2}-\d{2})")
_TWICE = Text(
    it="L'edificio compare due volte nel file: la seconda è rifiutata.",
    en="The building occurs twice in the file: the second one is refused.",
)


def read(path: Path, asked: Asked) -> Reading:
    """The file's buildings and doors; as of the day it was extracted, else of its newest edit.

    It is a whole within the bounds that it declares; without bounds it may be any choice.
    """
    del asked
    if _is_json(read_start(path)):
        document = overpass_answer(path)
        base = document.get("osm3s")
        stamp = base.get("timestamp_osm_base") if isinstance(base, dict) else None
        return Reading(_day(str(stamp or "")) or date_in_name(path), _json_items(document))
    found = scan(path)
    said, scope = _header(path)
    return Reading(said or found.newest or date_in_name(path), _items(path, found), scope=scope)


def _header(path: Path) -> tuple[dt.date | None, Scope | None]:
    reader = osmium.io.Reader(str(path))
    header = reader.header()
    reader.close()
    stamp = header.get("osmosis_replication_timestamp") or ""
    with path.open("rb") as file:
        found = _EXTRACTED_ON.search(file.read(HEAD_BYTES).decode("utf-8", errors="replace"))
    day = _day(found[1] if found else stamp)
    box = header.box()
    if not box.valid():
        return day, None
    west, south = box.bottom_left.lon, box.bottom_left.lat
    extent = inner_extent((west, south, box.top_right.lon, box.top_right.lat))
    return day, Scope(("address", "footprint", "entrance"), extent)


def _day(stamp: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def read_start(path: Path) -> str:
    """The beginning of the file as text."""
    with path.open("rb") as file:
        return file.read(HEAD_BYTES).decode("utf-8-sig", errors="replace")


def _is_json(start: str) -> bool:
    return start.lstrip().startswith("{")


def _json_items(document: dict[str, Any]) -> Iterator[Item]:
    with as_xml(document) as path:
        yield from _items(path, scan(path))


def _items(path: Path, found: Scan) -> Iterator[Item]:
    for name in found.repeated_buildings:
        yield Refusal(int(name.partition("/")[2]), "id", name, _TWICE, name, keys=(name,))
    with assemblable(path, found) as (copy, ids):
        yield from OsmReader(ids).items(copy)


def _recognises(head: Head) -> bool:
    if _is_json(head.text):
        return '"elements"' in head.text and ('"osm3s"' in head.text or "Overpass" in head.text)
    is_pbf = head.start[4:15] == b"\x0a\x09OSMHeader"
    return is_pbf or "<osm " in head.text or "<osm>" in head.text


SOURCE = Source(
    id="osm",
    title=Text(it="OpenStreetMap", en="OpenStreetMap"),
    publisher="OpenStreetMap contributors",
    url="https://www.openstreetmap.org/copyright",
    licence="ODbL-1.0",
    how_to_get=Text(
        it="Estratto .osm o .osm.pbf del comune (Geofabrik con «osmium extract», JOSM, o una"
        " interrogazione Overpass con «out geom», in XML o in JSON).",
        en='A .osm or .osm.pbf extract of the municipality (Geofabrik with "osmium extract",'
        ' JOSM, or an Overpass query with "out geom", in XML or JSON).',
    ),
    crs="EPSG:4326",
    key=("type/id",),
    columns=(
        Column("building", "text", Text(it="Edificio", en="Building")),
        Column(
            "building:levels", "integer", Text(it="Piani fuori terra", en="Floors above ground")
        ),
        Column("height", "decimal", Text(it="Altezza", en="Height"), unit="m"),
        Column("start_date", "date", Text(it="Anno", en="Year built")),
        Column("name", "text", Text(it="Nome", en="Name")),
        Column("addr:street", "text", Text(it="Via", en="Street")),
        Column("addr:place", "text", Text(it="Località", en="Place")),
        Column("addr:housenumber", "text", Text(it="Civico", en="Number")),
        Column("entrance", "text", Text(it="Ingresso di scala", en="Staircase entrance")),
        Column("ref", "code", Text(it="Lettera della scala", en="Letter of the staircase")),
    ),
    least_count=1,
    row_word=Text(it="id OSM", en="OSM id"),
    fills=("building", "staircase", "address", "external_identifier"),
    carries_municipality=False,
    reliability=Reliability.SINGLE_SOURCE,
    recognises=_recognises,
    read=read,
    is_snapshot=True,
)
