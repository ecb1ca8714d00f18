"""The registry office's counts per stair and door: persons, families, minors as a band."""

from pathlib import Path

from buildings.residence.states import JoinPurpose
from data.sources.counts import minors_band, required_persons
from data.sources.declaration import Source, date_in_name
from data.sources.facts import Fact
from data.sources.facts_of_lines import optional, plainly, required, rows_of
from data.sources.head import Head
from data.sources.namings import NAMING_FIELDS, naming_of
from data.sources.register_table import Field, heads_with, open_register
from data.sources.rows import Asked, Reading, RowRefusedError, Scope
from data.sources.tables import Line
from gis.codes import Text
from gis.columns import Reliability

ID = "registry_office"
PERSONS, FAMILIES, MINORS = "persone", "famiglie", "fascia_minori"
FIELDS = (
    *NAMING_FIELDS,
    Field(
        PERSONS,
        "integer",
        Text(it="Persone residenti", en="Registered persons"),
        required=True,
        also=("residenti", "numero residenti", "n residenti", "numero persone", "n persone"),
    ),
    Field(
        FAMILIES,
        "integer",
        Text(it="Famiglie anagrafiche", en="Registered families"),
        required=True,
        also=("numero famiglie", "n famiglie", "nuclei", "nuclei familiari", "numero nuclei"),
    ),
    Field(
        MINORS,
        "text",
        Text(it="Minori, in fascia: 0, 1-2, 3+", en="Minors, as a band: 0, 1-2, 3+"),
        also=("minori", "minorenni", "numero minori", "n minori"),
    ),
)


def read(path: Path, asked: Asked) -> Reading:
    """The doors of the extract; a file with a personal column is refused whole."""
    table = open_register(path, ID, FIELDS, asked)
    return Reading(
        date_in_name(path),
        rows_of(table, _door),
        scope=Scope(("residents",)),
        learned=table.learned,
    )


def _door(line: Line) -> Fact:
    naming = naming_of(line, ID)
    persons = required_persons(PERSONS, required(line, PERSONS))
    families = required_persons(FAMILIES, required(line, FAMILIES))
    if families > persons:
        raise RowRefusedError(
            FAMILIES,
            str(families),
            Text(
                it=f"Più famiglie ({families}) che persone ({persons}).",
                en=f"More families ({families}) than persons ({persons}).",
            ),
        )
    facts = {
        "persons_count": persons,
        "families_count": families,
        "minors_band": plainly(minors_band(MINORS, optional(line, MINORS))),
    }
    return Fact("residents", naming.key, facts, naming=naming)


def _recognises(head: Head) -> bool:
    return heads_with(head, FIELDS, PERSONS, FAMILIES)


SOURCE = Source(
    id=ID,
    title=Text(it="Anagrafe: residenti per scala e interno", en="Registry office: residents"),
    publisher="Comune di Pioltello, Servizi demografici",
    url="https://www.comune.pioltello.mi.it",
    licence="Dati interni del Comune: non è un dato aperto",
    how_to_get=Text(
        it="Estrazione del gestionale dell'anagrafe, una riga per scala e interno, solo conteggi."
        " La data dell'estrazione va nel nome del file (AAAAMMGG). Un file più nuovo chiude ciò"
        " che non contiene più.",
        en="Export of the registry's program, a row for each stair and door, counts only. The day"
        " of the export goes into the file's name (YYYYMMDD). A newer file ends what it no longer"
        " holds.",
    ),
    crs=None,
    key=("via", "civico", "scala", "interno"),
    columns=tuple(field.column for field in FIELDS),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("unit_residents",),
    carries_municipality=False,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    loaded_by=Text(it="Servizi demografici (anagrafe)", en="Registry office"),
    takes_sheets=True,
    purposes=(JoinPurpose.SUITABILITY, JoinPurpose.CASE, JoinPurpose.STATISTICS),
)
