"""OMI quotations and zone descriptions: the CSV pair of each semester."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from data.sources.declaration import Column, Source
from data.sources.figures import day_month_year, italian_decimal
from data.sources.head import Head
from data.sources.rows import (
    Asked,
    FileRefusedError,
    Item,
    Reading,
    Row,
    RowRefusedError,
    Scope,
)
from data.sources.streetnames import tidy
from data.sources.tables import Line, Table, open_table
from gis.codes import Text
from gis.columns import Reliability

_TITLE = re.compile(r"Quotazioni Immobiliari.*Semestre\s+(\d{4})/([12])", re.IGNORECASE)
_MADE_ON = re.compile(r"elaborazione del\s+(\S+)", re.IGNORECASE)
_ZONE = re.compile(r"[A-Z]\d{1,2}")
_TOO_MUCH = 1_000_000
_CODE = re.compile(r"[A-Z]\d{3}")
VALUES = ("Comune_amm", "Zona", "Cod_Tip", "Descr_Tipologia", "Stato", "Compr_min", "Compr_max",
          "Loc_min", "Loc_max")  # fmt: skip
ZONES = ("Comune_amm", "Fascia", "Zona_Descr", "Zona", "LinkZona", "Microzona")


@dataclass(frozen=True, slots=True)
class OmiValue:
    """Prices and rents of one kind of property in one zone and semester (`2018-2`)."""

    zone_code: str
    semester: str
    dwelling_code: str
    dwelling_description: str
    condition: str
    is_prevailing: bool
    price_min_eur_m2: Decimal | None
    price_max_eur_m2: Decimal | None
    price_surface: str | None
    rent_min_eur_m2_month: Decimal | None
    rent_max_eur_m2_month: Decimal | None
    rent_surface: str | None


@dataclass(frozen=True, slots=True)
class OmiZoneDescription:
    """What the office calls a zone, and the band (B centre to R rural) it belongs to."""

    zone_code: str
    semester: str
    band: str
    description: str
    link_zone: str | None


def read(path: Path, asked: Asked) -> Reading:
    """The rows of a VALORI or ZONE file; the semester comes from the title line."""
    del asked
    table = open_table(path, ("Comune_amm", "Zona"), titles=1)
    found = _TITLE.search(table.title)
    if not found:
        raise FileRefusedError(
            Text(
                it="Riga 1: il titolo non dice il semestre (Semestre AAAA/N).",
                en="Row 1: the title does not say the semester (Semestre YYYY/N).",
            )
        )
    made_on = _MADE_ON.search(table.title)
    is_values = "Compr_min" in table.header
    open_table(path, VALUES if is_values else ZONES, titles=1)
    semester = f"{found[1]}-{found[2]}"
    as_of = (day_month_year(made_on[1]) if made_on else None) or _end_of(semester)
    scope = Scope(("omi_value",), part=semester) if is_values else None
    return Reading(as_of, _rows(table, semester, is_values=is_values), scope=scope)


def _rows(table: Table, semester: str, *, is_values: bool) -> Iterator[Item]:
    for item in table.lines():
        if not isinstance(item, Line):
            yield item
            continue
        try:
            code, zone = _checked_key(item)
            record = _value(item, zone, semester) if is_values else _zone(item, zone, semester)
        except RowRefusedError as error:
            yield error.refusal(item.number, item.raw)
        else:
            yield Row(item.number, item.raw, record, code)


def _checked_key(line: Line) -> tuple[str, str]:
    code, zone = line.cells["Comune_amm"].strip(), line.cells["Zona"].strip()
    for column, value, form in (("Comune_amm", code, _CODE), ("Zona", zone, _ZONE)):
        if not form.fullmatch(value):
            raise RowRefusedError(
                column,
                value,
                Text(it=f"«{value}» non è un codice valido.", en=f'"{value}" is no valid code.'),
            )
    return code, zone


def _value(line: Line, zone: str, semester: str) -> OmiValue:
    cells = line.cells
    price = _span(cells, "Compr_min", "Compr_max")
    rent = _span(cells, "Loc_min", "Loc_max")
    type_code = cells["Cod_Tip"].strip()
    if not type_code.isdecimal():
        raise RowRefusedError(
            "Cod_Tip",
            type_code,
            Text(it="Codice di tipologia mancante.", en="The property type code is missing."),
        )
    return OmiValue(
        zone_code=zone,
        semester=semester,
        dwelling_code=type_code,
        dwelling_description=tidy(cells["Descr_Tipologia"]),
        condition=cells["Stato"].strip(),
        is_prevailing=cells.get("Stato_prev", "").strip() == "P",
        price_min_eur_m2=price[0],
        price_max_eur_m2=price[1],
        price_surface=cells.get("Sup_NL_compr", "").strip() or None,
        rent_min_eur_m2_month=rent[0],
        rent_max_eur_m2_month=rent[1],
        rent_surface=cells.get("Sup_NL_loc", "").strip() or None,
    )


def _span(cells: dict[str, str], low: str, high: str) -> tuple[Decimal | None, Decimal | None]:
    """Two bounds in order; the source writes 0 where it has no value."""
    least = italian_decimal(low, cells[low]) or None
    most = italian_decimal(high, cells[high]) or None
    for column, bound in ((low, least), (high, most)):
        if bound is not None and not 0 < bound < _TOO_MUCH:
            raise RowRefusedError(
                column,
                cells[column],
                Text(it="Il valore non è plausibile.", en="The value is not plausible."),
            )
    if least is not None and most is not None and least > most:
        raise RowRefusedError(
            low,
            cells[low],
            Text(
                it=f"Il minimo {least} supera il massimo {most}.",
                en=f"The minimum {least} exceeds the maximum {most}.",
            ),
        )
    return least, most


def _zone(line: Line, zone: str, semester: str) -> OmiZoneDescription:
    cells = line.cells
    return OmiZoneDescription(
        zone_code=zone,
        semester=semester,
        band=cells["Fascia"].strip(),
        description=tidy(cells["Zona_Descr"].strip().strip("'")),
        link_zone=cells["LinkZona"].strip() or None,
    )


def _end_of(semester: str) -> dt.date:
    year, half = semester.split("-")
    return dt.date(int(year), 6, 30) if half == "1" else dt.date(int(year), 12, 31)


def _recognises(head: Head) -> bool:
    return _TITLE.search(head.first_line) is not None


SOURCE = Source(
    id="omi_values",
    title=Text(it="Quotazioni immobiliari OMI", en="OMI property quotations"),
    publisher="Agenzia delle Entrate - OMI",
    url="https://www.agenziaentrate.gov.it/portale/web/guest/schede/fabbricatiterreni/omi",
    licence="Citare la fonte: Agenzia delle Entrate - OMI (non è una licenza aperta)",
    how_to_get=Text(
        it="Area riservata del sito dell'Agenzia, fornitura dati OMI: i file QI_…_VALORI.csv e "
        "QI_…_ZONE.csv del semestre.",
        en="Reserved area of the Agency's site, OMI data supply: the files QI_…_VALORI.csv and "
        "QI_…_ZONE.csv of the semester.",
    ),
    crs=None,
    key=("Comune_amm", "Zona", "semester", "Cod_Tip", "Stato"),
    columns=(
        Column(
            "Comune_amm", "code", Text(it="Codice catastale", en="Cadastral code"), required=True
        ),
        Column("Zona", "code", Text(it="Zona OMI", en="OMI zone"), required=True),
        Column("Cod_Tip", "code", Text(it="Tipologia", en="Property type"), required=True),
        Column("Stato", "text", Text(it="Stato conservativo", en="Condition"), required=True),
        Column("Compr_min", "decimal", Text(it="Prezzo minimo", en="Lowest price"), unit="€/m²"),
        Column("Compr_max", "decimal", Text(it="Prezzo massimo", en="Highest price"), unit="€/m²"),
        Column(
            "Loc_min", "decimal", Text(it="Canone minimo", en="Lowest rent"), unit="€/m² al mese"
        ),
        Column(
            "Loc_max", "decimal", Text(it="Canone massimo", en="Highest rent"), unit="€/m² al mese"
        ),
        Column("Zona_Descr", "text", Text(it="Descrizione", en="Description")),
    ),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("omi_zone", "omi_value"),
    carries_municipality=True,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    is_snapshot=True,
)
