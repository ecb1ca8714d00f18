"""Searches for a registered lease: found or not, and when; the parties are not read."""

from pathlib import Path

from buildings.residence.states import JoinPurpose, LeaseOutcome
from data.sources.days import day_of
from data.sources.declaration import Source, date_in_name
from data.sources.facts import Fact
from data.sources.facts_of_lines import required, rows_of, word
from data.sources.head import Head
from data.sources.namings import NAMING_FIELDS, naming_of
from data.sources.register_table import Field, heads_with, open_register
from data.sources.rows import Asked, Reading
from data.sources.tables import Line
from gis.codes import Text
from gis.columns import Reliability

ID = "lease"
OUTCOME, CHECKED = "esito_contratto", "data_verifica"
WORDS = {
    "trovato": LeaseOutcome.FOUND,
    "registrato": LeaseOutcome.FOUND,
    "si": LeaseOutcome.FOUND,
    "presente": LeaseOutcome.FOUND,
    "cessato": LeaseOutcome.ENDED,
    "scaduto": LeaseOutcome.ENDED,
    "risolto": LeaseOutcome.ENDED,
    "non trovato": LeaseOutcome.NOT_FOUND,
    "assente": LeaseOutcome.NOT_FOUND,
    "no": LeaseOutcome.NOT_FOUND,
}
FIELDS = (
    *NAMING_FIELDS,
    Field(
        OUTCOME,
        "text",
        Text(
            it="Esito: trovato, cessato, non trovato",
            en="Outcome: trovato (found), cessato (ended), non trovato (not found)",
        ),
        required=True,
        also=("esito locazione", "contratto", "contratto registrato", "esito ricerca contratto"),
    ),
    Field(
        CHECKED,
        "date",
        Text(it="Giorno della ricerca", en="Day of the search"),
        required=True,
        also=("data ricerca", "data controllo", "verificato il"),
    ),
)


def read(path: Path, asked: Asked) -> Reading:
    """The searches; a file with a personal column is refused whole."""
    table = open_register(path, ID, FIELDS, asked)
    return Reading(date_in_name(path), rows_of(table, _search), learned=table.learned)


def _search(line: Line) -> Fact:
    naming = naming_of(line, ID)
    checked = day_of(CHECKED, required(line, CHECKED))
    outcome = word(OUTCOME, required(line, OUTCOME), WORDS)
    facts = {"outcome": outcome.value, "checked_on": str(checked)}
    return Fact("lease", f"{naming.key} {checked}", facts, naming=naming)


def _recognises(head: Head) -> bool:
    return heads_with(head, FIELDS, OUTCOME, CHECKED)


SOURCE = Source(
    id=ID,
    title=Text(it="Contratti di locazione: trovati o no", en="Leases: found or not"),
    publisher="Comune di Pioltello, Ufficio Casa",
    url="https://www.comune.pioltello.mi.it",
    licence="Dati interni del Comune: non è un dato aperto",
    how_to_get=Text(
        it="Elenco delle ricerche fatte nell'anagrafe tributaria: unità, esito e giorno. Le parti"
        " del contratto non si scrivono.",
        en="List of the searches made in the tax register: unit, outcome and day. The parties to"
        " the lease are not written.",
    ),
    crs=None,
    key=("via", "civico", "scala", "interno", CHECKED),
    columns=tuple(field.column for field in FIELDS),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("unit_lease",),
    carries_municipality=False,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    loaded_by=Text(it="Ufficio Casa", en="Housing office"),
    takes_sheets=True,
    purposes=(JoinPurpose.SUITABILITY, JoinPurpose.CASE),
)
