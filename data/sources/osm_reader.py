"""One walk through an OSM file: footprints, entrances on their outlines, doors."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import osmium
from osmium.osm.types import Area, Node, Relation, TagList, Way
from shapely import Point, Polygon, from_wkb

from data.sources.osm_copy import Ids
from data.sources.osm_rows import Entrance, entrance_keys, footprint_items, node_doors
from data.sources.osm_tags import is_building, is_building_relation, osm_name, said, staircase_code
from data.sources.placing import place
from data.sources.rows import Item, Note, Refusal, Row, RowRefusedError
from gis.codes import Text
from gis.crs import LONLAT_SRID

_MIN_RING = 4
_MISSING_NODES = Text(
    it="L'edificio è incompleto: {count} nodi non sono nel file.",
    en="The building is incomplete: {count} nodes are not in the file.",
)
_NOT_CLOSED = Text(it="Il perimetro non si chiude.", en="The outline is not closed.")
_NO_PLACE = Text(it="Il nodo non ha coordinate valide.", en="The node has no valid coordinates.")
_INTERPOLATED = Text(
    it="Numeri interpolati: non sono civici veri e non vengono caricati.",
    en="Interpolated numbers: no true doors, not loaded.",
)
_INCOMPLETE = Text(
    it="Relazione incompleta: mancano membri o i perimetri non si chiudono.",
    en="Incomplete relation: members are missing or the outlines do not close.",
)


@dataclass(frozen=True, slots=True)
class _Stair:
    """A staircase's door, kept until the outline that it lies on is read."""

    code: str
    lonlat: Point
    keys: tuple[str | None, str | None]
    raw: str


class OsmReader:
    """Goes through the objects once, remembering only doors and unfinished relations."""

    def __init__(self, ids: Ids) -> None:
        self.ids = ids
        self.stairs: dict[int, _Stair] = {}
        self.relations: dict[int, str] = {}
        self.assembled: set[int] = set()
        self.wkb = osmium.geom.WKBFactory()

    def items(self, path: Path) -> Iterator[Item]:
        """Every row, refusal and note of a file with positive ids in ascending order."""
        tagged = osmium.FileProcessor(str(path)).with_areas()
        for thing in tagged.with_filter(osmium.filter.EmptyTagFilter()):
            if isinstance(thing, Node):
                yield from self.guarded("n", thing.id, thing.tags, self.node(thing))
            elif isinstance(thing, Way) and is_building(thing.tags):
                yield from self.guarded("w", thing.id, thing.tags, self.way(thing))
            elif isinstance(thing, Area) and not thing.from_way() and is_building(thing.tags):
                self.assembled.add(thing.orig_id())
                yield from self.guarded("r", thing.orig_id(), thing.tags, self.area(thing))
            elif isinstance(thing, Relation) and is_building_relation(thing.tags):
                self.relations[thing.id] = said(thing.tags)
        yield from self.unfinished()

    def guarded(
        self, kind: str, changed: int, tags: TagList, items: Iterator[Item]
    ) -> Iterator[Item]:
        """The items, or their refusal with the id that the file wrote."""
        try:
            yield from items
        except RowRefusedError as error:
            number = self.ids.back(changed)
            name = osm_name(kind, number)
            yield error.refusal(number, f"{name} {said(tags)}", keys=(name,))

    def node(self, node: Node) -> Iterator[Item]:
        """The doors of a tagged node; a staircase's door is remembered for its building."""
        number = self.ids.back(node.id)
        name = osm_name("n", number)
        has_number = "addr:housenumber" in node.tags
        code = staircase_code(node.tags)
        if "addr:interpolation" in node.tags:
            yield Note(number, "addr:interpolation", name, _INTERPOLATED)
        if not (has_number or code):
            return
        if not node.location.valid():
            raise RowRefusedError("lat, lon", "", _NO_PLACE)
        lonlat = Point(node.location.lon, node.location.lat)
        if code:
            keys = entrance_keys(node.tags)
            self.stairs[node.id] = _Stair(code, lonlat, keys, f"{name} {said(node.tags)}")
        if has_number:
            yield from node_doors(number, name, node.tags, lonlat)

    def way(self, way: Way) -> Iterator[Item]:
        """The footprint of a closed way, and its entrances."""
        number = self.ids.back(way.id)
        name = osm_name("w", number)
        missing = sum(not node.location.valid() for node in way.nodes)
        if missing:
            raise RowRefusedError("nd", str(missing), _MISSING_NODES.format(count=missing))
        if len(way.nodes) < _MIN_RING or not way.is_closed():
            raise RowRefusedError("nd", str(len(way.nodes)), _NOT_CLOSED)
        ring = Polygon([(node.lon, node.lat) for node in way.nodes])
        yield from footprint_items(number, name, way.tags, ring)
        yield from self.entrances(name, (node.ref for node in way.nodes))

    def area(self, area: Area) -> Iterator[Item]:
        """The footprint of one assembled relation, and its entrances."""
        number = self.ids.back(area.orig_id())
        name = osm_name("r", number)
        try:
            polygons = from_wkb(self.wkb.create_multipolygon(area))
        except RuntimeError as error:
            raise RowRefusedError("member", name, _INCOMPLETE) from error
        yield from footprint_items(number, name, area.tags, polygons)
        rings = area.outer_rings()
        yield from self.entrances(name, (node.ref for ring in rings for node in ring))

    def entrances(self, building: str, refs: Iterable[int]) -> Iterator[Item]:
        """The staircases whose doors are among the outline's nodes."""
        for ref in dict.fromkeys(refs):
            if stair := self.stairs.get(ref):
                placed = place("lat, lon", stair.lonlat, LONLAT_SRID).geometry
                point = Point(placed.bounds[:2])
                yield Row(
                    self.ids.back(ref),
                    stair.raw,
                    Entrance(building, stair.code, *stair.keys, point),
                )

    def unfinished(self) -> Iterator[Item]:
        """Buildings drawn as relations whose members are missing or do not close."""
        for changed, tags in self.relations.items():
            if changed in self.assembled:
                continue
            number = self.ids.back(changed)
            name = osm_name("r", number)
            yield Refusal(number, "member", name, _INCOMPLETE, f"{name} {tags}", keys=(name,))
