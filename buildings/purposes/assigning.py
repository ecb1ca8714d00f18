"""Cases, sales, units and condominiums entrusted to somebody, and taken back."""

import datetime as dt
import uuid

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.accounts.queries import ACCESS, call
from buildings.cases.models import HousingCase
from buildings.condominiums.models import Condominium
from buildings.purposes.queries import holders
from buildings.purposes.states import ASSIGNED_LONGEST, EntrustedKind
from buildings.registry.models import Unit
from buildings.status.models import EnforcementSale
from gis.codes import Text
from gis.dates import today
from gis.db import Base
from gis.errors import ForbiddenError, InputError, NotFoundError, RuleError

_TABLES: dict[EntrustedKind, type[Base]] = {
    EntrustedKind.CASE: HousingCase,
    EntrustedKind.SALE: EnforcementSale,
    EntrustedKind.UNIT: Unit,
    EntrustedKind.CONDOMINIUM: Condominium,
}


def entrust(
    session: Session,
    kind: EntrustedKind,
    subject_id: uuid.UUID,
    holder_id: uuid.UUID,
    last_day: dt.date | None = None,
) -> uuid.UUID:
    """Entrust something to an account or a body; what is entrusted already stays as it is.

    Raises NotFoundError for what the reader does not see, ForbiddenError where they do not say who
    follows it, RuleError for a holder that it cannot be entrusted to.
    """
    _require_subject(session, kind, subject_id)
    case_id = subject_id if kind is EntrustedKind.CASE else None
    if not call(session, ACCESS.may_entrust(case_id)):
        raise ForbiddenError(
            Text(
                it="Con questo ruolo non si decide a chi è affidato.",
                en="With this role you do not say who follows it.",
            )
        )
    _require_last_day(last_day)
    known = next(
        (each for each in holders(session) if holder_id in (each.account_id, each.organisation_id)),
        None,
    )
    if known is None or (kind is EntrustedKind.CONDOMINIUM and not known.of_whole):
        raise RuleError(
            Text(
                it="A chi è indicato non si può affidare: il suo ruolo non legge ciò che gli è "
                "affidato, o si tratta di se stessi.",
                en="Nothing can be entrusted to them: their role does not read what is entrusted "
                "to it, or they are yourself.",
            )
        )
    ids = [subject_id if each is kind else None for each in _TABLES]
    made = call(session, ACCESS.entrust(known.account_id, known.organisation_id, *ids, last_day))
    return uuid.UUID(str(made))


def end(session: Session, assignment_id: uuid.UUID) -> None:
    """End an assignment now; raises NotFoundError where the reader may end no such one."""
    if not call(session, ACCESS.end_assignment(assignment_id)):
        raise NotFoundError(
            Text(
                it="Nessun affidamento in corso con questo identificativo che si possa chiudere.",
                en="There is no such assignment that you may end.",
            )
        )


def _require_last_day(last_day: dt.date | None) -> None:
    if last_day is not None and not today() <= last_day <= today() + ASSIGNED_LONGEST:
        raise InputError(
            Text(
                it="La scadenza va da oggi a dieci anni; senza scadenza, lasciarla vuota.",
                en="The last day lies between today and ten years; leave it out for none.",
            )
        )


def _require_subject(session: Session, kind: EntrustedKind, subject_id: uuid.UUID) -> None:
    table = _TABLES[kind].__table__
    if session.scalar(select(table.columns["id"]).where(table.columns["id"] == subject_id)) is None:
        raise NotFoundError(
            Text(
                it="Non c'è nulla con questo identificativo da affidare.",
                en="There is nothing with this id to entrust.",
            )
        )
