"""Shares of a unit's data with another body: given with a legal basis and an end, revoked."""

import datetime as dt
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from buildings.accounts.queries import ACCESS, call, texts
from buildings.people.signs import identifies
from buildings.privacy.states import DataClass
from buildings.purposes.queries import begin_reading, open_cases, require_seen, share_receivers
from buildings.purposes.states import LONGEST_BASIS, SHARE_LONGEST, SHORTEST_BASIS
from gis.codes import Text
from gis.dates import today
from gis.errors import ForbiddenError, InputError, NotFoundError, RuleError


@dataclass(frozen=True, slots=True, kw_only=True)
class NewShare:
    """What a body is let read of a unit, on what basis, until which day, that day included."""

    organisation_id: uuid.UUID
    classes: Collection[DataClass]
    legal_basis: str
    until: dt.date
    case_id: uuid.UUID | None = None


def share(session: Session, unit_id: uuid.UUID, new: NewShare) -> uuid.UUID:
    """Let a body read some classes of a unit.

    Raises NotFoundError for a unit that the reader does not see, ForbiddenError where they share
    nothing of it, RuleError for classes or a case that cannot be shared with the body, InputError
    for a basis or a day that will not do.
    """
    require_seen(session, unit_id)
    if not begin_reading(session, unit_id).may_share:
        raise ForbiddenError(
            Text(
                it="Con questo ruolo non si condividono dati di questa unità.",
                en="With this role no data of this unit are shared.",
            )
        )
    basis = _basis(new.legal_basis)
    _require_until(new.until)
    _require_classes(session, unit_id, new)
    if new.case_id is not None and new.case_id not in {
        each.case.id for each in open_cases(session, unit_id)
    }:
        raise RuleError(
            Text(
                it="La pratica indicata non è fra quelle aperte di questa unità.",
                en="The case named is none of the open ones of this unit.",
            )
        )
    wanted = texts([each.value for each in DataClass if each in new.classes])
    made = call(
        session,
        ACCESS.share(unit_id, new.case_id, new.organisation_id, wanted, basis, new.until),
    )
    return uuid.UUID(str(made))


def revoke(session: Session, share_id: uuid.UUID) -> None:
    """Revoke a share now; raises NotFoundError where the reader may revoke no such one."""
    if not call(session, ACCESS.revoke_share(share_id)):
        raise NotFoundError(
            Text(
                it="Nessuna condivisione in corso con questo identificativo che si possa revocare.",
                en="There is no such share that you may revoke.",
            )
        )


def _basis(legal_basis: str) -> str:
    written = " ".join(legal_basis.split())
    if not SHORTEST_BASIS <= len(written) <= LONGEST_BASIS or not written.isprintable():
        raise InputError(
            Text(
                it=f"La base giuridica va da {SHORTEST_BASIS} a {LONGEST_BASIS} caratteri.",
                en=f"The legal basis takes {SHORTEST_BASIS} to {LONGEST_BASIS} characters.",
            )
        )
    if identifies(written):
        raise InputError(
            Text(
                it="La base giuridica contiene un codice fiscale o un indirizzo di posta: "
                "citare la norma o l'atto, non una persona.",
                en="The legal basis has a tax code or a mail address: name the law or the act, "
                "not a person.",
            )
        )
    return written


def _require_until(until: dt.date) -> None:
    if not today() <= until <= today() + SHARE_LONGEST:
        raise InputError(
            Text(
                it=f"Una condivisione vale da oggi a {SHARE_LONGEST.days} giorni al massimo.",
                en=f"A share holds from today to {SHARE_LONGEST.days} days at most.",
            )
        )


def _require_classes(session: Session, unit_id: uuid.UUID, new: NewShare) -> None:
    if not new.classes:
        raise InputError(Text(it="Scegliere che cosa si condivide.", en="Choose what is shared."))
    receiver = next(
        (
            each
            for each in share_receivers(session, unit_id)
            if each.organisation_id == new.organisation_id
        ),
        None,
    )
    if receiver is None or not set(new.classes) <= set(receiver.classes):
        raise RuleError(
            Text(
                it="Chi riceve non può vedere una di queste classi, o non la vede chi condivide.",
                en="The receiver may not be shown one of these classes, or the giver does not "
                "see it.",
            )
        )
