"""Municipal boundaries: GeoJSON in the shape of openpolis (limits of the statistics office)."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from shapely import MultiPolygon

from data.sources.declaration import Column, Source, date_in_name
from data.sources.geojson import geometry_of, load_collection, srid_said
from data.sources.head import Head
from data.sources.placing import SWAPPED, place
from data.sources.polygons import sound_polygons
from data.sources.rows import Asked, Item, Note, Reading, Row, RowRefusedError
from gis.codes import Text
from gis.columns import Reliability

CODE, ISTAT, NAME = "com_catasto_code", "com_istat_code", "name"
_CODE = re.compile(r"[A-Z]\d{3}")
_ISTAT = re.compile(r"\d{4,6}")


@dataclass(frozen=True, slots=True)
class MunicipalBoundary:
    """One municipality with its codes and its (generalised) limits."""

    istat_code: str
    name: str
    geometry: MultiPolygon


def read(path: Path, asked: Asked) -> Reading:
    """One row a municipality."""
    document = load_collection(path)
    return Reading(date_in_name(path), _items(document, srid_said(document, asked)))


def _items(document: dict[str, Any], srid: int) -> Iterator[Item]:
    has_told_swap = False
    for number, feature in enumerate(document["features"], start=1):
        properties = feature.get("properties") if isinstance(feature, dict) else None
        facts = properties if isinstance(properties, dict) else {}
        raw = json.dumps(facts, ensure_ascii=False, default=str)
        code = str(facts.get(CODE) or "")
        try:
            _expect(_CODE, CODE, code)
            placed = place("geometry", geometry_of(feature), srid)
            geometry, repair = sound_polygons("geometry", placed.geometry)
            record = MunicipalBoundary(_istat(facts), _name(facts), geometry)
        except RowRefusedError as error:
            yield error.refusal(number, raw, municipality=code or None)
            continue
        if repair:
            yield Note(number, "geometry", code, repair)
        if placed.was_swapped and not has_told_swap:
            has_told_swap = True
            yield Note(number, "geometry", code, SWAPPED)
        yield Row(number, raw, record, code)


def _istat(facts: dict[str, Any]) -> str:
    """The ISTAT code with the zeros that spreadsheets drop: 15175 is 015175."""
    code = str(facts.get(ISTAT) or facts.get("com_istat_code_num") or "")
    _expect(_ISTAT, ISTAT, code)
    return code.zfill(6)


def _name(facts: dict[str, Any]) -> str:
    name = " ".join(str(facts.get(NAME) or "").split())
    if not name:
        raise RowRefusedError(NAME, "", Text(it="Manca il nome.", en="The name is missing."))
    return name


def _expect(form: re.Pattern[str], column: str, value: str) -> None:
    if not form.fullmatch(value):
        raise RowRefusedError(
            column,
            value,
            Text(it=f"«{value}» non è un codice valido.", en=f'"{value}" is no valid code.'),
        )


def _recognises(head: Head) -> bool:
    """A GeoJSON with the code; a detailed polygon may push the properties past the head."""
    text = head.text
    return (
        "FeatureCollection" in text
        and text.lstrip().startswith("{")
        and (CODE in text or '"properties"' not in text)
    )


SOURCE = Source(
    id="boundary",
    title=Text(it="Confini comunali (openpolis, ISTAT)", en="Municipal limits (openpolis, ISTAT)"),
    publisher="openpolis, ISTAT",
    url="https://github.com/openpolis/geojson-italy",
    licence="CC-BY-4.0",
    how_to_get=Text(
        it="Repository openpolis/geojson-italy, file geojson/limits_P_NN_municipalities.geojson"
        " della provincia. I limiti sono generalizzati: scarti fino a 150 m.",
        en="Repository openpolis/geojson-italy, file geojson/limits_P_NN_municipalities.geojson"
        " of the province. The limits are generalised: off by up to 150 m.",
    ),
    crs="EPSG:4326",
    key=(CODE,),
    columns=(
        Column(CODE, "code", Text(it="Codice catastale", en="Cadastral code"), required=True),
        Column(ISTAT, "code", Text(it="Codice ISTAT", en="ISTAT code"), required=True),
        Column(NAME, "text", Text(it="Nome", en="Name"), required=True),
        Column("geometry", "polygon", Text(it="Confine", en="Limits"), required=True),
    ),
    least_count=1,
    row_word=Text(it="elemento", en="feature"),
    fills=("municipality",),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
)
