"""The court custodian's list of seized units: proceeding, custodian, since when, the lock."""

from pathlib import Path

from buildings.residence.states import JoinPurpose, LockState
from data.sources.days import day_of
from data.sources.declaration import Source, date_in_name
from data.sources.facts import Fact
from data.sources.facts_of_lines import optional, required, rows_of, word
from data.sources.head import Head
from data.sources.namings import NAMING_FIELDS, naming_of
from data.sources.proceedings import court_of, proceeding_of
from data.sources.register_table import Field, heads_with, open_register
from data.sources.rows import Asked, Reading, Scope
from data.sources.streetnames import tidy
from data.sources.tables import Line
from gis.codes import Text
from gis.columns import Reliability

ID = "custodian_list"
PROCEEDING, COURT, CUSTODIAN, SINCE, LOCK = (
    "procedura", "tribunale", "custode", "dal", "stato_serratura",
)  # fmt: skip
WORDS = {
    "originale": LockState.UNCHANGED,
    "non sostituita": LockState.UNCHANGED,
    "sostituita": LockState.LOCK_CHANGED,
    "cambiata": LockState.LOCK_CHANGED,
    "sigilli": LockState.SEALS,
    "sigillata": LockState.SEALS,
    "lastratura": LockState.STEEL_PLATE,
    "lastrata": LockState.STEEL_PLATE,
    "forzata": LockState.BROKEN,
    "manomessa": LockState.BROKEN,
    "non nota": LockState.UNKNOWN,
}
FIELDS = (
    *NAMING_FIELDS,
    Field(
        PROCEEDING,
        "code",
        Text(it="Procedura esecutiva, numero/anno", en="Enforcement proceeding, number/year"),
        required=True,
        also=("rge", "r g e", "procedura esecutiva", "n procedura", "rge numero anno"),
    ),
    Field(COURT, "text", Text(it="Tribunale", en="Court"), also=("foro",)),
    Field(
        CUSTODIAN,
        "text",
        Text(it="Custode giudiziario", en="Court custodian"),
        required=True,
        also=("custode giudiziario", "custode nominato"),
        is_personal=True,
    ),
    Field(
        SINCE,
        "date",
        Text(it="Custodia dal", en="In custody since"),
        required=True,
        also=("custodia dal", "data nomina", "in custodia dal"),
    ),
    Field(
        LOCK,
        "text",
        Text(
            it="Serratura: originale, sostituita, sigilli, lastratura, forzata",
            en="Lock: originale (as it was), sostituita (replaced), sigilli (seals),"
            " lastratura (steel plate), forzata (forced)",
        ),
        also=("serratura", "stato serratura", "messa in sicurezza"),
    ),
)


def read(path: Path, asked: Asked) -> Reading:
    """The seized units; a file with a personal column, the debtor's too, is refused whole."""
    table = open_register(path, ID, FIELDS, asked)
    return Reading(
        date_in_name(path),
        rows_of(table, _unit),
        scope=Scope(("custody",)),
        learned=table.learned,
    )


def _unit(line: Line) -> Fact:
    naming = naming_of(line, ID)
    proceeding = proceeding_of(PROCEEDING, required(line, PROCEEDING))
    lock = optional(line, LOCK)
    facts = {
        "court": court_of(optional(line, COURT)),
        "rge_number": proceeding.number,
        "rge_year": proceeding.year,
        "encumbrance": str(proceeding),
        "custodian": tidy(required(line, CUSTODIAN)),
        "since": str(day_of(SINCE, required(line, SINCE))),
        "lock_state": (word(LOCK, lock, WORDS) if lock else LockState.UNKNOWN).value,
    }
    return Fact("custody", f"{naming.key} {proceeding}", facts, naming=naming)


def _recognises(head: Head) -> bool:
    return heads_with(head, FIELDS, PROCEEDING, CUSTODIAN, SINCE)


SOURCE = Source(
    id=ID,
    title=Text(it="Elenco del custode: unità pignorate", en="Custodian's list: seized units"),
    publisher="Custode giudiziario nominato dal Tribunale",
    url="https://www.comune.pioltello.mi.it",
    licence="Atti della procedura: uso d'ufficio, non è un dato aperto",
    how_to_get=Text(
        it="Chiedere al custode l'elenco delle unità in custodia, senza i debitori: procedura,"
        " custode, da quando, stato della serratura. La data va nel nome del file (AAAAMMGG). Ciò"
        " che un elenco più nuovo non contiene più è chiuso a quella data.",
        en="Ask the custodian for the list of the units in custody, without the debtors:"
        " proceeding, custodian, since when, the lock. The day goes into the file's name"
        " (YYYYMMDD). What a newer list no longer holds is ended on that day.",
    ),
    crs=None,
    key=("via", "civico", "scala", "interno", "subalterno", PROCEEDING),
    columns=tuple(field.column for field in FIELDS),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("unit_custody", "unit_encumbrance"),
    carries_municipality=False,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    loaded_by=Text(it="Ufficio Casa", en="Housing office"),
    takes_sheets=True,
    purposes=(JoinPurpose.CASE, JoinPurpose.STATISTICS),
)
