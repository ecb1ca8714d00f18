"""A stated purpose opens every table of persons for one unit, until closed or expired; no other."""

import uuid
from dataclasses import replace

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.privacy.matrix import classes, scopes
from buildings.privacy.states import DataClass, Role, Scope, Verb
from buildings.purposes import service
from buildings.purposes.states import PurposeKind
from tests.access.conftest import Guarded
from tests.access.expecting import Expectation
from tests.access.test_rows import places, session_of

PERSONS = (DataClass.P4, DataClass.P4_OWNERS, DataClass.P5)
TABLES = [name for name, table in classes().items() if table.data_class in PERSONS]


def another_unit(guarded: Guarded) -> uuid.UUID:
    """A unit that is in nobody's reach, and has rows of persons."""
    known = [each for units in guarded.given.values() for each in units]
    with guarded.owner.connect() as owner:
        found = owner.execute(
            text(
                "select r.unit_id from unit_residents r where r.unit_id is not null "
                "and r.unit_id <> all(:known) order by r.unit_id limit 1"
            ),
            {"known": known},
        ).scalar_one()
    return uuid.UUID(str(found))


def seen(session: Session) -> dict[str, set[str]]:
    return {name: places(session, "public", name) for name in TABLES}


def expected(guarded: Guarded, role: Role, units: set[uuid.UUID]) -> dict[str, set[str]]:
    given = replace(guarded, given=guarded.given | {Scope.OWN_CASE.value: units})
    with guarded.owner.connect() as owner:
        return {name: Expectation(given, owner, role).rows(name) for name in TABLES}


@pytest.mark.parametrize("role", [Role.HOUSING_OPERATOR, Role.LOCAL_POLICE])
@pytest.mark.parametrize("ending", ["closed", "expired"])
def test_before_during_and_after(guarded: Guarded, role: Role, ending: str) -> None:
    unit, own = another_unit(guarded), guarded.given["own_case"]
    before, during = expected(guarded, role, own), expected(guarded, role, own | {unit})
    assert before != during
    with session_of(guarded, role) as session:
        assert seen(session) == before
        stated = service.state(session, unit, PurposeKind.TELEPHONE)
        assert seen(session) == during
        if ending == "closed":
            service.close(session, stated.id)
        else:
            expire(session, role, stated.id)
        assert seen(session) == before
        session.rollback()


def expire(session: Session, role: Role, stated: uuid.UUID) -> None:
    """Let the time of a purpose pass, in the very transaction that stated it."""
    reader = session.execute(text("select current_user")).scalar_one()
    session.execute(text(f'set local role "{reader.removesuffix(role)}register"'))
    session.execute(
        text("update stated_purpose set expires_at = clock_timestamp() where id = :id"),
        {"id": stated},
    )
    session.execute(text(f'set local role "{reader}"'))
    session.execute(text("select access.forget_reach()"))


@pytest.mark.parametrize("role", list(Role))
def test_who_reads_persons_of_own_cases_alone_may_state_at_most(
    guarded: Guarded, role: Role
) -> None:
    unit = another_unit(guarded)
    with session_of(guarded, role) as session:
        may = session.execute(text("select access.may_state(:unit)"), {"unit": unit}).scalar_one()
    sees_all = {
        each
        for each in (DataClass.P2, DataClass.P3)
        if scopes(each, Verb.READ).get(role) is Scope.ALL
    }
    reads_own = scopes(DataClass.P4, Verb.READ).get(role) is Scope.OWN_CASE
    assert may is (reads_own and len(sees_all) == 2)
