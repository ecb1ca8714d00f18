"""Reads of discrepancies: lists, counts, and the values as people say them."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from buildings.discrepancies.models import Discrepancy, DiscrepancyEvent
from buildings.discrepancies.states import DiscrepancyKind, DiscrepancyState
from buildings.status.states import (
    VALUES,
    Dimension,
    EncumbranceKind,
    SaleState,
    UtilityService,
    UtilityState,
)
from gis.codes import Coded, Text

MOST_LISTED = 200

_WORDS = {
    "absent": Text(it="non c'è", en="not there"),
    "present": Text(it="c'è", en="there"),
}
_MEASURES = {
    "persons": Text(it="persone", en="persons"),
    "area_m2": Text(it="m²", en="m²"),
    "base_price_eur": Text(it="€", en="€"),
}
_COUNTED: dict[str, dict[str, Text]] = {
    "height_m": {
        "m": Text(it="altezza {n} m", en="height {n} m"),
        "p": Text(it="piani: {n}", en="floors: {n}"),
    },
    "holders": {"": Text(it="titolari: {n}", en="holders: {n}")},
}
"""Values with a second part: a unit, or a sign that tells equal counts apart."""

_ABOUT: dict[str, Text] = {
    "vacant_with_title": Text(
        it="Vuota, ma con un titolo di chi la abita", en="Vacant, but someone has a title"
    ),
    "seizure_after_transfer": Text(
        it="Pignoramento ancora aperto dopo il trasferimento",
        en="Seizure still open after the transfer",
    ),
    "confiscated_owner": Text(
        it="Confisca definitiva, ma un altro proprietario",
        en="Final confiscation, but another owner",
    ),
}
_CODES: tuple[type[Coded], ...] = (*VALUES.values(), UtilityState, EncumbranceKind, SaleState)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list is narrowed to; None for everything."""

    state: DiscrepancyState | None = DiscrepancyState.OPEN
    kind: DiscrepancyKind | None = None
    unit_id: uuid.UUID | None = None
    condominium_id: uuid.UUID | None = None
    building_id: uuid.UUID | None = None

    def conditions(self) -> list[ColumnElement[bool]]:
        """The same as conditions of a query."""
        columns = {
            Discrepancy.state: self.state,
            Discrepancy.kind: self.kind,
            Discrepancy.unit_id: self.unit_id,
            Discrepancy.condominium_id: self.condominium_id,
            Discrepancy.building_id: self.building_id,
        }
        return [column == value for column, value in columns.items() if value is not None]


def listed(session: Session, wanted: Wanted, most: int = MOST_LISTED) -> list[Discrepancy]:
    """The discrepancies wanted, those changed last first."""
    query = (
        select(Discrepancy)
        .where(*wanted.conditions())
        .order_by(Discrepancy.changed_at.desc(), Discrepancy.fid.desc())
        .limit(most)
    )
    return list(session.scalars(query))


def count(session: Session, wanted: Wanted) -> int:
    """How many discrepancies are wanted, however many are listed."""
    query = select(func.count()).select_from(Discrepancy).where(*wanted.conditions())
    return session.scalar(query) or 0


def counts(session: Session) -> dict[DiscrepancyKind, int]:
    """How many discrepancies of each kind are open; kinds without any are missing."""
    query = (
        select(Discrepancy.kind, func.count().label("open"))
        .where(Discrepancy.state == DiscrepancyState.OPEN)
        .group_by(Discrepancy.kind)
    )
    return {row.kind: row.open for row in session.execute(query)}


def events(session: Session, ids: Collection[uuid.UUID]) -> dict[uuid.UUID, list[DiscrepancyEvent]]:
    """What happened to some discrepancies, newest first."""
    query = (
        select(DiscrepancyEvent)
        .where(DiscrepancyEvent.discrepancy_id.in_(ids))
        .order_by(DiscrepancyEvent.id.desc())
    )
    found: dict[uuid.UUID, list[DiscrepancyEvent]] = {}
    for event in session.scalars(query):
        found.setdefault(event.discrepancy_id, []).append(event)
    return found


def about(found: Discrepancy) -> Text | None:
    """Which dimension, service or contradiction it is about; None where its kind says it."""
    if found.about is None:
        return None
    codes: tuple[type[Coded], ...] = (Dimension, UtilityService)
    for member in (member for each in codes for member in each):
        if member.value == found.about:
            return member.label
    return _ABOUT.get(found.about)


def said(found: Discrepancy, value: str) -> Text:
    """A value of a discrepancy as people say it: the label of its code, or the figure."""
    if value in _WORDS:
        return _WORDS[value]
    figure, _, unit = value.partition(" ")
    if unit and found.about in _COUNTED:
        return _COUNTED[found.about][unit if found.about == "height_m" else ""].format(n=figure)
    for codes in _codes_of(found):
        for member in codes:
            if member.value == value:
                return member.label
    measure = _MEASURES.get(found.about or "")
    written = Text(it=_figure(value, ","), en=_figure(value, "."))
    if measure is None or not _is_figure(value):
        return written
    return Text(it=f"{written.it} {measure.it}", en=f"{written.en} {measure.en}")


def _codes_of(found: Discrepancy) -> tuple[type[Coded], ...]:
    """The code lists that a value may be of, its own dimension's first."""
    for dimension, codes in VALUES.items():
        if dimension.value == found.about:
            return (codes,)
    return _CODES


def _is_figure(value: str) -> bool:
    try:
        Decimal(value)
    except InvalidOperation:
        return False
    return True


def _figure(value: str, point: str) -> str:
    return value.replace(".", point) if _is_figure(value) else value
