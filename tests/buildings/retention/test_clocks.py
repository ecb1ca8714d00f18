"""No table is without a clock, no clock without a rule, and nobody's name is forgotten."""

import datetime as dt

import pytest
from sqlalchemy import Table, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from buildings.people.models import Person
from buildings.retention.clocks import BELONGINGS, CLOCKS, COMPANIONS, HANGING, kinds_of_tables
from buildings.retention.models import RetentionRule
from buildings.retention.queries import due, rules
from buildings.retention.states import Anchor, RetentionAction, RetentionKind
from data.retention.sweeping import SWEPT
from data.tables import metadata

DAY = dt.date(2026, 3, 1)
ERASED_IN = {"person": "erase_person empties every personal column and destroys the key"}
"""Tables with personal columns, and how an erasure on request reaches them."""

POINTS_AT_A_PERSON = {
    ("unit_right", "person_id"): "the right stays, of a holder without a name",
    ("cadastral_title", "person_id"): "the title stays, of a holder without a name",
}
"""Foreign keys to tables with personal columns, and why the row may stay."""


def personal_tables() -> set[str]:
    return {
        table.name
        for table in metadata.tables.values()
        if any(column.info.get("personal") for column in table.columns)
    }


def test_every_table_has_a_clock() -> None:
    declared = kinds_of_tables()
    tables = set(metadata.tables)
    assert (tables - set(declared), set(declared) - tables) == (set(), set())


def test_every_table_that_holds_a_person_is_erased_on_request() -> None:
    assert personal_tables() == set(ERASED_IN)
    assert all(RetentionKind.PERSONS_ON_REQUEST in kinds_of_tables()[name] for name in ERASED_IN)


def test_every_row_that_points_at_a_person_is_thought_of() -> None:
    found = {
        (table.name, key.parent.name)
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name in personal_tables()
    }
    assert found == set(POINTS_AT_A_PERSON)


def test_every_personal_column_may_be_emptied() -> None:
    kept = {
        column.name
        for column in Person.__table__.columns
        if column.info.get("personal") and not column.nullable
    }
    assert kept == {"sealed_digest"}


def test_swept_columns_are_all_the_free_text_of_their_table() -> None:
    words = {"kind_it", "kind_en", "field_it", "field_en"}
    free = {
        name: {c.name for c in metadata.tables[name].columns if str(c.type) == "TEXT"} - words
        for name in SWEPT
    }
    assert free == {name: set(columns) for name, columns in SWEPT.items()}


@pytest.mark.parametrize("entity", sorted(BELONGINGS))
def test_whatever_points_at_a_thing_goes_with_it(entity: str) -> None:
    gone = {
        (part.table, part.column) for part in (*BELONGINGS[entity], *COMPANIONS.get(entity, ()))
    }
    pointing = {
        (table.name, key.parent.name)
        for table in metadata.tables.values()
        for key in table.foreign_keys
        if key.column.table.name == entity
    }
    # An episode waits until no later one refers to it.
    assert pointing - gone <= {("occupation_episode", "previous_episode_id")}


def test_tables_that_a_clock_erases_are_declared_so() -> None:
    erased = {part.table for parts in BELONGINGS.values() for part in parts}
    erased |= {part.table for part in HANGING.values()}
    kept = {RetentionKind.PHYSICAL, RetentionKind.CONFIGURATION}
    assert [name for name in erased if kinds_of_tables()[name] & kept] == []


def test_every_kind_has_a_rule_that_its_clock_can_follow(session: Session) -> None:
    found = rules(session, DAY)
    rows = session.scalars(select(RetentionRule)).all()

    assert [each.kind for each in found] == list(RetentionKind)
    assert [row.kind for row in rows if row.anchor is not CLOCKS[row.kind].anchor] == []
    assert [
        rule.kind
        for rule in found
        if CLOCKS[rule.kind].due and rule.action not in CLOCKS[rule.kind].actions
    ] == []
    assert all(rule.legal_basis for rule in found)


def test_the_periods_of_the_domain_are_the_defaults(session: Session) -> None:
    kind = RetentionKind
    months = {rule.kind: rule.period_months for rule in rules(session, DAY)}
    assert {each: months[each] for each in (
        kind.SUPPORT_CASES, kind.SUITABILITY_CERTIFICATES, kind.REPORTS_UNFOUNDED,
        kind.EPISODES_WITH_ACT, kind.REPORTER_IDENTITY, kind.READ_AUDIT, kind.INSPECTION_PHOTOS,
        kind.PHYSICAL,
    )} == {
        kind.SUPPORT_CASES: 120, kind.SUITABILITY_CERTIFICATES: 60, kind.REPORTS_UNFOUNDED: 12,
        kind.EPISODES_WITH_ACT: 60, kind.REPORTER_IDENTITY: 12, kind.READ_AUDIT: 24,
        kind.INSPECTION_PHOTOS: 24, kind.PHYSICAL: None,
    }  # fmt: skip


def test_a_rule_that_a_clock_cannot_follow_finds_nothing(session: Session) -> None:
    for rule in rules(session, DAY):
        if CLOCKS[rule.kind].due is None:
            assert due(session, rule, dt.date(2999, 1, 1)) == []


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"period_months": None}, "period_unless_kept"),
        ({"period_months": -1}, "period_not_negative"),
        ({"legal_basis": " "}, "legal_basis_given"),
        ({"action": RetentionAction.KEEP}, "period_unless_kept"),
        ({"action": RetentionAction.READMIT}, "action_of_a_clock"),
        ({"valid_from": dt.date(2019, 1, 1)}, "no_overlap"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(
    session: Session, changes: dict[str, object], constraint: str
) -> None:
    values: dict[str, object] = {
        "kind": RetentionKind.READ_AUDIT,
        "anchor": Anchor.WRITTEN,
        "period_months": 6,
        "action": RetentionAction.BY_FEATURE,
        "legal_basis": "Una delibera",
        "valid_from": dt.date(2000, 1, 1),
        "valid_to": dt.date(2001, 1, 1) if constraint != "no_overlap" else None,
    }
    session.add(RetentionRule(**values | changes))
    with pytest.raises(DBAPIError, match=constraint):
        session.flush()


def test_what_belongs_to_a_thing_has_the_column() -> None:
    tables: dict[str, Table] = dict(metadata.tables)
    parts = [part for found in (BELONGINGS, COMPANIONS) for each in found.values() for part in each]
    assert [part for part in parts if part.column not in tables[part.table].columns] == []
