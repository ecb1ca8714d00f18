"""The file that a second person has granted, in every particular as it was asked for."""

import datetime as dt
import uuid
from typing import cast

from sqlalchemy.orm import Session

from buildings.approvals.queries import ApprovalRequest, listed
from buildings.approvals.states import ApprovalKind
from buildings.exports import service
from buildings.exports.service import Ground
from buildings.exports.states import ExportForm, ExportMode
from data.exports.datasets import dataset, narrowed
from data.exports.making import Wanted
from gis.codes import Text
from gis.errors import NotFoundError


def granted(session: Session, approval_id: uuid.UUID) -> Wanted:
    """The file of one's own request; whether it was granted, and not used, the database says.

    Raises NotFoundError where the reader has not asked for it.
    """
    for each in listed(session):
        if each.id == approval_id and each.is_own and each.kind is ApprovalKind.EXPORT:
            return _wanted(each)
    raise NotFoundError(
        Text(
            it="Nessuna propria richiesta di file ha questo identificativo.",
            en="No request of one's own for a file has this id.",
        )
    )


def _wanted(each: ApprovalRequest) -> Wanted:
    asked = dict(each.asked)
    source = dataset(str(asked["layer"]))
    ground = Ground(ExportMode.APPROVED, service.stated_in(each.reason), each.id, asked)
    return Wanted(
        source,
        ExportForm.of(str(asked["form"])),
        ground,
        int(str(asked["srid"])),
        dt.date.fromisoformat(str(asked["day"])),
        narrowed(source, cast("dict[str, str]", asked.get("equals", {}))),
    )
