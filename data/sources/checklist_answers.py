"""The answers to a list of cases that went out: the same table with its last columns filled."""

import uuid
from pathlib import Path

from buildings.checklists.states import CheckOutcome
from buildings.residence.states import JoinPurpose
from data.sources.counts import persons
from data.sources.days import day_of
from data.sources.declaration import Source, date_in_name
from data.sources.facts import Fact
from data.sources.facts_of_lines import optional, required, rows_of, word
from data.sources.head import Head
from data.sources.register_table import Field, heads_with, open_register
from data.sources.rows import Asked, Item, Reading, RowRefusedError, Skip
from data.sources.tables import Line
from gis.codes import Text
from gis.columns import Reliability

ID = "checklist_answers"
CHECKLIST, CASE, OUTCOME, PERSONS, ANSWERED = (
    "id_lista", "id_pratica", "esito", "numero_persone", "data_risposta",
)  # fmt: skip
WORDS = {
    "si": CheckOutcome.YES,
    "no": CheckOutcome.NO,
    "non accertato": CheckOutcome.NOT_ESTABLISHED,
    "non accertabile": CheckOutcome.NOT_ESTABLISHED,
}
FIELDS = (
    Field(CHECKLIST, "code", Text(it="Codice della lista", en="Code of the list"), required=True),
    Field(CASE, "code", Text(it="Codice della pratica", en="Code of the case"), required=True),
    Field(
        OUTCOME,
        "text",
        Text(it="Risposta: sì, no, non accertato", en="Answer: sì, no, non accertato"),
        required=True,
    ),
    Field(PERSONS, "integer", Text(it="Quante persone, se chiesto", en="How many persons")),
    Field(ANSWERED, "date", Text(it="Giorno della risposta", en="Day of the answer")),
)
_BLANK = Text(it="Riga ancora senza risposta.", en="A row that has no answer yet.")


def read(path: Path, asked: Asked) -> Reading:
    """The answered rows; a file with a personal column is refused whole."""
    table = open_register(path, ID, FIELDS, asked)
    items = (_unless_blank(item) for item in rows_of(table, _answer))
    return Reading(date_in_name(path), items, learned=table.learned)


def _answer(line: Line) -> Fact:
    if not (line.cells.get(OUTCOME) or optional(line, PERSONS)):
        return Fact("blank", str(line.number))
    facts = {
        "checklist_id": _code(line, CHECKLIST),
        "case_id": _code(line, CASE),
        "outcome": word(OUTCOME, required(line, OUTCOME), WORDS).value,
        "persons_count": persons(PERSONS, optional(line, PERSONS)),
        "answered_on": _day(line),
    }
    return Fact("checklist_answer", f"{facts['checklist_id']} {facts['case_id']}", facts)


def _unless_blank(item: Item) -> Item:
    record = getattr(item, "record", None)
    if isinstance(record, Fact) and record.kind == "blank":
        return Skip(item.number, "", _BLANK)
    return item


def _code(line: Line, name: str) -> str:
    text = required(line, name)
    try:
        return str(uuid.UUID(text.lstrip("'")))
    except ValueError:
        raise RowRefusedError(
            name,
            text,
            Text(
                it=f"«{text}» non è il codice scritto nella lista.",
                en=f'"{text}" is not the code that the list bears.',
            ),
        ) from None


def _day(line: Line) -> str | None:
    day = day_of(ANSWERED, optional(line, ANSWERED))
    return None if day is None else str(day)


def _recognises(head: Head) -> bool:
    return heads_with(head, FIELDS, CHECKLIST, CASE, OUTCOME)


SOURCE = Source(
    id=ID,
    title=Text(it="Risposte a una lista di pratiche", en="Answers to a list of cases"),
    publisher="L'ufficio a cui la lista è stata mandata",
    url="https://www.comune.pioltello.mi.it",
    licence="Dati interni del Comune: non è un dato aperto",
    how_to_get=Text(
        it="La lista esce con `satellite checklist export`; l'ufficio riempie le ultime colonne e"
        " la rimanda. Righe senza risposta restano in attesa; ricaricarla non cambia nulla.",
        en="The list comes out of `satellite checklist export`; the office fills the last columns"
        " and sends it back. Rows without an answer wait; loading it twice changes nothing.",
    ),
    crs=None,
    key=(CHECKLIST, CASE),
    columns=tuple(field.column for field in FIELDS),
    least_count=1,
    row_word=Text(it="riga", en="row"),
    fills=("checklist_answer",),
    carries_municipality=False,
    reliability=Reliability.OFFICIAL,
    recognises=_recognises,
    read=read,
    loaded_by=Text(it="Ufficio Casa", en="Housing office"),
    takes_sheets=True,
    purposes=(JoinPurpose.CASE,),
)
