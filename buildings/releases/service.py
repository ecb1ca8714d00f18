"""Making, auditing and publishing releases: a job that runs as the register's owner."""

import datetime as dt
import json
import uuid
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from buildings.disclosure.attack import Exposure
from buildings.disclosure.rules import Rules
from buildings.disclosure.states import Reason, Sensitivity
from buildings.releases import queries
from buildings.releases.catalogue import CATALOGUE, Table
from buildings.releases.drawing import Drawn
from buildings.releases.models import Release, ReleaseCell, ReleasePlace, ReleaseRestrictedCell
from buildings.releases.past import compared
from buildings.releases.quarters import Quarter
from buildings.releases.states import RELEASE_WORKFLOW, Indicator, ReleaseState
from buildings.releases.truth import SQL
from buildings.releases.writing import digest, keep_places, row
from buildings.thresholds.queries import in_force
from gis.codes import Text
from gis.errors import NotFoundError, RuleError
from gis.keys import KeyStore
from gis.sqlfiles import statement

ROUNDING_KEY = uuid.UUID("5a7e111e-0000-4000-8000-726f756e6465")
"""Under which name the key store holds the key of the rounding."""

Decided = tuple[Drawn, Reason | None]
"""A cell of the office's report, and the rule that holds it back if one does."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A release just made: per table what is told and what is held back, for the office only."""

    release: Release
    tables: dict[Indicator, list[Decided]]
    names: dict[uuid.UUID, str]

    def counts(self, indicator: Indicator) -> tuple[int, Counter[Reason]]:
        """How many cells are told, and how many each rule holds back."""
        reasons = [reason for _, reason in self.tables[indicator]]
        return reasons.count(None), Counter(each for each in reasons if each is not None)


@dataclass(frozen=True, slots=True)
class Audited:
    """What an audit found: cells of which too much can be known, and tables it could not read."""

    exposures: dict[Indicator, list[Exposure]]
    unread: list[tuple[Release, Indicator]]
    is_whole: bool
    guarded: int

    @property
    def is_safe(self) -> bool:
        """Whether nothing protected can be known and the cells are as they were made."""
        return self.is_whole and not any(self.exposures.values())


def rounding_key(keys: KeyStore) -> bytes:
    """The key of the rounding, made when first asked for."""
    return keys.ensure([ROUNDING_KEY])[ROUNDING_KEY]


def make(session: Session, quarter: Quarter, *, made_by: str, key: bytes, today: dt.date) -> Draft:
    """A draft of a quarter's release, from what was committed about its last day.

    An older draft of the quarter gives way. Raises RuleError where the quarter has not ended or is
    published, ExposedError where what is out already makes it impossible.
    """
    _require_makeable(session, quarter, today)
    thresholds = in_force(session, today)
    Rules.of(thresholds)
    release = Release(
        id=uuid.uuid4(),
        quarter=str(quarter),
        as_of=quarter.last_day,
        state=ReleaseState.DRAFT,
        made_at=_now(session),
        made_by=made_by,
        rules=json.dumps({each.value: float(value) for each, value in thresholds.items()}),
        digest="",
        is_synthetic=session.execute(statement(SQL, "holds_synthetic")).scalar_one(),
    )
    session.add(release)
    session.flush()
    tables = {
        table.indicator: _decided(session, table, release, key) for table in CATALOGUE.values()
    }
    drawn = [each for decided in tables.values() for each, _ in decided]
    places = keep_places(session, release, drawn)
    for indicator, decided in tables.items():
        for each, reason in decided:
            session.add(row(release, CATALOGUE[indicator], each, reason, places))
        session.flush()
    release.digest = digest(session, release)
    session.flush()
    names = {place.thing_id: place.name or str(place.thing_id) for place in places.values()}
    return Draft(release, tables, names)


def audit(session: Session, release: Release, *, key: bytes) -> Audited:
    """What a reader of this release and of all others could learn that is protected."""
    exposures: dict[Indicator, list[Exposure]] = {}
    unread: list[tuple[Release, Indicator]] = []
    guarded = 0
    for table in CATALOGUE.values():
        if table.sensitivity is Sensitivity.OPEN:
            continue
        found = compared(session, table, release, key)
        cells = found.study.system.cells
        unread += [(each, table.indicator) for each in found.unread]
        guarded += sum(each.needed is not None for each in cells)
        exposures[table.indicator] = found.study.exposures(
            {each.name for each in cells if not each.is_out}
        )
    return Audited(exposures, unread, digest(session, release) == release.digest, guarded)


