"""Two inspectors disagree about signora Brambilla's flat, until they agree or somebody decides."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.discrepancies import queries
from buildings.discrepancies.models import Discrepancy
from buildings.discrepancies.queries import Wanted
from buildings.discrepancies.service import decide, find
from buildings.discrepancies.states import (
    Decision,
    DiscrepancyKind,
    DiscrepancyState,
    EventKind,
)
from buildings.registry.models import Unit
from buildings.status.models import UnitStatus
from buildings.status.states import Condition, Dimension
from gis.columns import Reliability
from gis.errors import InputError, NotFoundError, RuleError
from gis.provenance import Source
from tests import make
from tests.buildings.town import added

DAY = dt.date(2026, 11, 22)
SINCE = dt.date(2026, 1, 1)
KIND = DiscrepancyKind.STATUS_VALUES_DIFFER


@pytest.fixture
def flat(session: Session) -> Unit:
    session.add_all(Source(id=each, title=each) for each in ("first", "second", "third"))
    return make.unit(session, usable_area_m2=60, cadastral_area_m2=80)


def says(
    session: Session,
    flat: Unit,
    source: str,
    value: Condition,
    reliability: Reliability = Reliability.SINGLE_SOURCE,
) -> UnitStatus:
    made: UnitStatus = added(
        session, UnitStatus, unit_id=flat.id, dimension=Dimension.CONDITION, value=value.value,
        valid_from=SINCE, source_id=source, as_of=SINCE, reliability=reliability,
    )  # fmt: skip
    return made


def found(session: Session) -> dict[EventKind, int]:
    happened = find(session.connection(), DAY)
    session.expire_all()
    return happened


def only(session: Session) -> Discrepancy:
    return session.scalars(select(Discrepancy)).one()


@pytest.fixture
def disputed(session: Session, flat: Unit) -> Unit:
    """Its condition is fair by an official source, and poor by another."""
    says(session, flat, "first", Condition.FAIR, Reliability.OFFICIAL)
    says(session, flat, "second", Condition.POOR)
    return flat


def test_two_values_open_one_discrepancy_once(session: Session, disputed: Unit) -> None:
    assert found(session) == {EventKind.OPENED: 1}
    assert found(session) == {}
    made = only(session)

    assert (made.kind, made.unit_id, made.about) == (KIND, disputed.id, "condition")
    assert (made.first_value, made.first_source_id) == ("fair", "first")
    assert (made.second_value, made.second_source_id) == ("poor", "second")
    assert (made.first_as_of, made.state) == (SINCE, DiscrepancyState.OPEN)
    assert not made.is_synthetic
    assert queries.counts(session) == {KIND: 1}


@pytest.mark.usefixtures("disputed")
def test_a_changed_value_changes_it(session: Session) -> None:
    found(session)
    session.execute(text("update unit_status set value = 'good' where source_id = 'second'"))
    assert found(session) == {EventKind.CHANGED: 1}
    assert only(session).second_value == "good"
    session.execute(text("update unit_status set as_of = as_of + 1 where source_id = 'second'"))
    assert found(session) == {}
    assert only(session).second_as_of == SINCE + dt.timedelta(days=1)


@pytest.mark.usefixtures("disputed")
def test_sources_that_agree_close_it_and_that_disagree_again_reopen_it(session: Session) -> None:
    found(session)
    session.execute(text("update unit_status set value = 'fair' where source_id = 'second'"))
    assert found(session) == {EventKind.AGREED: 1}
    closed = only(session)
    assert (closed.state, closed.decision) == (DiscrepancyState.CLOSED, Decision.AGREED)
    assert closed.closed_at is not None
    assert found(session) == {}

    session.execute(text("update unit_status set value = 'poor' where source_id = 'second'"))
    assert found(session) == {EventKind.REOPENED: 1}
    again = only(session)
    assert (again.state, again.reopened_count) == (DiscrepancyState.OPEN, 1)
    assert [event.kind for event in queries.events(session, [again.id])[again.id]] == [
        EventKind.REOPENED, EventKind.AGREED, EventKind.OPENED,
    ]  # fmt: skip


def decided(session: Session) -> Discrepancy:
    made = only(session)
    return decide(session, made.id, Decision.FIRST, " Ufficio Casa ", "visto sul posto")


@pytest.mark.usefixtures("disputed")
def test_a_decision_stands_while_the_same_two_values_do(session: Session) -> None:
    found(session)
    closed = decided(session)
    assert (closed.decided_by, closed.note) == ("Ufficio Casa", "visto sul posto")
    assert found(session) == {}
    # the same two values, told the other way round
    session.execute(
        text(
            "update unit_status set reliability = case source_id when 'first' "
            "then 'single_source' else 'official' end"
        )
    )
    assert found(session) == {}
    assert only(session).state is DiscrepancyState.CLOSED


@pytest.mark.usefixtures("disputed")
def test_another_value_reopens_a_decision(session: Session) -> None:
    found(session)
    decided(session)
    session.execute(text("update unit_status set value = 'unhealthy' where source_id = 'second'"))
    assert found(session) == {EventKind.REOPENED: 1}
    made = only(session)
    assert (made.second_value, made.decided_by, made.note) == ("unhealthy", None, None)
    events = queries.events(session, [made.id])[made.id]
    assert [event.kind for event in events] == [
        EventKind.REOPENED, EventKind.DECIDED, EventKind.OPENED,
    ]  # fmt: skip
    assert (events[1].decided_by, events[1].note) == ("Ufficio Casa", "visto sul posto")


@pytest.mark.usefixtures("disputed")
def test_a_value_that_ended_disagrees_no_more(session: Session) -> None:
    found(session)
    session.execute(
        text("update unit_status set valid_to = '2026-11-22' where source_id = 'second'")
    )
    assert found(session) == {EventKind.AGREED: 1}


@pytest.mark.usefixtures("disputed")
def test_only_the_kinds_searched_are_closed(session: Session) -> None:
    found(session)
    session.execute(text("delete from unit_status where source_id = 'second'"))
    assert find(session.connection(), DAY, [DiscrepancyKind.MILLESIMAL_SUM_OFF]) == {}
    assert find(session.connection(), DAY, []) == {}
    assert only(session).state is DiscrepancyState.OPEN


def test_the_best_of_three_stands_against_the_best_of_the_others(
    session: Session, disputed: Unit
) -> None:
    says(session, disputed, "third", Condition.GOOD, Reliability.CONFIRMED)
    found(session)
    made = only(session)
    assert (made.first_value, made.second_value) == ("fair", "good")


@pytest.mark.usefixtures("disputed")
@pytest.mark.parametrize(("who", "why"), [("", "visto"), ("Ufficio", " "), ("  ", "")])
def test_nobody_decides_without_a_name_and_a_reason(session: Session, who: str, why: str) -> None:
    found(session)
    made = only(session)
    with pytest.raises(InputError):
        decide(session, made.id, Decision.BOTH, who, why)
    assert only(session).state is DiscrepancyState.OPEN


@pytest.mark.usefixtures("disputed")
def test_what_cannot_be_decided(session: Session) -> None:
    found(session)
    made = only(session)
    with pytest.raises(InputError):
        decide(session, made.id, Decision.AGREED, "Ufficio", "visto")
    with pytest.raises(NotFoundError):
        decide(session, uuid.uuid4(), Decision.FIRST, "Ufficio", "visto")
    decided(session)
    with pytest.raises(RuleError):
        decide(session, made.id, Decision.SECOND, "Ufficio", "visto")


@pytest.mark.parametrize(
    "forged",
    [
        "update discrepancy set state = 'closed'",
        "update discrepancy set decision = 'first_is_right', decided_by = 'x', note = 'y'",
        (
            "update discrepancy set state = 'closed', closed_at = now(), "
            "decision = 'first_is_right', decided_by = 'x', note = ' '"
        ),
        "update discrepancy set unit_id = null",
    ],
)
@pytest.mark.usefixtures("disputed")
def test_the_database_keeps_decisions_whole(session: Session, forged: str) -> None:
    found(session)
    with pytest.raises(IntegrityError):
        session.execute(text(forged))


def test_lists_are_narrowed(session: Session, disputed: Unit) -> None:
    found(session)
    for wanted, count in (
        (Wanted(), 1),
        (Wanted(unit_id=disputed.id), 1),
        (Wanted(unit_id=uuid.uuid4()), 0),
        (Wanted(kind=DiscrepancyKind.OWNERS_DIFFER), 0),
        (Wanted(state=DiscrepancyState.CLOSED), 0),
        (Wanted(state=None), 1),
    ):
        assert len(queries.listed(session, wanted)) == count


@pytest.mark.usefixtures("disputed")
def test_values_are_said_in_words(session: Session) -> None:
    found(session)
    made = only(session)
    assert queries.said(made, made.first_value).it == "discreta"
    what = queries.about(made)
    assert what is not None
    assert what.it == "Stato fisico"
    made.about = "area_m2"
    assert queries.said(made, "59.5").it == "59,5 m²"
    assert queries.said(made, "absent").en == "not there"


def test_every_kind_has_its_statement(session: Session) -> None:
    for kind in DiscrepancyKind:
        assert find(session.connection(), DAY, [kind]) == {}
