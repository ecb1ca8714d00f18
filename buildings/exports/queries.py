"""The log of files, for who may read it."""

import datetime as dt
import uuid
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.exports.models import FileExport
from buildings.exports.states import ExportForm

MOST_LISTED = 200


class Logged(NamedTuple):
    """One file that carried more than everybody may see."""

    id: uuid.UUID
    made_at: dt.datetime
    actor: uuid.UUID | None
    role: str
    entity: str
    data_class: str
    form: ExportForm
    recipient: str
    purpose: str
    row_count: int
    sha256: bytes
    approval_id: uuid.UUID | None


def logged(session: Session) -> list[Logged]:
    """The newest files; only the auditor's role sees any."""
    columns = (getattr(FileExport, name) for name in Logged._fields)
    rows = session.execute(
        select(*columns).order_by(FileExport.made_at.desc(), FileExport.id).limit(MOST_LISTED)
    )
    return [Logged(*row) for row in rows]
