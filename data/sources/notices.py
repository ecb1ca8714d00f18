"""Notices of transfer of a building and of hospitality: kind, day, persons as a band."""

from pathlib import Path

from buildings.residence.states import JoinPurpose, NoticeKind
from data.sources.counts import persons_band
from data.sources.days import day_of
from data.sources.declaration import Source, date_in_name
from data.sources.facts import Fact
from data.sources.facts_of_lines import optional, plainly, required, rows_of, word
from data.sources.head import Head
from data.sources.namings import NAMING_FIELDS, naming_of
from data.sources.register_table import Field, heads_with, open_register
from data.sources.rows import Asked, Reading, RowRefusedError
from data.sources.tables import Line
from gis.codes import Text
from gis.columns import Reliability

ID = "notice"
KIND, RECEIVED, UNTIL, PERSONS, PROTOCOL = (
    "tipo_comunicazione", "data_ricezione", "fino_al", "fascia_persone", "protocollo",
)  # fmt: skip
WORDS = {
    "cessione di fabbricato": NoticeKind.TRANSFER,
    "cessione fabbricato": NoticeKind.TRANSFER,
    "cessione": NoticeKind.TRANSFER,
    "ospitalita": NoticeKind.HOSPITALITY,
    "dichiarazione di ospitalita": NoticeKind.HOSPITALITY,
    "comunicazione di ospitalita": NoticeKind.HOSPITALITY,
}
FIELDS = (
    *NAMING_FIELDS,
    Field(
        KIND,
        "text",
        Text(it="Cessione di fabbricato o ospitalità", en="Building transfer or hospitality"),
        required=True,
        also=("tipo", "tipo comunicazione", "tipologia", "comunicazione"),
    ),
    Field(
        RECEIVED,
        "date",
        Text(it="Giorno in cui è arrivata", en="Day on which it came"),
        required=True,
        also=("data ricezione", "ricevuta il", "data presentazione", "data protocollo"),
    ),
    Field(
        UNTIL,
        "date",
        Text(it="Fine dichiarata, se c'è", en="Declared end, where there is one"),
        also=("fine", "data fine", "termine"),
    ),
    Field(
        PERSONS,
        "text",
        Text(it="Persone, in fascia: 1, 2, 3-4, 5-6, 7+", en="Persons, as a band: 1, 2, 3-4, …"),
        also=("persone", "numero persone", "n persone", "persone ospitate"),
    ),
    Field(
        PROTOCOL,
        "text",
        Text(it="Numero di protocollo", en="Protocol number"),
        also=("n protocollo", "prot", "numero protocollo"),
    ),
)


def read(path: Path, asked: Asked) -> Reading:
    """The notices; a file with a personal column is refused whole."""
    table = open_register(path, ID, FIELDS, asked)
    return Reading(date_in_name(path), rows_of(table, _notice), learned=table.learned)


def _notice(line: Line) -> Fact:
    naming = naming_of(line, ID)
    kind = word(KIND, required(line, KIND), WORDS)
    received = day_of(RECEIVED, required(line, RECEIVED))
    until = day_of(UNTIL, optional(line, UNTIL))
    if received is not None and until is not None and until < received:
        raise RowRefusedError(
            UNTIL,
            optional(line, UNTIL),
            Text(it="La fine viene prima dell'arrivo.", en="The end comes before the arrival."),
        )
    protocol = optional(line, PROTOCOL)
    facts = {
        "notice_kind": kind.value,
        "received_on": str(received),
        "ends_on": None if until is None else str(until),
        "persons_band": plainly(persons_band(PERSONS, optional(line, PERSONS))),
        "protocol_no": protocol,
    }
    key = f"{naming.key} {kind.value} {received} {protocol}"
    return Fact("notice", key, facts, naming=naming)


def _recognises(head: Head) -> bool:
    return heads_with(head, FIELDS, KIND, RECEIVED)


SOURCE = Source(
    id=ID,
    title=Text(
        it="Cessioni di fabbricato e dichiarazioni di ospitalità",
        en="Building transfer and hospitality notices",
    ),
    publisher="Comune di Pioltello, Polizia locale",
    url="https://www.comune.pioltello.mi.it",
    licence="Dati interni del Comune: non è un dato aperto",
    how_to_get=Text(
        it="Registro delle comunicazioni: tipo, giorno, unità, quante persone in fascia. Chi"
        " ospita e chi è ospitato non si scrive.",
        en="Register of the notices: kind, day, unit, how many persons as a band. Who hosts and"
        " who is hosted is not written.",
    ),
    crs=None,
    key=("via", "civico", "scala", "interno", KIND, RECEIVED, PROTOCOL),
    columns=tuple(field.column for field in FIELDS),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("unit_notice",),
    carries_municipality=False,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    loaded_by=Text(it="Polizia locale", en="Local police"),
    takes_sheets=True,
    purposes=(JoinPurpose.SUITABILITY, JoinPurpose.CASE),
)
