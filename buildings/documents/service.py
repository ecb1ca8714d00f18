"""A file attached to a subject: checked, made harmless, stored once."""

import uuid
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase
from buildings.documents.contents import checked
from buildings.documents.models import TABLES, Document
from buildings.documents.states import IMAGES, DocumentKind, Subject
from buildings.issues.models import CondominiumIssue
from buildings.occupations.models import OccupationEpisode
from buildings.people.signs import points_at
from buildings.registry.models import Unit
from gis.codes import Text
from gis.db import Base
from gis.errors import InputError, NotFoundError

LONGEST_TITLE = 120
_SUBJECTS: dict[Subject, type[Base]] = {
    Subject.UNIT: Unit,
    Subject.CASE: HousingCase,
    Subject.ISSUE: CondominiumIssue,
    Subject.EPISODE: OccupationEpisode,
}


def require_subject(session: Session, subject: Subject, subject_id: uuid.UUID) -> None:
    """Raise NotFoundError where the reader sees no such subject."""
    table = _SUBJECTS[subject].__table__
    if session.scalar(select(table.columns["id"]).where(table.columns["id"] == subject_id)) is None:
        raise NotFoundError(
            Text(
                it="Non c'è nulla con questo identificativo a cui allegare un documento.",
                en="There is nothing with this id to attach a document to.",
            )
        )


def attach(
    session: Session,
    subject: Subject,
    subject_id: uuid.UUID,
    *,
    kind: DocumentKind,
    title: str,
    name: str,
    content: bytes,
    by: uuid.UUID | None,
) -> Document:
    """Store a file; the same content of the same subject is the document that is there. Flushes.

    Raises InputError for a file that is not taken and for a title that names somebody.
    """
    titled = _title(title)
    media_type, stored = checked(content, name)
    if kind is DocumentKind.PHOTO and media_type not in IMAGES:
        raise InputError(
            Text(
                it=f"Una foto di sopralluogo è un'immagine, questo è {media_type.label.it}.",
                en=f"An inspection photo is an image, this is {media_type.label.en}.",
            )
        )
    table = TABLES[subject]
    digest = sha256(stored).digest()
    own = table.__table__.columns[table.subject_column]
    standing = session.scalars(
        select(table).where(own == subject_id, table.sha256 == digest)
    ).one_or_none()
    if standing is not None:
        return standing
    made = table(
        kind=kind,
        title=titled,
        media_type=media_type,
        sha256=digest,
        byte_count=len(stored),
        uploaded_by=by,
        content=stored,
        **{table.subject_column: subject_id},
    )
    session.add(made)
    session.flush()
    return made


def _title(title: str) -> str:
    plain = " ".join(title.split())
    if not plain or len(plain) > LONGEST_TITLE or not plain.isprintable():
        raise InputError(
            Text(
                it=f"Il titolo va da 1 a {LONGEST_TITLE} caratteri.",
                en=f"The title takes 1 to {LONGEST_TITLE} characters.",
            )
        )
    if points_at(plain):
        raise InputError(
            Text(
                it="Il titolo contiene un codice fiscale, un indirizzo di posta o un telefono: "
                "dire che cosa è il documento, non di chi.",
                en="The title has a tax code, a mail address or a telephone number: say what the "
                "document is, not whose.",
            )
        )
    return plain
