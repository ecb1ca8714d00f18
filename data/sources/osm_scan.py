"""A first look through an OSM file: sound to the end, in which order, with which ids."""

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path

import osmium
from osmium.osm.types import Changeset

from data.sources.osm_tags import is_building, osm_name
from data.sources.rows import FileRefusedError
from gis.codes import Text

_BEFORE_OSM = 2000
"""Objects without a timestamp say 1970."""

_RANK = {"n": 0, "w": 1, "r": 2}


@dataclass(slots=True)
class Scan:
    """What the whole file is like; `lowest_id` is 0 when no id is negative."""

    lowest_id: int = 0
    is_ordered: bool = True
    has_repeats: bool = False
    newest: dt.date | None = None
    counts: dict[str, int] = field(default_factory=lambda: {"n": 0, "w": 0, "r": 0})
    repeated_buildings: list[str] = field(default_factory=list)

    @property
    def needs_copy(self) -> bool:
        """Whether areas can only be assembled from a renumbered or sorted copy."""
        return self.lowest_id < 0 or not self.is_ordered or self.has_repeats


def scan(path: Path) -> Scan:
    """Read every object once; raises FileRefusedError where the file breaks off or is no OSM."""
    found = Scan()
    last = (-1, False, -1)
    buildings: set[str] = set()
    try:
        for thing in osmium.FileProcessor(str(path)):
            kind, number = thing.type_str(), thing.id
            key = (_RANK[kind], number > 0, abs(number))
            found.is_ordered = found.is_ordered and key >= last
            found.has_repeats = found.has_repeats or key == last
            last = key
            found.counts[kind] += 1
            found.lowest_id = min(found.lowest_id, number)
            if kind != "n" and is_building(thing.tags):
                _remember(found, buildings, osm_name(kind, number))
            if not isinstance(thing, Changeset):
                _remember_date(found, thing.timestamp)
    except (RuntimeError, ValueError, osmium.InvalidLocationError) as error:
        raise _refused(str(error)) from error
    if not any(found.counts.values()):
        raise FileRefusedError(
            Text(it="Il file OSM non contiene oggetti.", en="The OSM file holds no objects.")
        )
    return found


def _remember(found: Scan, buildings: set[str], name: str) -> None:
    if name in buildings:
        found.repeated_buildings.append(name)
        found.has_repeats = True
    buildings.add(name)


def _remember_date(found: Scan, stamp: dt.datetime) -> None:
    if stamp.year > _BEFORE_OSM:
        day = stamp.date()
        found.newest = day if found.newest is None else max(found.newest, day)


def _refused(said: str) -> FileRefusedError:
    lowered = said.lower()
    if "entities" in lowered:
        return FileRefusedError(
            Text(
                it="Il file dichiara entità XML: per sicurezza non viene letto.",
                en="The file declares XML entities: for safety it is not read.",
            )
        )
    if "invalid token" in lowered or "utf" in lowered:
        return FileRefusedError(
            Text(
                it=f"Il file contiene lettere non UTF-8 (latin-1?): {said}.",
                en=f"The file holds letters that are not UTF-8 (latin-1?): {said}.",
            )
        )
    if "coordinate" in lowered:
        return FileRefusedError(
            Text(
                it=f"Una coordinata non è in gradi: {said}.",
                en=f"A coordinate is not in degrees: {said}.",
            )
        )
    return FileRefusedError(
        Text(
            it=f"Il file OSM è troncato o malformato ({said}). Scaricarlo di nuovo.",
            en=f"The OSM file is truncated or malformed ({said}). Download it again.",
        )
    )