def publish(session: Session, release: Release, *, by: str, key: bytes) -> Audited:
    """Put a draft out for good; raises RuleError where its audit finds anything."""
    _require_step(release, ReleaseState.PUBLISHED)
    found = audit(session, release, key=key)
    if not found.is_safe or any(each is release for each, _ in found.unread):
        raise RuleError(
            Text(
                it=f"La bozza {release.quarter} non passa la verifica: farla di nuovo con "
                f"«satellite release make {release.quarter}».",
                en=f"The draft {release.quarter} does not pass the audit: make it again with "
                f"“satellite release make {release.quarter}”.",
            )
        )
    release.published_at, release.state = _now(session), ReleaseState.PUBLISHED
    release.published_by = by
    session.flush()
    return found


def withdraw(session: Session, release: Release, *, because: str) -> None:
    """Take a release out of the layers; what was read of it still counts in every audit."""
    _require_step(release, ReleaseState.WITHDRAWN)
    release.withdrawn_at, release.state = _now(session), ReleaseState.WITHDRAWN
    release.withdrawn_because = because
    session.flush()


def of_quarter(session: Session, quarter: Quarter) -> Release:
    """The draft or published release of a quarter; raises NotFoundError without one."""
    found = queries.standing(session, str(quarter))
    if found is None:
        raise NotFoundError(
            Text(
                it=f"Non c'è un rilascio del {quarter}: farlo con «satellite release make "
                f"{quarter}».",
                en=f"There is no release of {quarter}: make it with “satellite release make "
                f"{quarter}”.",
            )
        )
    return found


def _decided(session: Session, table: Table, release: Release, key: bytes) -> list[Decided]:
    """The cells that a table shows, with the rule that holds each back."""
    found = compared(session, table, release, key)
    if found.own is None:
        raise AssertionError("a release in the making has no figures to disagree with")
    is_open = table.sensitivity is Sensitivity.OPEN
    out: frozenset[str] = frozenset() if is_open else found.study.withheld()
    return [
        (each, (each.reason or Reason.SECONDARY) if name in out else None)
        for name, each in found.own.cells.items()
        if each.is_shown
    ]


def _require_makeable(session: Session, quarter: Quarter, today: dt.date) -> None:
    """The quarter has ended and is not out; a draft of it is thrown away."""
    if today <= quarter.last_day:
        raise RuleError(
            Text(
                it=f"Il {quarter} finisce il {quarter.last_day:%d/%m/%Y}: si rilascia solo un "
                "trimestre concluso.",
                en=f"{quarter} ends on {quarter.last_day:%Y-%m-%d}: only a quarter that has ended "
                "is released.",
            )
        )
    before = queries.standing(session, str(quarter))
    if before is None:
        return
    if before.state is not ReleaseState.DRAFT:
        raise RuleError(
            Text(
                it=f"Il {quarter} è già pubblicato e non si cambia; se è sbagliato, ritirarlo con "
                f"«satellite release withdraw {quarter}».",
                en=f"{quarter} is published and is not changed; if it is wrong, withdraw it with "
                f"“satellite release withdraw {quarter}”.",
            )
        )
    for table in (ReleaseCell, ReleaseRestrictedCell, ReleasePlace):
        session.execute(delete(table).where(table.release_id == before.id))
    session.delete(before)
    session.flush()


def _now(session: Session) -> dt.datetime:
    """The database's own clock, by which history dates its commits."""
    moment: dt.datetime = session.execute(select(func.clock_timestamp())).scalar_one()
    return moment


def _require_step(release: Release, after: ReleaseState) -> None:
    if not RELEASE_WORKFLOW.allows(release.state, after):
        raise RuleError(
            Text(
                it=f"Il rilascio {release.quarter} è {release.state.label.it}: non può diventare "
                f"{after.label.it}.",
                en=f"Release {release.quarter} is {release.state.label.en}: it cannot become "
                f"{after.label.en}.",
            )
        )
