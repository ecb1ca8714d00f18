"""Answers of Overpass in JSON, written again as OSM XML so that one reader serves both."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TextIO
from xml.sax.saxutils import quoteattr

from data.sources.geojson import MAX_BYTES
from data.sources.rows import FileRefusedError
from gis.codes import Text

_MADE_IDS_FROM = 1 << 40
"""Above every id in use: for corners that come with coordinates and without a number."""


@dataclass(slots=True)
class Corners:
    """Numbers for corners that have only coordinates: the same place is the same node."""

    numbers: dict[tuple[float, float], int] = field(default_factory=dict)

    def number(self, corner: dict[str, Any]) -> int:
        """The number of the node at `lat`, `lon`."""
        place = (float(corner["lat"]), float(corner["lon"]))
        return self.numbers.setdefault(place, _MADE_IDS_FROM + len(self.numbers))


def overpass_answer(path: Path) -> dict[str, Any]:
    """The document; raises FileRefusedError where it is cut, failed, or has no geometry."""
    if path.stat().st_size > MAX_BYTES:
        raise FileRefusedError(
            Text(
                it="La risposta supera 200 MiB: chiedere il solo comune.",
                en="The answer exceeds 200 MiB: ask for the municipality alone.",
            )
        )
    try:
        document: Any = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(
            Text(
                it=f"Il JSON è troncato o malformato ({error}). Scaricarlo di nuovo.",
                en=f"The JSON is truncated or malformed ({error}). Download it again.",
            )
        ) from error
    answer: dict[str, Any] = document if isinstance(document, dict) else {}
    elements = answer.get("elements")
    if not isinstance(elements, list) or not all(isinstance(each, dict) for each in elements):
        raise FileRefusedError(
            Text(it="Il JSON non ha «elements».", en='The JSON has no "elements".')
        )
    _refuse_failed(answer)
    try:
        _refuse_without_geometry(elements)
    except TypeError as error:
        raise _misshapen(error) from error
    return answer


@contextmanager
def as_xml(document: dict[str, Any]) -> Iterator[Path]:
    """A temporary OSM file with the same objects; raises FileRefusedError for odd elements."""
    with TemporaryDirectory(prefix="satellite-osm-") as folder:
        path = Path(folder) / "answer.osm"
        try:
            with path.open("w", encoding="utf-8") as file:
                _write(document["elements"], file)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
            raise _misshapen(error) from error
        yield path


def _misshapen(error: Exception) -> FileRefusedError:
    return FileRefusedError(
        Text(
            it=f"Un elemento del JSON non ha la forma di Overpass ({error!r}).",
            en=f"An element of the JSON has not the shape of Overpass ({error!r}).",
        )
    )


def _refuse_failed(document: dict[str, Any]) -> None:
    remark = str(document.get("remark") or "")
    if "error" in remark.lower() or "timed out" in remark.lower():
        raise FileRefusedError(
            Text(
                it=f"Overpass si è fermato a metà e lo dice: «{remark}». Rifare la richiesta.",
                en=f'Overpass stopped half-way and says so: "{remark}". Ask again.',
            )
        )


def _refuse_without_geometry(elements: list[dict[str, Any]]) -> None:
    ways = [each for each in elements if each.get("type") == "way"]
    nodes = {each.get("id") for each in elements if each.get("type") == "node"}
    placed = [
        way
        for way in ways
        if way.get("geometry") or any(ref in nodes for ref in way.get("nodes") or ())
    ]
    if ways and not placed:
        has_center = any("center" in way for way in ways)
        asked = "out center" if has_center else "out body"
        raise FileRefusedError(
            Text(
                it=f"Le linee non hanno geometria (richiesta con «{asked}»): rifare la richiesta"
                " con «out geom;» oppure «out body; >; out skel;».",
                en=f'The ways have no geometry (asked with "{asked}"): ask again with "out geom;"'
                ' or "out body; >; out skel;".',
            )
        )


def _write(elements: list[dict[str, Any]], file: TextIO) -> None:
    corners, known = Corners(), {(each.get("type"), each.get("id")) for each in elements}
    parts: dict[str, list[str]] = {"node": [], "way": [], "relation": []}
    for each in elements:
        kind = each["type"]
        if kind == "node":
            parts[kind].append(_node(int(each["id"]), each, _tags(each)))
        elif kind == "way":
            parts[kind].append(_way(int(each["id"]), each, corners, parts["node"], known))
        elif kind == "relation":
            parts[kind].append(_relation(each, corners, parts, known))
    made = (
        _node(number, {"lat": lat, "lon": lon}, "") for (lat, lon), number in
        corners.numbers.items()
    )  # fmt: skip
    file.write('<?xml version="1.0" encoding="UTF-8"?>\n<osm version="0.6">\n')
    for lines in (parts["node"], made, parts["way"], parts["relation"]):
        file.writelines(lines)
    file.write("</osm>\n")


def _node(number: int, place: dict[str, Any], tags: str) -> str:
    lat, lon = float(place["lat"]), float(place["lon"])
    return f'<node id="{number}" lat="{lat!r}" lon="{lon!r}">{tags}</node>\n'


def _way(
    number: int,
    each: dict[str, Any],
    corners: Corners,
    nodes: list[str],
    known: set[tuple[Any, Any]],
) -> str:
    """A way; corners that come with it and are no elements of their own become nodes."""
    refs, geometry = each.get("nodes") or [], each.get("geometry") or []
    if geometry and len(refs) == len(geometry):
        for ref, corner in zip(refs, geometry, strict=True):
            if corner and ("node", ref) not in known:
                known.add(("node", ref))
                nodes.append(_node(int(ref), corner, ""))
    elif geometry:
        refs = [corners.number(corner) for corner in geometry if corner]
    listed = "".join(f'<nd ref="{int(ref)}"/>' for ref in refs)
    return f'<way id="{number}">{listed}{_tags(each)}</way>\n'


def _relation(
    each: dict[str, Any],
    corners: Corners,
    parts: dict[str, list[str]],
    known: set[tuple[Any, Any]],
) -> str:
    """A relation; members that come with their course only become ways."""
    members = []
    for member in each.get("members") or ():
        kind, ref = str(member["type"]), int(member["ref"])
        if kind == "way" and member.get("geometry") and ("way", ref) not in known:
            known.add(("way", ref))
            parts["way"].append(_way(ref, member, corners, parts["node"], known))
        role = quoteattr(str(member.get("role") or ""))
        members.append(f'<member type={quoteattr(kind)} ref="{ref}" role={role}/>')
    return f'<relation id="{int(each["id"])}">{"".join(members)}{_tags(each)}</relation>\n'


def _tags(each: dict[str, Any]) -> str:
    tags = each.get("tags") or {}
    return "".join(
        f"<tag k={quoteattr(str(key))} v={quoteattr(str(value))}/>" for key, value in tags.items()
    )
