"""ANNCSU, the national archive of street numbers: INDIR (accesses) and STRAD (streets)."""

from collections.abc import Iterator
from pathlib import Path

from shapely import Point

from data.sources.addresses import address_record
from data.sources.declaration import Column, Source, date_in_name
from data.sources.figures import coordinate, not_a_number, whole_number
from data.sources.head import Head
from data.sources.housenumbers import WITHOUT_NUMBER, HouseNumber, joined, parse_house_number
from data.sources.metric import detected_srid
from data.sources.placing import SWAPPED, place, srid_of
from data.sources.rows import Asked, Item, Note, Reading, Row, RowRefusedError, Skip
from data.sources.tables import Line, Table, open_table
from gis.codes import Text
from gis.columns import Reliability
from gis.crs import LONLAT_SRID

X, Y = "COORD_X_COMUNE", "COORD_Y_COMUNE"
INDIR = ("CODICE_COMUNE", "PROGRESSIVO_NAZIONALE", "ODONIMO", "PROGRESSIVO_ACCESSO", "CIVICO",
         "ESPONENTE", "SPECIFICITA", "METRICO", "PROGRESSIVO_SNC", X, Y)  # fmt: skip
STRAD = ("CODICE_COMUNE", "PROGRESSIVO_NAZIONALE", "ODONIMO", "TOTALE_ACCESSI")
_MAX_DEGREES = 360


def read(path: Path, asked: Asked) -> Reading:
    """The accesses of an INDIR file, or the streets of a STRAD file, checked and skipped."""
    table = open_table(path, ("CODICE_COMUNE", "ODONIMO"))
    is_streets = "TOTALE_ACCESSI" in table.header
    open_table(path, STRAD if is_streets else INDIR)
    items = _streets(table) if is_streets else _accesses(table, asked)
    return Reading(date_in_name(path), items)


def _accesses(table: Table, asked: Asked) -> Iterator[Item]:
    told: set[Text] = set()
    for item in table.lines():
        if not isinstance(item, Line):
            yield item
            continue
        code = item.cells["CODICE_COMUNE"].strip()
        try:
            number = _number(item.cells)
            street = _required(item.cells, "ODONIMO")
            access = whole_number(
                "PROGRESSIVO_ACCESSO", _required(item.cells, "PROGRESSIVO_ACCESSO")
            )
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw, municipality=code)
            continue
        point = None
        try:
            point, doubt = _point(item.cells, asked)
            if doubt and doubt not in told:
                told.add(doubt)
                yield Note(item.number, X, item.cells[X], doubt)
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw, whole_row=False, municipality=code)
        yield Row(item.number, item.raw, address_record(street, number, str(access), point), code)


def _streets(table: Table) -> Iterator[Item]:
    for item in table.lines():
        if not isinstance(item, Line):
            yield item
            continue
        code = item.cells["CODICE_COMUNE"].strip()
        try:
            street = _required(item.cells, "ODONIMO")
            whole_number("PROGRESSIVO_NAZIONALE", _required(item.cells, "PROGRESSIVO_NAZIONALE"))
            whole_number("TOTALE_ACCESSI", item.cells["TOTALE_ACCESSI"])
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw, municipality=code)
        else:
            yield Skip(item.number, street, STREET_ONLY, code)


def _number(cells: dict[str, str]) -> HouseNumber:
    """Civico with esponente and specificità; else the metric number; else `SNC`."""
    if cells["CIVICO"].strip():
        plain = _civic(cells)
        extra = cells["SPECIFICITA"].strip().upper()
        if not extra:
            return plain
        suffix = f"{plain.suffix} {extra}" if plain.suffix else extra
        return HouseNumber(f"{plain.text} {extra}", plain.number, suffix)
    if metric := cells["METRICO"].strip():
        return HouseNumber(f"m {metric}", None, None)
    sequence = cells["PROGRESSIVO_SNC"].strip()
    return HouseNumber(
        f"{WITHOUT_NUMBER} {sequence}" if sequence not in {"", "1"} else WITHOUT_NUMBER, None, None
    )


def _civic(cells: dict[str, str]) -> HouseNumber:
    plain = parse_house_number(cells["CIVICO"])
    suffix = cells["ESPONENTE"]
    if plain is not None and plain.number is not None and not plain.suffix and not plain.is_range:
        return joined(plain.number, suffix)
    if plain is None or suffix.strip():
        raise RowRefusedError("CIVICO", cells["CIVICO"], not_a_number(cells["CIVICO"]))
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


STREET_ONLY = Text(
    it="Strada controllata: il registro tiene i nomi delle vie nei civici (file INDIR).",
    en="Street checked: the register keeps street names with the numbers (INDIR file).",
)
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
    fills=("address", "external_identifier"),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
)
