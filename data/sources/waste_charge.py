"""The waste charge (TARI): square metres, occupants and subunit, from a day until a day."""

from pathlib import Path

from buildings.residence.states import JoinPurpose
from data.sources.counts import area_m2, persons
from data.sources.days import day_of
from data.sources.declaration import Source, date_in_name
from data.sources.facts import Fact
from data.sources.facts_of_lines import optional, required, rows_of
from data.sources.head import Head
from data.sources.namings import NAMING_FIELDS, naming_of
from data.sources.register_table import Field, heads_with, open_register
from data.sources.rows import Asked, Reading, RowRefusedError, Scope
from data.sources.tables import Line
from gis.codes import Text
from gis.columns import Reliability

ID = "waste_charge"
AREA, OCCUPANTS, START, END = "superficie_m2", "occupanti", "inizio", "fine"
FIELDS = (
    *NAMING_FIELDS,
    Field(
        AREA,
        "decimal",
        Text(it="Superficie tassata", en="Charged area"),
        required=True,
        unit="m²",
        also=("superficie", "mq", "superficie mq", "superficie tassata", "mq tassati", "sup mq"),
    ),
    Field(
        OCCUPANTS,
        "integer",
        Text(it="Occupanti dichiarati", en="Declared occupants"),
        also=("numero occupanti", "n occupanti", "componenti", "numero componenti"),
    ),
    Field(
        START,
        "date",
        Text(it="Inizio della posizione", en="Start of the position"),
        required=True,
        also=("data inizio", "inizio occupazione", "decorrenza", "dal"),
    ),
    Field(
        END,
        "date",
        Text(it="Fine, se è cessata", en="End, where it has ended"),
        also=("data fine", "fine occupazione", "cessazione", "data cessazione", "al"),
    ),
)


def read(path: Path, asked: Asked) -> Reading:
    """The positions of the charge; a file with a personal column is refused whole."""
    table = open_register(path, ID, FIELDS, asked)
    return Reading(
        date_in_name(path),
        rows_of(table, _position),
        scope=Scope(("waste_charge",)),
        learned=table.learned,
    )


def _position(line: Line) -> Fact:
    naming = naming_of(line, ID)
    start, end = day_of(START, required(line, START)), day_of(END, optional(line, END))
    if start is not None and end is not None and end < start:
        raise RowRefusedError(
            END,
            optional(line, END),
            Text(it="La fine viene prima dell'inizio.", en="The end comes before the start."),
        )
    facts = {
        "charged_area_m2": area_m2(AREA, required(line, AREA)),
        "occupants_count": persons(OCCUPANTS, optional(line, OCCUPANTS)),
        "starts_on": str(start),
        "ends_on": None if end is None else str(end),
    }
    return Fact("waste_charge", f"{naming.key} {start}", facts, naming=naming)


def _recognises(head: Head) -> bool:
    return heads_with(head, FIELDS, AREA, OCCUPANTS, START)


SOURCE = Source(
    id=ID,
    title=Text(it="TARI: superficie e occupanti", en="Waste charge: area and occupants"),
    publisher="Comune di Pioltello, Ufficio tributi",
    url="https://www.comune.pioltello.mi.it",
    licence="Dati interni del Comune: non è un dato aperto",
    how_to_get=Text(
        it="Estrazione del gestionale TARI delle utenze domestiche, senza intestatari né codici"
        " fiscali. La data dell'estrazione va nel nome del file (AAAAMMGG). Una posizione che un"
        " file più nuovo non contiene più è chiusa a quella data.",
        en="Export of the waste charge's program, households only, without holders or tax codes."
        " The day of the export goes into the file's name (YYYYMMDD). A position that a newer file"
        " no longer holds is ended on that day.",
    ),
    crs=None,
    key=("via", "civico", "scala", "interno", "subalterno", START),
    columns=tuple(field.column for field in FIELDS),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("unit_waste_charge",),
    carries_municipality=False,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    loaded_by=Text(it="Ufficio tributi", en="Tax office"),
    takes_sheets=True,
    purposes=(JoinPurpose.CASE, JoinPurpose.STATISTICS),
)
