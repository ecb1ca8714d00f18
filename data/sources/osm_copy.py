"""A copy of an OSM file that areas can be assembled from: positive ids in ascending order.

Import tools write negative ids; libosmium then finds no area and says nothing. Negative ids
become their positive counterpart, positive ones move above them, so both keep their order.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import osmium
from osmium.osm.types import Node, Relation, Way

from data.sources.osm_scan import Scan
from data.sources.rows import FileRefusedError
from gis.codes import Text

MAX_SORTED_BYTES = 300 * 1024**2
"""Sorting happens in memory; a larger file must come sorted."""

_ABOVE = 1 << 36
"""Above every id in use, so that a missing node never takes the place of another."""


@dataclass(frozen=True, slots=True)
class Ids:
    """The change of ids; `offset` is 0 when the file was read as it is."""

    offset: int

    def forth(self, original: int) -> int:
        """The positive id that stands for `original`."""
        return -original if original < 0 else original + self.offset

    def back(self, changed: int) -> int:
        """The id that the file wrote."""
        if not self.offset:
            return changed
        return -changed if changed <= self.offset else changed - self.offset


@contextmanager
def assemblable(path: Path, found: Scan) -> Iterator[tuple[Path, Ids]]:
    """The file itself, or a temporary renumbered and sorted copy of it."""
    ids = Ids(max(_ABOVE, -found.lowest_id) if found.lowest_id < 0 else 0)
    if not found.needs_copy:
        yield path, ids
        return
    if path.stat().st_size > MAX_SORTED_BYTES and (not found.is_ordered or found.has_repeats):
        raise FileRefusedError(
            Text(
                it="Il file OSM è grande e non ordinato: ordinarlo prima con «osmium sort».",
                en='The OSM file is large and unsorted: sort it first with "osmium sort".',
            )
        )
    with TemporaryDirectory(prefix="satellite-osm-") as folder:
        copy = Path(folder) / "renumbered.osm.pbf"
        _write_renumbered(path, copy, ids)
        if found.is_ordered and not found.has_repeats:
            yield copy, ids
            return
        ordered = Path(folder) / "ordered.osm.pbf"
        _write_ordered(copy, ordered)
        yield ordered, ids


def _write_renumbered(path: Path, copy: Path, ids: Ids) -> None:
    with osmium.SimpleWriter(str(copy)) as writer:
        for thing in osmium.FileProcessor(str(path)):
            if isinstance(thing, Node):
                if thing.location.valid():
                    writer.add_node(thing.replace(id=ids.forth(thing.id)))
            elif isinstance(thing, Way):
                nodes = [ids.forth(node.ref) for node in thing.nodes]
                writer.add_way(thing.replace(id=ids.forth(thing.id), nodes=nodes))
            elif isinstance(thing, Relation):
                members = [(m.type, ids.forth(m.ref), m.role) for m in thing.members]
                writer.add_relation(thing.replace(id=ids.forth(thing.id), members=members))


def _write_ordered(path: Path, copy: Path) -> None:
    reader = osmium.MergeInputReader()
    reader.add_file(str(path))
    with osmium.SimpleWriter(str(copy)) as writer:
        reader.apply(writer)
