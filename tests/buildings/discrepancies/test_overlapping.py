"""Somebody decides about a discrepancy while an import looks for them."""

import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.orm import Session

from buildings.discrepancies.models import Discrepancy
from buildings.discrepancies.service import decide, find
from buildings.discrepancies.states import Decision, DiscrepancyKind, DiscrepancyState, EventKind
from gis.db import make_engine
from gis.errors import RuleError
from gis.provenance import Source
from tests import make
from tests.buildings.discrepancies.test_service import DAY
from tests.overlapping import had_to_wait

KINDS = [DiscrepancyKind.USABLE_AREA_TOO_LARGE]
LARGER = "update unit set usable_area_m2 = usable_area_m2 + 1"


@pytest.fixture
def register(fresh_url: str) -> Iterator[Engine]:
    """One flat whose usable area is above its cadastral one, and the open discrepancy of that."""
    engine = make_engine(fresh_url)
    with Session(engine) as session:
        session.add(Source(id="first", title="first"))
        make.unit(session, usable_area_m2=90, cadastral_area_m2=80)
        find(session.connection(), DAY, KINDS)
        session.commit()
    yield engine
    engine.dispose()


def only(session: Session) -> Discrepancy:
    return session.scalars(select(Discrepancy)).one()


def close(session: Session, discrepancy_id: uuid.UUID) -> None:
    decide(session, discrepancy_id, Decision.BOTH, "Ufficio Casa", "misurata sul posto")


def test_a_decision_taken_during_a_search_is_not_lost(register: Engine) -> None:
    happened: list[dict[EventKind, int]] = []

    def search() -> None:
        with register.begin() as connection:
            connection.execute(text(LARGER))
            happened.append(find(connection, DAY, KINDS))

    with Session(register) as deciding:
        close(deciding, only(deciding).id)
        assert had_to_wait(search, deciding.commit)

    assert happened == [{}]
    with Session(register) as session:
        stands = only(session)
        assert (stands.state, stands.decided_by) == (DiscrepancyState.CLOSED, "Ufficio Casa")
        assert find(session.connection(), DAY, KINDS) == {EventKind.REOPENED: 1}


def test_two_people_do_not_decide_the_same(register: Engine) -> None:
    told: list[Exception] = []

    def decide_too(session: Session, discrepancy_id: uuid.UUID) -> None:
        try:
            close(session, discrepancy_id)
        except RuleError as error:
            told.append(error)

    with Session(register) as first, Session(register) as second:
        shown = only(second).id
        close(first, shown)
        assert had_to_wait(lambda: decide_too(second, shown), first.commit)

    assert [str(each) for each in told] == ["This discrepancy is closed already: reload the list."]
