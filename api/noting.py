"""Which reads are noted with what they were of; that a class was read at all the database notes."""

import uuid

from sqlalchemy.orm import Session

from buildings.audit.alerting import is_own_name
from buildings.audit.service import foresee, note
from buildings.audit.states import Verb
from buildings.privacy.states import OF_PERSONS
from buildings.purposes.queries import begin_reading
from gis.layers import Layer
from gis.reader import Reader, reader_in
from gis.sqlfiles import statement

PAST = "past"
"""In a session's info: it reads as known at a moment, so that what it reads was noted before."""


def note_layer(
    session: Session,
    layer: Layer,
    verb: Verb,
    *,
    identity: uuid.UUID | None = None,
    count: int | None = None,
) -> None:
    """A read of a layer of persons or of occupations: one feature, a list or a tile."""
    if layer.data_class in OF_PERSONS and not session.info.get(PAST):
        note(session, verb, layer.id, identity, fields_class=layer.data_class, result_count=count)


def note_card(session: Session, unit_id: uuid.UUID) -> None:
    """A read of all that the reader may know of one unit, where that is more than its status."""
    if not session.info.get(PAST):
        session.execute(statement("buildings.audit", "note_card"), {"unit_id": unit_id})


def note_search(session: Session, asked: str) -> None:
    """That somebody looked for their own name; what was typed is not kept."""
    reader = reader_in(session)
    if reader is not None and reader.actor is not None and is_own_name(asked, reader.name):
        note(session, Verb.SEARCH, "unit", detail={"own_name": True})


def note_emergency(session: Session, reader: Reader) -> None:
    """A request in an emergency, whatever it reads and whether or not its class is audited."""
    if reader.emergency is not None:
        note(session, Verb.READ, "emergency_access", reader.emergency)


def note_past(session: Session, unit_id: uuid.UUID | None) -> None:
    """What is about to be read as it was known: from then on nothing can be written."""
    if unit_id is not None:
        begin_reading(session, unit_id)
        note_card(session, unit_id)
    foresee(session)
    session.info[PAST] = True
