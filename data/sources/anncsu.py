"""ANNCSU, the national archive of street numbers: INDIR (accesses) and STRAD (streets)."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from pathlib import Path

from shapely import Point

from data.sources.addresses import ArchiveStreet, address_record
from data.sources.declaration import Column, Source, date_in_name
from data.sources.facts import Fact
from data.sources.figures import coordinate, not_a_number, whole_number
from data.sources.head import Head
from data.sources.housenumbers import WITHOUT_NUMBER, HouseNumber, joined, parse_house_number
from data.sources.metric import detected_srid
from data.sources.placing import SWAPPED, place, srid_of
from data.sources.plain_points import plain_points
from data.sources.rows import (
    Asked,
    Item,
    Note,
    Reading,
    Refusal,
    Row,
    RowRefusedError,
    Scope,
)
from data.sources.streetnames import tidy
from data.sources.tables import Line, Table, open_table
from gis.codes import Text
from gis.columns import Reliability
from gis.crs import LONLAT_SRID

X, Y = "COORD_X_COMUNE", "COORD_Y_COMUNE"
INDIR = ("CODICE_COMUNE", "PROGRESSIVO_NAZIONALE", "ODONIMO", "PROGRESSIVO_ACCESSO", "CIVICO",
         "ESPONENTE", "SPECIFICITA", "METRICO", "PROGRESSIVO_SNC", X, Y)  # fmt: skip
STRAD = ("CODICE_COMUNE", "PROGRESSIVO_NAZIONALE", "ODONIMO", "TOTALE_ACCESSI")
_LOCALITY = "LOCALITA'"
_NUMBER = ("CIVICO", "ESPONENTE", "SPECIFICITA", "METRICO", "PROGRESSIVO_SNC")
_STREET = ("PROGRESSIVO_NAZIONALE", "CODICE_COMUNALE", _LOCALITY)
_REMEMBERED = 4096
"""Numbers and streets come many times in a file, the accesses of a street one after another."""

_CODE = re.compile(r"[A-Z]\d{3}")
_MAX_DEGREES = 360
_BATCH = 5_000
_MOST_ACCESSES = 1_000_000


def read(path: Path, asked: Asked) -> Reading:
    """The accesses of an INDIR file, or the streets of a STRAD file; each is a whole."""
    table = open_table(path, ("CODICE_COMUNE", "ODONIMO"))
    is_streets = "TOTALE_ACCESSI" in table.header
    table = open_table(path, STRAD if is_streets else INDIR, share=asked.share)
    items = _streets(table) if is_streets else _accesses(table, asked)
    scope = Scope(("street",) if is_streets else ("address",))
    return Reading(date_in_name(path), items, scope=scope)


def _accesses(table: Table, asked: Asked) -> Iterator[Item]:
    told: set[Text] = set()
    for item, placed in _placed(table.lines()):
        if not isinstance(item, Line):
            yield _with_municipality(item)
            continue
        code = item.cells["CODICE_COMUNE"].strip()
        try:
            number = _number(*(item.cells[column] for column in _NUMBER))
            street = _required(item.cells, "ODONIMO")
            access = whole_number(
                "PROGRESSIVO_ACCESSO", _required(item.cells, "PROGRESSIVO_ACCESSO")
            )
        except RowRefusedError as error:
            keys = _keys(item.cells["PROGRESSIVO_ACCESSO"])
            yield error.refusal(item.number, item.raw, municipality=code, keys=keys)
            continue
        point, doubt = placed, None
        try:
            if point is None:
                point, doubt = _point(item.cells, asked)
            if doubt and doubt not in told:
                told.add(doubt)
                yield Note(item.number, X, item.cells[X], doubt, is_once=True)
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw, whole_row=False, municipality=code)
        told_of_street = (item.cells.get(column, "") for column in _STREET)
        record = address_record(
            street, number, str(access), point, archive_street=_street_of(*told_of_street)
        )
        yield Row(item.number, item.raw, record, code)


def _placed(
    items: Iterator[Line | Refusal | Note],
) -> Iterator[tuple[Line | Refusal | Note, Point | None]]:
    """Each item with its point where its coordinates are ordinary; a batch is placed at once."""
    while batch := list(islice(items, _BATCH)):
        cells = [item.cells if isinstance(item, Line) else {} for item in batch]
        pairs = [(each.get(X, "").strip(), each.get(Y, "").strip()) for each in cells]
        yield from zip(batch, plain_points(pairs), strict=True)


def _streets(table: Table) -> Iterator[Item]:
    for item in table.lines():
        if not isinstance(item, Line):
            yield _with_municipality(item)
            continue
        code = item.cells["CODICE_COMUNE"].strip()
        try:
            record = _street(item.cells)
        except RowRefusedError as error:
            keys = _keys(item.cells["PROGRESSIVO_NAZIONALE"])
            yield error.refusal(item.number, item.raw, municipality=code, keys=keys)
        else:
            yield Row(item.number, item.raw, record, code)


def _street(cells: dict[str, str]) -> Fact:
    name = tidy(_required(cells, "ODONIMO"))
    number = whole_number("PROGRESSIVO_NAZIONALE", _required(cells, "PROGRESSIVO_NAZIONALE"))
    count = whole_number("TOTALE_ACCESSI", cells["TOTALE_ACCESSI"])
    if count is not None and count > _MOST_ACCESSES:
        raise RowRefusedError("TOTALE_ACCESSI", str(count), not_a_number(str(count)))
    facts = {
        "name": name,
        "municipal_code": cells.get("CODICE_COMUNALE", "").strip() or None,
        "locality": tidy(cells.get(_LOCALITY, "")) or None,
        "access_count": count,
    }
    return Fact("street", str(number), facts)


@lru_cache(_REMEMBERED)
def _street_of(national: str, municipal: str, locality: str) -> ArchiveStreet | None:
    """The street of an access; a number that cannot be read leaves the access without one."""
    try:
        number = whole_number("PROGRESSIVO_NAZIONALE", national)
    except RowRefusedError:
        return None
    if number is None:
        return None
    return ArchiveStreet(str(number), municipal.strip() or None, tidy(locality) or None)


def _keys(raw: str) -> tuple[str, ...]:
    """The identifier of a refused row, as far as it can be read."""
    return (raw.strip(),) if raw.strip().isdecimal() else ()


def _with_municipality(item: Refusal | Note) -> Refusal | Note:
    """A line that could not be cut into cells still begins with its municipality."""
    code = item.raw[:4] if isinstance(item, Refusal) else ""
    if isinstance(item, Refusal) and _CODE.fullmatch(code):
        return replace(item, municipality=code)
    return item


@lru_cache(_REMEMBERED)
def _number(civic: str, suffix: str, specific: str, metric: str, sequence: str) -> HouseNumber:
    """Civico with esponente and specificità; else the metric number; else `SNC`."""
    if civic.strip():
        plain = _civic(civic, suffix)
        extra = specific.strip().upper()
        if not extra:
            return plain
        whole = f"{plain.suffix} {extra}" if plain.suffix else extra
        return HouseNumber(f"{plain.text} {extra}", plain.number, whole)
    if metric.strip():
        return HouseNumber(f"m {metric.strip()}", None, None)
    place = "" if sequence.strip() in {"", "1"} else f" {sequence.strip()}"
    return HouseNumber(f"{WITHOUT_NUMBER}{place}", None, None)


def _civic(civic: str, suffix: str) -> HouseNumber:
    plain = parse_house_number(civic)
    if plain is not None and plain.number is not None and not plain.suffix and not plain.is_range:
        return joined(plain.number, suffix)
    if plain is None or suffix.strip():
        raise RowRefusedError("CIVICO", civic, not_a_number(civic))
    return plain


def _point(cells: dict[str, str], asked: Asked) -> tuple[Point | None, Text | None]:
    """The point in EPSG:7791 and what was put right; None where the source has none."""
    x, y = coordinate(X, cells[X]), coordinate(Y, cells[Y])
    if x is None and y is None:
        return None, None
    if not x or not y:
        raise RowRefusedError(
            X,
            f"{cells[X]};{cells[Y]}",
            Text(
                it="Coordinate mancanti o zero: il civico è caricato senza posizione.",
                en="Coordinates missing or zero: the number is loaded without a position.",
            ),
        )
    if max(abs(x), abs(y)) <= _MAX_DEGREES:
        placed = place(X, Point(x, y), LONLAT_SRID)
        return Point(placed.geometry.bounds[:2]), SWAPPED if placed.was_swapped else None
    srid = srid_of(asked.crs) if asked.crs else detected_srid(x, y, asked.extent)
    if srid is None:
        raise RowRefusedError(X, f"{cells[X]};{cells[Y]}", METRES_UNKNOWN)
    placed = place(X, Point(x, y), srid)
    return Point(placed.geometry.bounds[:2]), METRES_FIXED


def _required(cells: dict[str, str], column: str) -> str:
    value = cells[column].strip()
    if not value:
        raise RowRefusedError(column, "", Text(it=f"Manca {column}.", en=f"{column} is missing."))
    return value


def _recognises(head: Head) -> bool:
    names = head.first_line.upper()
    return "ODONIMO" in names and "PROGRESSIVO_NAZIONALE" in names


METRES_FIXED = Text(
    it="Coordinate in metri invece che in gradi: trasformate.",
    en="Coordinates in metres instead of degrees: transformed.",
)
METRES_UNKNOWN = Text(
    it="Coordinate in metri di un sistema che non si può dedurre: indicarlo con --crs."
    " Il civico è caricato senza posizione.",
    en="Coordinates in metres of a CRS that cannot be told: say it with --crs."
    " The number is loaded without a position.",
)

SOURCE = Source(
    id="anncsu",
    title=Text(it="Numeri civici ANNCSU", en="ANNCSU street numbers"),
    publisher="Agenzia delle Entrate, ISTAT",
    url="https://anncsu.open.agenziaentrate.gov.it/",
    licence="CC-BY-4.0",
    how_to_get=Text(
        it="Scarico mensile per regione: INDIR_<REGIONE>_AAAAMMGG.csv e STRAD_….csv; tenere le"
        " righe del comune.",
        en="Monthly download by region: INDIR_<REGION>_YYYYMMDD.csv and STRAD_….csv; keep the"
        " rows of the municipality.",
    ),
    crs="EPSG:6706",
    key=("PROGRESSIVO_ACCESSO",),
    columns=(
        Column(
            "CODICE_COMUNE", "code", Text(it="Codice catastale", en="Cadastral code"), required=True
        ),
        Column("ODONIMO", "text", Text(it="Via", en="Street"), required=True),
        Column("PROGRESSIVO_ACCESSO", "code", Text(it="Accesso", en="Access"), required=True),
        Column("PROGRESSIVO_NAZIONALE", "code", Text(it="Strada", en="Street"), required=True),
        Column(
            "CODICE_COMUNALE",
            "code",
            Text(it="Codice comunale della strada", en="The municipality's code of the street"),
        ),
        Column(_LOCALITY, "text", Text(it="Località", en="Locality")),
        Column("TOTALE_ACCESSI", "integer", Text(it="Accessi (STRAD)", en="Accesses (STRAD)")),
        Column("CIVICO", "integer", Text(it="Civico", en="Number")),
        Column("ESPONENTE", "text", Text(it="Esponente", en="Suffix")),
        Column("SPECIFICITA", "text", Text(it="Specificità", en="Specificity")),
        Column("METRICO", "text", Text(it="Numero metrico", en="Metric number")),
        Column("PROGRESSIVO_SNC", "integer", Text(it="Senza numero", en="Without number")),
        Column(X, "point", Text(it="Longitudine", en="Longitude"), unit="°"),
        Column(Y, "point", Text(it="Latitudine", en="Latitude"), unit="°"),
    ),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("street", "address", "external_identifier"),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    is_snapshot=True,
    is_shareable=True,
)
