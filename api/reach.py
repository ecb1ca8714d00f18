"""Who else reads of a unit: what a card shows of assignments and shares, and what may be given."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from api.dossier import Dossier
from buildings.purposes import queries
from buildings.purposes.queries import Entrusted, Holder, Share, ShareReceiver
from buildings.purposes.states import EntrustedKind
from gis.codes import Coded


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Something of the unit that may be entrusted; `what` is a case's type, `number` its own."""

    kind: EntrustedKind
    id: uuid.UUID
    what: Coded | None = None
    number: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reach:
    """Assignments and shares of a unit, and to whom the reader may give what of it."""

    entrusted: list[Entrusted]
    subjects: list[Subject]
    holders: list[Holder]
    shares: list[Share]
    receivers: list[ShareReceiver]

    @property
    def is_told(self) -> bool:
        """Whether there is anything to show or to do."""
        return bool(self.entrusted or self.shares or self.receivers or self.can_entrust)

    @property
    def can_entrust(self) -> bool:
        """Whether the reader may entrust something of the unit to somebody."""
        return bool(self.subjects and self.holders)

    def subject(self, subject_id: uuid.UUID) -> Subject | None:
        """What of the unit has that identity."""
        return next((each for each in self.subjects if each.id == subject_id), None)


def reach(session: Session, read: Dossier) -> Reach:
    """Who else reads of the dossier's unit."""
    may, unit_id = read.reading, read.place.id
    may_entrust = may.may_entrust or may.may_entrust_own
    return Reach(
        entrusted=queries.assignments_of(session, unit_id) if may.is_given else [],
        subjects=_subjects(read) if may_entrust else [],
        holders=queries.holders(session) if may_entrust else [],
        shares=queries.shares_of(session, unit_id) if may.is_given else [],
        receivers=queries.share_receivers(session, unit_id) if may.may_share else [],
    )


def _subjects(read: Dossier) -> list[Subject]:
    found = [
        Subject(
            kind=EntrustedKind.CASE,
            id=each.case.id,
            what=each.case.case_type,
            number=each.case.protocol_no,
        )
        for each in read.cases
        if each.is_open and each.reaches_unit
    ]
    if read.reading.may_entrust:
        found += [
            Subject(
                kind=EntrustedKind.SALE,
                id=each.sale.id,
                number=f"R.G.E. {each.sale.rge_number}/{each.sale.rge_year}",
            )
            for each in read.state.sales
        ]
        found.append(Subject(kind=EntrustedKind.UNIT, id=read.place.id))
    return found
