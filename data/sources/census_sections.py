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
    Skip,
)
from data.sources.shapefiles import (
    MAGIC,
    ShapeRow,
    check_parts,
    part,
    shape_rows,
    srid_of_shapefile,
    table_columns,
    text_of,
)
from data.sources.tables import Line, Table, open_table
from gis.codes import Text
from gis.columns import Reliability

SECTION, MUNICIPALITY = "SEZ2011", "PRO_COM"
_TABLE_MUNICIPALITY = "PROCOM"
_FICTITIOUS = "8888888"
"""Section number of people without an address, since 2021: it has no ground."""
_VARIABLE = re.compile(r"(?:P|ST|A|PF|E)\d{1,3}")
_HIGHEST_ISTAT = 999_999
_TOO_MANY = 10_000_000
_SECTION = re.compile(r"\d{8,13}")


@dataclass(frozen=True, slots=True)
class Census:
    """One census: its year, the day of its counts, and how its files name a section.

    `counts` are the columns of the shapefile itself with their names in the register.
    """

    year: int
    day: dt.date
    section: str
    counts: dict[str, str]


CENSUS_2011 = Census(2011, dt.date(2011, 10, 9), SECTION, {})
CENSUS_2021 = Census(
    2021,
    dt.date(2021, 12, 31),
    "SEZ21_ID",
    {"POP21": "P1", "FAM21": "PF1", "ABI21": "ABI21", "EDI21": "EDI21"},
)


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
        census = _census_of(path)
        return Reading(census.day, _grounds(path, srid_of_shapefile(path, asked), census))
    table = open_table(path, (_TABLE_MUNICIPALITY, SECTION, "P1"))
    return Reading(CENSUS_2011.day, _counts(table))


def _census_of(path: Path) -> Census:
    """The census whose column of section numbers the table has."""
    table = part(path, ".dbf")
    names = set(table_columns(table)) if table else set()
    for census in (CENSUS_2021, CENSUS_2011):
        if {census.section, MUNICIPALITY} <= names:
            return census
    raise FileRefusedError(_NO_COLUMNS)


def _grounds(path: Path, srid: int, census: Census) -> Iterator[Item]:
    for shape in shape_rows(path, (census.section, MUNICIPALITY, *census.counts)):
        raw = "; ".join(f"{name}={value}" for name, value in shape.attributes.items())
        municipality: str | None = None
        try:
            municipality = _istat_code(MUNICIPALITY, str(shape.attributes[MUNICIPALITY]))
            code = _section_code(census.section, str(shape.attributes[census.section]))
            if code.endswith(_FICTITIOUS):
                yield Skip(shape.number, code, _NO_ADDRESS, municipality)
                continue
            record, repair = _ground(shape, code, srid, census)
            counts = _own_counts(shape, code, census)
        except RowRefusedError as error:
            yield error.refusal(shape.number, raw, municipality=municipality)
            continue
        if repair:
            yield Note(shape.number, "geometry", record.section_code, repair)
        yield Row(shape.number, raw, record, municipality)
        if counts:
            yield Row(shape.number, raw, counts, municipality)


def _own_counts(shape: ShapeRow, code: str, census: Census) -> SectionCounts | None:
    """The counts that the shapefile itself carries since 2021."""
    told = {name: shape.attributes[column] for column, name in census.counts.items()
            if column in shape.attributes}  # fmt: skip
    found = {name: _count(name, text_of({name: value}, name)) for name, value in told.items()}
    variables = {name: count for name, count in found.items() if count is not None}
    if not variables:
        return None
    return SectionCounts(code, census.year, found.get("P1"), found.get("PF1"), variables)


def _ground(
    shape: ShapeRow, code: str, srid: int, census: Census
) -> tuple[SectionGround, Text | None]:
    if shape.geometry is None:
        raise RowRefusedError(
            "geometry",
            code,
            Text(
                it="La geometria manca o non si legge.",
                en="The geometry is missing or cannot be read.",
            ),
        )
    placed = place("geometry", shape.geometry, srid)
    geometry, repair = sound_polygons("geometry", placed.geometry)
    return SectionGround(code, census.year, geometry), repair


def _counts(table: Table) -> Iterator[Item]:
    variables = [name for name in table.header if _VARIABLE.fullmatch(name)]
    for item in table.lines():
        if not isinstance(item, Line):
            yield item
            continue
        municipality: str | None = None
        try:
            municipality = _istat_code(_TABLE_MUNICIPALITY, item.cells[_TABLE_MUNICIPALITY])
            code = _section_code(SECTION, item.cells[SECTION])
            found = {name: _count(name, item.cells[name]) for name in variables}
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw, municipality=municipality)
            continue
        counts = {name: count for name, count in found.items() if count is not None}
        record = SectionCounts(code, CENSUS_2011.year, found.get("P1"), found.get("PF1"), counts)
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


def _section_code(column: str, raw: str) -> str:
    number = whole_number(column, raw)
    if number is None or not _SECTION.fullmatch(str(number)):
        raise RowRefusedError(column, raw, not_a_number(raw))
    return str(number)


def _recognises(head: Head) -> bool:
    if head.start.startswith(MAGIC):
        return True
    names = head.first_line.split(";")
    return SECTION in names and _TABLE_MUNICIPALITY in names


_NO_ADDRESS = Text(
    it="Sezione fittizia delle persone senza indirizzo: non ha un suolo.",
    en="The fictitious section of people without an address: it has no ground.",
)
_NO_COLUMNS = Text(
    it=f"Allo shapefile mancano le colonne {SECTION} (o SEZ21_ID) e {MUNICIPALITY}.",
    en=f"The shapefile lacks the columns {SECTION} (or SEZ21_ID) and {MUNICIPALITY}.",
)

SOURCE = Source(
    id="census_sections",
    title=Text(it="Sezioni di censimento 2011 e 2021", en="Census sections 2011 and 2021"),
    publisher="ISTAT",
    url="https://www.istat.it/it/archivio/104317",
    licence="CC-BY-3.0-IT",
    how_to_get=Text(
        it="ISTAT, basi territoriali: Rnn_11_WGS84.shp o Rnn_21_WGS84.shp (con .shx, .dbf, .prj)"
        " e, del 2011, Rnn_indicatori_2011_sezioni.csv della regione.",
        en="ISTAT, territorial bases: Rnn_11_WGS84.shp or Rnn_21_WGS84.shp (with .shx, .dbf, .prj)"
        " and, of 2011, Rnn_indicatori_2011_sezioni.csv of the region.",
    ),
    crs="EPSG:32632",
    key=(SECTION,),
    columns=(
        Column(SECTION, "code", Text(it="Sezione 2011", en="Section 2011"), required=True),
        Column("SEZ21_ID", "code", Text(it="Sezione 2021", en="Section 2021")),
        Column("POP21", "integer", Text(it="Residenti 2021", en="Residents 2021")),
        Column("FAM21", "integer", Text(it="Famiglie 2021", en="Households 2021")),
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
