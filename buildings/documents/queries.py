"""Documents read: by id through whichever table lets its reader see it, and those of a subject."""

import uuid
from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session, undefer

from buildings.documents.models import TABLES, Document
from buildings.documents.states import Subject


def find(session: Session, document_id: uuid.UUID) -> Document | None:
    """A document with its bytes; None for one that is not there or that the reader may not see."""
    for table in TABLES.values():
        found = session.get(table, document_id, options=[undefer(table.content)])
        if found is not None:
            return found
    return None


def of_subject(session: Session, subject: Subject, subject_id: uuid.UUID) -> Sequence[Document]:
    """What is attached to a subject as far as the reader may see it, newest first, no bytes."""
    table = TABLES[subject]
    own = table.__table__.columns[table.subject_column]
    return session.scalars(
        select(table).where(own == subject_id).order_by(table.uploaded_at.desc(), table.id)
    ).all()
