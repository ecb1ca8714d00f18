"""OMI zone polygons: one KML a municipality and semester."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lxml import etree
from shapely import MultiPolygon

from data.sources.declaration import Column, Source
from data.sources.figures import day_month_year
from data.sources.head import Head
from data.sources.kml import extended_data, placemark_name, polygons_of
from data.sources.placing import SWAPPED, place
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
)
from data.sources.xmlfiles import elements, local_name, root_attributes
from gis.codes import Text
from gis.columns import Reliability
from gis.crs import LONLAT_SRID

_SEMESTER = re.compile(r"Semestre\D{0,40}?(\d{4})\s*/\s*([12])(?!\d)")
_MADE_ON = re.compile(r"generato il\s+(\d{1,2}/\d{1,2}/\d{4})")
_CODE = re.compile(r"Cod\. Naz\. Comune\D{0,40}?([A-Z]\d{3})")
_ZONE = re.compile(r"[A-Z]\d{1,2}")


@dataclass(frozen=True, slots=True)
class OmiZonePolygon:
    """The ground of one zone in one semester (`2018-2`); the band is its first letter."""

    zone_code: str
    semester: str
    band: str
    geometry: MultiPolygon


def read(path: Path, asked: Asked) -> Reading:
    """The placemarks; the semester is in the document's name or in each description."""
    del asked
    root, _ = root_attributes(path)
    if root != "kml":
        raise FileRefusedError(
            Text(
                it=f"L'elemento radice è {root}, non kml.",
                en=f"The root element is {root}, not kml.",
            )
        )
    title = _document_name(path)
    made_on = _MADE_ON.search(title)
    as_of = day_month_year(made_on[1]) if made_on else None
    semester = _SEMESTER.search(title)
    said = f"{semester[1]}-{semester[2]}" if semester else None
    scope = Scope(("omi_polygon",), part=said) if said else None
    return Reading(as_of, _items(path, said), scope=scope)


def _document_name(path: Path) -> str:
    for element in elements(path, "name", "Placemark"):
        parent = element.getparent()
        if parent is not None and local_name(parent) == "Document":
            return element.text or "" if local_name(element) == "name" else ""
    return ""


def _items(path: Path, semester: str | None) -> Iterator[Item]:
    has_told_swap = False
    number = 0
    for element in elements(path, "Placemark"):
        number += 1
        raw = placemark_name(element)
        code: str | None = None
        try:
            facts = extended_data(element)
            description = "".join(element.xpath("string(./*[local-name()='description'])"))
            found = _CODE.search(_words(description))
            code = facts.get("CODCOM") or (found[1] if found else None)
            record, notes, swapped = _zone(element, number, facts, semester, description)
        except RowRefusedError as error:
            yield error.refusal(number, raw, municipality=code)
            continue
        yield from notes
        if swapped and not has_told_swap:
            has_told_swap = True
            yield Note(number, "coordinates", "", SWAPPED)
        yield Row(number, raw, record, code)


def _zone(
    element: etree._Element,
    number: int,
    facts: dict[str, str],
    semester: str | None,
    description: str,
) -> tuple[OmiZonePolygon, list[Note], bool]:
    zone = facts.get("CODZONA", "")
    if not _ZONE.fullmatch(zone):
        raise RowRefusedError(
            "CODZONA",
            zone,
            Text(it="Codice di zona mancante.", en="The zone code is missing."),
        )
    own = _SEMESTER.search(_words(description))
    if semester is None and own is None:
        raise RowRefusedError(
            "name",
            "",
            Text(
                it="Né il documento né la zona dicono il semestre.",
                en="Neither the document nor the zone says the semester.",
            ),
        )
    placed = place("coordinates", polygons_of("coordinates", element), LONLAT_SRID)
    geometry, repair = sound_polygons("coordinates", placed.geometry)
    notes = [Note(number, "coordinates", zone, repair)] if repair else []
    said = f"{own[1]}-{own[2]}" if own else semester
    return OmiZonePolygon(zone, said or "", zone[0], geometry), notes, placed.was_swapped


def _words(html: str) -> str:
    return re.sub(r"<[^>]{0,200}>", " ", html)


def _recognises(head: Head) -> bool:
    return "<kml" in head.text and ("Zona OMI" in head.text or "CODZONA" in head.text)


SOURCE = Source(
    id="omi_zones",
    title=Text(it="Zone OMI", en="OMI zones"),
    publisher="Agenzia delle Entrate - OMI",
    url="https://www1.agenziaentrate.gov.it/servizi/geopoi_omi/",
    licence="Citare la fonte: Agenzia delle Entrate - OMI (non è una licenza aperta)",
    how_to_get=Text(
        it="Fornitura OMI del semestre, archivio KMZ della provincia: estrarne il KML del comune.",
        en="OMI supply of the semester, KMZ archive of the province: take the municipality's KML.",
    ),
    crs="EPSG:4326",
    key=("CODCOM", "CODZONA", "semester"),
    columns=(
        Column("CODCOM", "code", Text(it="Codice catastale", en="Cadastral code"), required=True),
        Column("CODZONA", "code", Text(it="Zona OMI", en="OMI zone"), required=True),
        Column("name", "text", Text(it="Nome con il semestre", en="Name with the semester")),
        Column("coordinates", "polygon", Text(it="Poligono", en="Polygon"), required=True),
    ),
    least_count=1,
    row_word=Text(it="elemento", en="placemark"),
    fills=("omi_zone",),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    is_snapshot=True,
)
