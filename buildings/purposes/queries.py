"""What the reader reads of one unit and why, as the database answers it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ARRAY, Boolean, Date, DateTime, Text, Uuid, column, select
from sqlalchemy.orm import Session

from buildings.accounts.queries import ACCESS, rows_of
from buildings.cases import queries as cases
from buildings.cases.queries import CaseOnDay
from buildings.privacy.states import DataClass, Role, Scope
from buildings.purposes.states import EntrustedKind, Ground, Opening, PurposeKind
from buildings.registry.models import Unit
from gis.codes import Text as Words
from gis.dates import today
from gis.errors import NotFoundError

ON_A_CARD = (
    DataClass.P4,
    DataClass.P4_OWNERS,
    DataClass.P3,
    DataClass.P3_ARREARS,
    DataClass.CASES,
    DataClass.P6_STATE,
    DataClass.P6,
    DataClass.REPORTS,
)
"""The classes that a unit's card shows beyond the unit itself, persons first."""

_MOMENT, _DAY = DateTime(timezone=True), Date()
_OPENED_BY = {
    Scope.OWN_CASE: Opening.ASSIGNMENT,
    Scope.ASSIGNED: Opening.ASSIGNMENT,
    Scope.SHARED: Opening.SHARE,
    Scope.OWN_CONDOMINIUM: Opening.CONDOMINIUM,
    Scope.OWN_OFFICE: Opening.OFFICE,
    Scope.CONDITION: Opening.CONDITION,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Purpose:
    """Why the reader reads of a unit, from when until when at the latest."""

    id: uuid.UUID
    unit_id: uuid.UUID
    kind: PurposeKind
    case_id: uuid.UUID | None
    reason: str | None
    opened_at: dt.datetime
    expires_at: dt.datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitReading:
    """What the reader reads of one unit: the closed parts with what would open them.

    `is_given` says that somebody was entrusted with something of it, or that it is shared, as far
    as the reader may know. `may_entrust` is about sales, units and every case, `may_entrust_own`
    about the own office's cases alone. `ground` and `case_id` are why persons of it are read, also
    where the reader stated no purpose.
    """

    closed: Mapping[DataClass, Opening] = field(default_factory=dict)
    may_state: bool = False
    may_share: bool = False
    may_entrust: bool = False
    may_entrust_own: bool = False
    is_given: bool = False
    ground: Ground | None = None
    case_id: uuid.UUID | None = None
    purpose: Purpose | None = None

    @property
    def by_opening(self) -> dict[Opening, list[DataClass]]:
        """The closed parts, by what would open them."""
        found: dict[Opening, list[DataClass]] = {}
        for each in ON_A_CARD:
            if each in self.closed:
                found.setdefault(self.closed[each], []).append(each)
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Entrusted:
    """Somebody who holds a case, a sale, a unit or a condominium; `valid_to` None without end."""

    id: uuid.UUID
    kind: EntrustedKind
    subject_id: uuid.UUID
    name: str
    role: Role | None
    organisation: str | None
    valid_from: dt.date
    valid_to: dt.date | None
    given_by: str | None
    may_end: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """An account or a body that things can be entrusted to; one of the ids is None.

    `of_whole` says that also a condominium can be.
    """

    account_id: uuid.UUID | None
    organisation_id: uuid.UUID | None
    name: str
    role: Role | None
    organisation: str | None
    of_whole: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """What an office lets a body read of a unit; `holds` until it ends or is revoked."""

    id: uuid.UUID
    organisation: str
    classes: list[DataClass]
    legal_basis: str
    until: dt.date
    case_id: uuid.UUID | None
    given_by: str | None
    given_at: dt.datetime
    revoked_at: dt.datetime | None
    holds: bool
    may_revoke: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareReceiver:
    """A body and the classes that the reader may let it read of a unit."""

    organisation_id: uuid.UUID
    name: str
    classes: list[DataClass]


def begin_reading(session: Session, unit_id: uuid.UUID) -> UnitReading:
    """What the reader reads of a unit; what follows in this transaction is noted with why."""
    rows = rows_of(
        session, ACCESS.begin_reading(unit_id),
        column("of_class"), column("scope"), column("is_open", Boolean),
        column("may_state", Boolean), column("may_share", Boolean), column("entrusts"),
        column("is_given", Boolean), column("why"), column("why_case_id", Uuid),
        column("purpose_id", Uuid), column("kind"), column("case_id", Uuid), column("reason"),
        column("opened_at", _MOMENT), column("expires_at", _MOMENT),
    )  # fmt: skip
    if not rows:
        return UnitReading(closed=dict.fromkeys(ON_A_CARD, Opening.NOTHING))
    first = rows[0]
    return UnitReading(
        closed=_closed(rows),
        may_state=first["may_state"],
        may_share=first["may_share"],
        may_entrust=first["entrusts"] == Scope.ALL,
        may_entrust_own=first["entrusts"] == Scope.OWN_OFFICE,
        is_given=first["is_given"],
        ground=Ground.of(first["why"]) if first["why"] else None,
        case_id=first["why_case_id"],
        purpose=_purpose(first | {"id": first["purpose_id"], "unit_id": unit_id})
        if first["purpose_id"]
        else None,
    )


def own_purposes(session: Session) -> list[Purpose]:
    """The purposes of the reader's that hold, the last one first."""
    rows = rows_of(
        session, ACCESS.own_purposes(),
        column("id", Uuid), column("unit_id", Uuid), column("kind"), column("case_id", Uuid),
        column("reason"), column("opened_at", _MOMENT), column("expires_at", _MOMENT),
    )  # fmt: skip
    return [_purpose(row) for row in rows]


def open_cases(session: Session, unit_id: uuid.UUID) -> list[CaseOnDay]:
    """The open cases of the unit itself that the reader sees: those that give a purpose."""
    building_id = require_seen(session, unit_id)
    found = cases.of_unit(session, unit_id, building_id, today())
    return [each for each in found if each.is_open and each.reaches_unit]


def require_seen(session: Session, unit_id: uuid.UUID) -> uuid.UUID:
    """The building of a unit; raises NotFoundError where the reader sees no such unit."""
    row = session.execute(select(Unit.id, Unit.building_id).where(Unit.id == unit_id)).one_or_none()
    if row is None:
        raise NotFoundError(Words(it="Questa unità non c'è.", en="There is no such unit."))
    building_id: uuid.UUID = row.building_id
    return building_id


def assignments_of(session: Session, unit_id: uuid.UUID) -> list[Entrusted]:
    """Who holds what of a unit, as far as the reader may know."""
    rows = rows_of(
        session, ACCESS.assignments_of(unit_id),
        column("id", Uuid), column("kind"), column("subject_id", Uuid), column("name"),
        column("role"), column("organisation"), column("valid_from", _DAY),
        column("valid_to", _DAY), column("given_by"), column("may_end", Boolean),
    )  # fmt: skip
    return [
        Entrusted(**row | {"kind": EntrustedKind.of(row["kind"]), "role": _role(row)})
        for row in rows
    ]


def holders(session: Session) -> list[Holder]:
    """To whom the reader may entrust something."""
    rows = rows_of(
        session, ACCESS.holders(),
        column("account_id", Uuid), column("organisation_id", Uuid), column("name"),
        column("role"), column("organisation"), column("of_whole", Boolean),
    )  # fmt: skip
    return [Holder(**row | {"role": _role(row)}) for row in rows]


def shares_of(session: Session, unit_id: uuid.UUID) -> list[Share]:
    """What is shared of a unit, as far as the reader may know."""
    rows = rows_of(
        session, ACCESS.shares_of(unit_id),
        column("id", Uuid), column("organisation"), column("classes", ARRAY(Text)),
        column("legal_basis"), column("until", _DAY), column("case_id", Uuid),
        column("given_by"), column("given_at", _MOMENT), column("revoked_at", _MOMENT),
        column("holds", Boolean), column("may_revoke", Boolean),
    )  # fmt: skip
    return [Share(**row | {"classes": _classes(row)}) for row in rows]


def share_receivers(session: Session, unit_id: uuid.UUID) -> list[ShareReceiver]:
    """With whom the reader may share which classes of a unit."""
    rows = rows_of(
        session, ACCESS.share_receivers(unit_id),
        column("organisation_id", Uuid), column("name"), column("classes", ARRAY(Text)),
    )  # fmt: skip
    return [ShareReceiver(**row | {"classes": _classes(row)}) for row in rows]


def _closed(rows: list[dict[str, Any]]) -> dict[DataClass, Opening]:
    scopes = {DataClass.of(row["of_class"]): Scope.of(row["scope"]) for row in rows}
    is_open = {DataClass.of(row["of_class"]) for row in rows if row["is_open"]}
    found = {}
    for each in ON_A_CARD:
        if each in is_open:
            continue
        opening = _OPENED_BY.get(scopes[each], Opening.NOTHING) if each in scopes else None
        if opening is Opening.ASSIGNMENT and rows[0]["may_state"]:
            opening = Opening.PURPOSE
        found[each] = opening or Opening.NOTHING
    return found


def _purpose(row: dict[str, Any]) -> Purpose:
    return Purpose(
        id=row["id"],
        unit_id=row["unit_id"],
        kind=PurposeKind.of(row["kind"]),
        case_id=row["case_id"],
        reason=row["reason"],
        opened_at=row["opened_at"],
        expires_at=row["expires_at"],
    )


def _role(row: dict[str, Any]) -> Role | None:
    return Role.of(row["role"]) if row["role"] else None


def _classes(row: dict[str, Any]) -> list[DataClass]:
    return [DataClass.of(each) for each in row["classes"]]
