"""Cadastral parcels: the INSPIRE GML of the revenue agency, a WFS answer or a bulk file."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from shapely import MultiPolygon

from data.sources.cadastral import CadastralReference, parse_reference
from data.sources.declaration import Column, Source, date_in_name
from data.sources.gml import polygons_of, srs_name
from data.sources.head import Head
from data.sources.placing import SWAPPED, place, says_axis_order, srid_of
from data.sources.polygons import sound_polygons
from data.sources.rows import (
    Asked,
    FileRefusedError,
    Item,
    Note,
    Reading,
    Row,
    RowRefusedError,
    Scope,
    Skip,
)
from data.sources.xmlfiles import child_texts, elements, local_name, root_attributes
from gis.codes import Text
from gis.columns import Reliability

REFERENCE = "NATIONALCADASTRALREFERENCE"
_GEOMETRY = "msGeometry"
_WHOLE_NAME = re.compile(r"[A-Z]\d{3}_.+_ple", re.IGNORECASE)
"""Name of a municipality's file in the bulk download; answers by bounding box are no wholes."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """One parcel; `area_m2` is planar in EPSG:7791, for the source publishes none."""

    reference: CadastralReference
    inspire_id: str
    geometry: MultiPolygon


def read(path: Path, asked: Asked) -> Reading:
    """The parcels; the number of members must be the `numberReturned` that the file says."""
    name, attributes = root_attributes(path)
    if name != "FeatureCollection":
        raise FileRefusedError(
            Text(
                it=f"L'elemento radice è {name}, non FeatureCollection.",
                en=f"The root element is {name}, not FeatureCollection.",
            )
        )
    as_of = _stamped_on(attributes.get("timeStamp", "")) or date_in_name(path)
    scope = Scope(("parcel",)) if _WHOLE_NAME.fullmatch(path.stem) else None
    items = _items(path, asked, attributes.get("numberReturned", ""))
    return Reading(as_of, items, scope=scope)


def _stamped_on(stamp: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def _items(path: Path, asked: Asked, returned: str) -> Iterator[Item]:
    label: str | None = None
    count = zonings = 0
    has_told_swap = False
    for element in elements(path, "CadastralParcel", "CadastralZoning", "Envelope"):
        if local_name(element) == "Envelope":
            label = element.get("srsName") or label
            continue
        count += 1
        if local_name(element) == "CadastralZoning":
            zonings += 1
            yield Skip(count, child_texts(element).get("LABEL", ""), NO_ZONING)
            continue
        for item in _parcel(element, count, label or asked.crs):
            if isinstance(item, Note) and item.reason is SWAPPED:
                if has_told_swap:
                    continue
                has_told_swap = True
            yield item
    _check_count(count, zonings, returned)


def _parcel(element: etree._Element, number: int, label: str | None) -> Iterator[Item]:
    texts = child_texts(element)
    raw = "; ".join(f"{name}={text}" for name, text in texts.items())
    municipality = texts.get("ADMINISTRATIVEUNIT") or None
    keys = tuple(filter(None, [texts.get("INSPIREID_LOCALID")]))
    try:
        reference = parse_reference(REFERENCE, texts.get(REFERENCE, ""))
        municipality = reference.municipality
        keys = (*keys, f"IT.AGE.PLA.{reference.written}", reference.register_value)
        if reference.is_road_or_water:
            yield Skip(number, reference.number, NOT_A_PARCEL, municipality)
            return
        geometry, notes = _geometry(element, number, label)
    except RowRefusedError as error:
        yield error.refusal(number, raw, municipality=municipality, keys=keys)
        return
    yield from notes
    inspire_id = texts.get("INSPIREID_LOCALID") or f"IT.AGE.PLA.{reference.written}"
    yield Row(number, raw, Parcel(reference, inspire_id, geometry), municipality)


def _geometry(
    element: etree._Element, number: int, default_label: str | None
) -> tuple[MultiPolygon, list[Note]]:
    container = next(
        (c for c in element if local_name(c).lower() in {"msgeometry", "geometry"}), element
    )
    polygons = polygons_of(_GEOMETRY, container)
    label = srs_name(container) or default_label
    if label is None:
        raise FileRefusedError(
            Text(
                it="Il file non dice il sistema di riferimento (srsName): indicarlo con --crs,"
                " per esempio --crs EPSG:6706.",
                en="The file does not say its CRS (srsName): say it with --crs,"
                " for example --crs EPSG:6706.",
            )
        )
    placed = place(_GEOMETRY, polygons, srid_of(label))
    geometry, repair = sound_polygons(_GEOMETRY, placed.geometry)
    notes = [Note(number, _GEOMETRY, "", repair)] if repair else []
    if placed.was_swapped and not says_axis_order(label):
        notes.append(Note(number, "srsName", label, SWAPPED))
    return geometry, notes


def _check_count(count: int, zonings: int, returned: str) -> None:
    if returned.isdecimal() and int(returned) != count:
        raise FileRefusedError(
            Text(
                it=f"Il file dichiara {returned} elementi (numberReturned) ma ne contiene {count}:"
                " scaricarlo di nuovo.",
                en=f"The file declares {returned} members (numberReturned) but holds {count}:"
                " download it again.",
            )
        )
    if zonings and zonings == count:
        raise FileRefusedError(
            Text(
                it="Il file contiene fogli (CadastralZoning), non particelle: importare il"
                " file …_ple.gml.",
                en="The file holds sheets (CadastralZoning), not parcels: import the"
                " …_ple.gml file.",
            )
        )


def _recognises(head: Head) -> bool:
    return "FeatureCollection" in head.text and (
        "CadastralParcel" in head.text or "CadastralZoning" in head.text
    )


NOT_A_PARCEL = Text(
    it="Strada o acqua: disegnata nella mappa ma non è una particella.",
    en="A road or water: drawn in the map but no parcel.",
)
NO_ZONING = Text(it="Foglio catastale, non particella.", en="A cadastral sheet, not a parcel.")

SOURCE = Source(
    id="cadastral_parcels",
    title=Text(it="Particelle catastali (INSPIRE)", en="Cadastral parcels (INSPIRE)"),
    publisher="Agenzia delle Entrate",
    url="https://wfs.cartografia.agenziaentrate.gov.it/inspire/wfs/owfs01.php",
    licence="CC-BY-4.0",
    how_to_get=Text(
        it="Servizio WFS dell'Agenzia (solo per riquadro) oppure il file …_ple.gml del comune"
        " nello scarico massivo.",
        en="The Agency's WFS (by bounding box only) or the municipality's …_ple.gml file of the"
        " bulk download.",
    ),
    crs="EPSG:6706",
    key=(REFERENCE,),
    columns=(
        Column(REFERENCE, "code", Text(it="Riferimento", en="Reference"), required=True),
        Column("INSPIREID_LOCALID", "code", Text(it="Id INSPIRE", en="INSPIRE id")),
        Column("ADMINISTRATIVEUNIT", "code", Text(it="Codice catastale", en="Cadastral code")),
        Column(_GEOMETRY, "polygon", Text(it="Poligono", en="Polygon"), required=True),
    ),
    least_count=1,
    row_word=Text(it="elemento", en="member"),
    fills=("parcel", "external_identifier"),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    is_snapshot=True,
)
