"""OpenStreetMap: buildings, staircase entrances and street numbers from XML or PBF."""

from collections.abc import Iterator
from pathlib import Path

from data.sources.declaration import Column, Source, date_in_name
from data.sources.head import Head
from data.sources.osm_copy import assemblable
from data.sources.osm_reader import OsmReader
from data.sources.osm_scan import Scan, scan
from data.sources.rows import Asked, Item, Reading, Refusal
from gis.codes import Text
from gis.columns import Reliability

_TWICE = Text(
    it="L'edificio compare due volte nel file: la seconda è rifiutata.",
    en="The building occurs twice in the file: the second one is refused.",
)


def read(path: Path, asked: Asked) -> Reading:
    """The file's buildings and doors; as of its newest edit."""
    del asked
    found = scan(path)
    return Reading(found.newest or date_in_name(path), _items(path, found))


def _items(path: Path, found: Scan) -> Iterator[Item]:
    for name in found.repeated_buildings:
        yield Refusal(int(name.partition("/")[2]), "id", name, _TWICE, name)
    with assemblable(path, found) as (copy, ids):
        yield from OsmReader(ids).items(copy)


def _recognises(head: Head) -> bool:
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
        " interrogazione Overpass in XML con i nodi).",
        en='A .osm or .osm.pbf extract of the municipality (Geofabrik with "osmium extract",'
        " JOSM, or an Overpass query in XML with the nodes).",
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
)
