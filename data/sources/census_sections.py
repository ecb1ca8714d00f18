"""Census sections of the statistics office: polygons (shapefile) and counts (CSV)."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from shapely import MultiPolygon

from data.sources.declaration import Column, Source
from data.sources.figures import not_a_number, whole_number
from data.sources.head import Head
from data.sources.placing import place
from data.sources.polygons import sound_polygons
from data.sources.rows import (
    Asked,
    FileRefusedError,
    Item,
    Note,
    Reading,
    Row,
    RowRefusedError,
)
from data.sources.shapefiles import MAGIC, ShapeRow, check_parts, shape_rows, srid_of_shapefile
from data.sources.tables import Line, Table, open_table
from gis.codes import Text
from gis.columns import Reliability

CENSUS_YEAR = 2011
CENSUS_DAY = dt.date(2011, 10, 9)
"""The day to which the counts of the 2011 census refer."""

SECTION, MUNICIPALITY = "SEZ2011", "PRO_COM"
_TABLE_MUNICIPALITY = "PROCOM"
_VARIABLE = re.compile(r"(?:P|ST|A|PF|E)\d{1,3}")
_HIGHEST_ISTAT = 999_999
_TOO_MANY = 10_000_000
_SECTION = re.compile(r"\d{8,13}")


@dataclass(frozen=True, slots=True)
class SectionGround:
    """The ground of one section."""

    section_code: str
    census_year: int
    geometry: MultiPolygon


@dataclass(frozen=True, slots=True)
class SectionCounts:
    """Every published count of one section by its code; P1 residents, PF1 households."""

    section_code: str
    census_year: int
    residents: int | None
    households: int | None
    variables: dict[str, int]


def read(path: Path, asked: Asked) -> Reading:
    """The sections of a shapefile, or the counts of an indicators file."""
    if path.suffix.lower() == ".shp":
        check_parts(path)
        return Reading(CENSUS_DAY, _grounds(path, srid_of_shapefile(path, asked)))
    table = open_table(path, (_TABLE_MUNICIPALITY, SECTION, "P1"))
    return Reading(CENSUS_DAY, _counts(table))


def _grounds(path: Path, srid: int) -> Iterator[Item]:
    for shape in shape_rows(path, (SECTION, MUNICIPALITY)):
        if not {SECTION, MUNICIPALITY} <= shape.attributes.keys():
            raise FileRefusedError(_NO_COLUMNS)
        raw = "; ".join(f"{name}={value}" for name, value in shape.attributes.items())
        municipality: str | None = None
        try:
            municipality = _istat_code(MUNICIPALITY, str(shape.attributes[MUNICIPALITY]))
            record, repair = _ground(shape, srid)
        except RowRefusedError as error:
            yield error.refusal(shape.number, raw, municipality=municipality)
            continue
        if repair:
            yield Note(shape.number, "geometry", record.section_code, repair)
        yield Row(shape.number, raw, record, municipality)


def _ground(shape: ShapeRow, srid: int) -> tuple[SectionGround, Text | None]:
    code = _section_code(str(shape.attributes[SECTION]))
    if shape.geometry is None:
        raise RowRefusedError(
            "geometry", code, Text(it="Manca la geometria.", en="The geometry is missing.")
        )
    placed = place("geometry", shape.geometry, srid)
    geometry, repair = sound_polygons("geometry", placed.geometry)
    return SectionGround(code, CENSUS_YEAR, geometry), repair


def _counts(table: Table) -> Iterator[Item]:
    variables = [name for name in table.header if _VARIABLE.fullmatch(name)]
    for item in table.lines():
        if not isinstance(item, Line):
            yield item
            continue
        municipality: str | None = None
        try:
            municipality = _istat_code(_TABLE_MUNICIPALITY, item.cells[_TABLE_MUNICIPALITY])
            code = _section_code(item.cells[SECTION])
            found = {name: _count(name, item.cells[name]) for name in variables}
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw, municipality=municipality)
            continue
        counts = {name: count for name, count in found.items() if count is not None}
        record = SectionCounts(code, CENSUS_YEAR, found.get("P1"), found.get("PF1"), counts)
        yield Row(item.number, item.raw, record, municipality)


def _istat_code(column: str, raw: str) -> str:
    """The six figures of a municipality, whatever the zeros that a number lost: 7003.0."""
    number = whole_number(column, raw)
    if number is None or number > _HIGHEST_ISTAT:
        raise RowRefusedError(column, raw, not_a_number(raw))
    return f"{number:06d}"


def _count(name: str, raw: str) -> int | None:
    """A count of people, dwellings or buildings of one section; blank is None."""
    count = whole_number(name, raw)
    if count is not None and count >= _TOO_MANY:
        raise RowRefusedError(name, raw, not_a_number(raw))
    return count


def _section_code(raw: str) -> str:
    number = whole_number(SECTION, raw)
    if number is None or not _SECTION.fullmatch(str(number)):
        raise RowRefusedError(SECTION, raw, not_a_number(raw))
    return str(number)


def _recognises(head: Head) -> bool:
    if head.start.startswith(MAGIC):
        return True
    names = head.first_line.split(";")
    return SECTION in names and _TABLE_MUNICIPALITY in names


_NO_COLUMNS = Text(
    it=f"Allo shapefile mancano le colonne {SECTION} e {MUNICIPALITY}.",
    en=f"The shapefile lacks the columns {SECTION} and {MUNICIPALITY}.",
)

SOURCE = Source(
    id="census_sections",
    title=Text(it="Sezioni di censimento 2011", en="Census sections 2011"),
    publisher="ISTAT",
    url="https://www.istat.it/it/archivio/104317",
    licence="CC-BY-3.0-IT",
    how_to_get=Text(
        it="ISTAT, basi territoriali 2011: Rnn_11_WGS84.shp (con .shx, .dbf, .prj) e"
        " Rnn_indicatori_2011_sezioni.csv della regione.",
        en="ISTAT, territorial bases 2011: Rnn_11_WGS84.shp (with .shx, .dbf, .prj) and"
        " Rnn_indicatori_2011_sezioni.csv of the region.",
    ),
    crs="EPSG:32632",
    key=(SECTION,),
    columns=(
        Column(SECTION, "code", Text(it="Sezione", en="Section"), required=True),
        Column(MUNICIPALITY, "code", Text(it="Codice ISTAT (.shp)", en="ISTAT code (.shp)")),
        Column(_TABLE_MUNICIPALITY, "code", Text(it="Codice ISTAT (.csv)", en="ISTAT code (.csv)")),
        Column("P1", "integer", Text(it="Residenti", en="Residents")),
        Column("PF1", "integer", Text(it="Famiglie", en="Households")),
    ),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("census_section",),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
)
