"""Purposes stated and closed; the database refuses by itself what is refused here with words."""

import uuid

from sqlalchemy.orm import Session

from buildings.accounts.queries import ACCESS, call
from buildings.people.signs import points_at
from buildings.purposes.queries import Purpose, begin_reading, open_cases, require_seen
from buildings.purposes.states import LONGEST, LONGEST_REASON, SHORTEST_REASON, PurposeKind
from gis.codes import Text
from gis.errors import ForbiddenError, InputError, NotFoundError, RuleError


def state(
    session: Session,
    unit_id: uuid.UUID,
    kind: PurposeKind,
    *,
    case_id: uuid.UUID | None = None,
    reason: str | None = None,
) -> Purpose:
    """State why the reader reads of a unit; the same purpose that stands is not stated twice.

    Another one takes its place. Raises NotFoundError for a unit that the reader does not see,
    ForbiddenError where stating opens nothing to them, RuleError for a case that is none of the
    unit's open ones, InputError for a reason that is missing or names somebody.
    """
    require_seen(session, unit_id)
    if not begin_reading(session, unit_id).may_state:
        raise ForbiddenError(
            Text(
                it="Con questo ruolo i dati personali non si aprono dichiarando uno scopo: "
                "si vedono quelli delle pratiche che si hanno in carico.",
                en="With this role stating a purpose opens no personal data: those of the cases "
                "entrusted to you are seen.",
            )
        )
    written = _reason(kind, reason)
    _require_case(session, unit_id, kind, case_id)
    call(session, ACCESS.state_purpose(unit_id, kind.value, case_id, written, LONGEST[kind]))
    stated = begin_reading(session, unit_id).purpose
    assert stated is not None  # noqa: S101 - just stated
    return stated


def close(session: Session, purpose_id: uuid.UUID) -> None:
    """Close a purpose of one's own; raises NotFoundError where none such is open."""
    if not call(session, ACCESS.close_purpose(purpose_id)):
        raise NotFoundError(
            Text(
                it="Nessuno scopo aperto con questo identificativo: forse è già scaduto o chiuso.",
                en="No purpose with this id is open: it may have expired or been closed.",
            )
        )


def _reason(kind: PurposeKind, reason: str | None) -> str | None:
    written = " ".join((reason or "").split())
    if kind is not PurposeKind.REVEAL:
        if written:
            raise InputError(
                Text(
                    it="Il motivo si scrive solo per una consultazione motivata.",
                    en="A reason is written only for a reveal.",
                )
            )
        return None
    if not SHORTEST_REASON <= len(written) <= LONGEST_REASON or not written.isprintable():
        raise InputError(
            Text(
                it=f"Il motivo va da {SHORTEST_REASON} a {LONGEST_REASON} caratteri.",
                en=f"The reason takes {SHORTEST_REASON} to {LONGEST_REASON} characters.",
            )
        )
    if points_at(written):
        raise InputError(
            Text(
                it="Il motivo contiene un codice fiscale, un indirizzo di posta o un telefono: "
                "dire perché si legge, non di chi.",
                en="The reason has a tax code, a mail address or a telephone number: say why you "
                "read, not of whom.",
            )
        )
    return written


def _require_case(
    session: Session, unit_id: uuid.UUID, kind: PurposeKind, case_id: uuid.UUID | None
) -> None:
    if kind is not PurposeKind.CASE:
        if case_id is not None:
            raise InputError(
                Text(
                    it="Una pratica si indica solo se è lo scopo.",
                    en="A case is named only where it is the purpose.",
                )
            )
        return
    if case_id is None or case_id not in {each.case.id for each in open_cases(session, unit_id)}:
        raise RuleError(
            Text(
                it="La pratica indicata non è fra quelle aperte di questa unità.",
                en="The case named is none of the open ones of this unit.",
            )
        )
