"""Cadastral sheets in CXF / CTF: parcels of one sheet, in a CRS that the file does not say."""

import re
from collections.abc import Iterator
from pathlib import Path

from data.sources.cadastral import CadastralReference
from data.sources.cadastral_parcels import NOT_A_PARCEL, Parcel
from data.sources.cxf import FIRST_LINES, Bordo, CxfFile
from data.sources.declaration import Column, Source, date_in_name
from data.sources.head import Head
from data.sources.metric import detected_srid
from data.sources.placing import place, srid_of
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
from gis.codes import Text
from gis.columns import Reliability

_NAME = re.compile(r"([A-Z]\d{3})([A-Z_ ])(\d{4})([0-9A-Z])([0-9A-Z])")
_PARCEL = re.compile(r"[0-9A-Z]{1,10}(?:/\d{1,4})?")
_ROAD_OR_WATER = re.compile(r"(?:STRADA|ACQUA)\d*")
_UNKNOWN = re.compile(r"X\d+")
_TAIL_BYTES = 64
_SURFACE_RIGHT = re.compile(r"\(.+\)")


def read(path: Path, asked: Asked) -> Reading:
    """The parcels of the sheet that line 2 names, such as `H501D076700`."""
    file = CxfFile(path)
    found = _NAME.fullmatch(file.name)
    if not found:
        raise FileRefusedError(
            Text(
                it=f"Riga 2: «{file.name}» non è il nome di un foglio (CCCCZFFFFAS).",
                en=f'Row 2: "{file.name}" is no name of a sheet (CCCCZFFFFAS).',
            )
        )
    return Reading(
        date_in_name(path),
        _items(file, found, asked),
        municipality=found[1],
        scope=_sheet_scope(path, found),
    )


def _sheet_scope(path: Path, sheet: re.Match[str]) -> Scope | None:
    """The sheet, unless the file lacks its end."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL_BYTES))
        is_whole = file.read().split()[-1:] == [b"EOF"]
    section = sheet[2] if sheet[2] not in "_ " else "-"
    part = f"{section}/{int(sheet[3])}/{sheet[4]}/{sheet[5]}"
    return Scope(("parcel",), part=part) if is_whole else None


def _items(file: CxfFile, sheet: re.Match[str], asked: Asked) -> Iterator[Item]:
    srid: int | None = srid_of(asked.crs) if asked.crs else None
    for number, bordo in enumerate(file.bordi(), start=1):
        if srid is None:
            srid = _detected(bordo, asked)
            yield Note(bordo.line, "BORDO", f"EPSG:{srid}", _DETECTED.format(srid=srid))
        skip = _why_not(bordo.code, file.name)
        if skip is not None:
            yield Skip(bordo.line, bordo.code, skip, sheet[1])
            continue
        raw = f"BORDO {number} {bordo.code}"
        keys: tuple[str, ...] = ()
        try:
            reference = _reference(sheet, bordo.code)
            keys = (f"IT.AGE.PLA.{reference.written}", reference.register_value)
            geometry, repair = sound_polygons(
                "BORDO", place("BORDO", bordo.polygon(), srid).geometry
            )
        except RowRefusedError as error:
            yield error.refusal(bordo.line, raw, municipality=sheet[1], keys=keys)
            continue
        if repair:
            yield Note(bordo.line, "BORDO", bordo.code, repair)
        inspire_id = f"IT.AGE.PLA.{reference.written}"
        yield Row(bordo.line, raw, Parcel(reference, inspire_id, geometry), sheet[1])
    if not file.has_end:
        yield Note(file.line, "EOF", "", _NO_END)


def _detected(bordo: Bordo, asked: Asked) -> int:
    srid = detected_srid(*bordo.inner_point, asked.extent)
    if srid is None:
        x, y = bordo.inner_point
        raise FileRefusedError(
            Text(
                it=f"Il file non dice il sistema di riferimento e le coordinate ({x:.0f}, {y:.0f})"
                " non bastano a dedurlo: indicarlo con --crs, per esempio --crs EPSG:3003.",
                en=f"The file does not say its CRS and the coordinates ({x:.0f}, {y:.0f}) do not"
                " tell it: say it with --crs, for example --crs EPSG:3003.",
            )
        )
    return srid


def _why_not(code: str, sheet_name: str) -> Text | None:
    """Why an outline is no parcel; None when it is one."""
    if code == sheet_name:
        return _SHEET
    if code.endswith("+"):
        return _BUILDING
    if _ROAD_OR_WATER.fullmatch(code):
        return NOT_A_PARCEL
    if _UNKNOWN.fullmatch(code):
        return _UNNUMBERED
    return _RIGHT if _SURFACE_RIGHT.fullmatch(code) else None


def _reference(sheet: re.Match[str], code: str) -> CadastralReference:
    if not _PARCEL.fullmatch(code):
        raise RowRefusedError(
            "BORDO",
            code,
            Text(
                it=f"«{code}» non è un numero di particella.", en=f'"{code}" is no parcel number.'
            ),
        )
    section = sheet[2] if sheet[2] not in "_ " else None
    return CadastralReference(sheet[1], section, str(int(sheet[3])), sheet[4], sheet[5], code)


def _recognises(head: Head) -> bool:
    lines = head.text.splitlines()[:2]
    return len(lines) == 2 and lines[0].strip() in FIRST_LINES  # noqa: PLR2004 - the format says so


_DETECTED = Text(
    it="Sistema di riferimento dedotto dalle coordinate: EPSG:{srid}.",
    en="CRS told by the size of the coordinates: EPSG:{srid}.",
)
_SHEET = Text(it="Contorno del foglio.", en="Outline of the sheet.")
_BUILDING = Text(
    it="Edificio della mappa catastale: gli edifici si caricano da altre fonti.",
    en="A building of the cadastral map: buildings are loaded from other sources.",
)
_UNNUMBERED = Text(it="Particella senza numero.", en="A parcel without a number.")
_RIGHT = Text(it="Diritto di superficie.", en="A surface right.")
_NO_END = Text(
    it="Manca EOF alla fine: controllare che il file sia completo.",
    en="EOF is missing at the end: check that the file is complete.",
)

SOURCE = Source(
    id="cadastral_map",
    title=Text(it="Foglio di mappa catastale (CXF)", en="Cadastral map sheet (CXF)"),
    publisher="Agenzia delle Entrate",
    url="https://www.agenziaentrate.gov.it/portale/web/guest/schede/fabbricatiterreni/portale-per-i-comuni",
    licence="Dati forniti al Comune; riuso secondo convenzione",
    how_to_get=Text(
        it="Portale per i Comuni dell'Agenzia: scarico della mappa, un file CXF o CTF a foglio.",
        en="The Agency's portal for municipalities: map download, one CXF or CTF file a sheet.",
    ),
    crs=None,
    key=("BORDO",),
    columns=(
        Column(
            "BORDO",
            "polygon",
            Text(it="Contorno con codice", en="Outline with its code"),
            required=True,
        ),
    ),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("parcel", "external_identifier"),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    is_snapshot=True,
)
