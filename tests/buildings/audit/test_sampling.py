"""Each month fifty reads are drawn, and two people look at each."""

import datetime as dt
import hashlib
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from buildings.audit.sampling import Sampled, draw, review, sampled
from buildings.audit.states import Finding
from gis.dates import today
from gis.errors import InputError, RuleError
from tests.buildings.audit.conftest import ADA, BRUNO, CARLA, Account, Office

MONTH = dt.date(2026, 2, 1)
DORA = Account("Dora Seiveggi", "housing_manager")


@pytest.fixture
def february(office: Office) -> Office:
    """A hundred reads of February, some of January and of March, all sealed; ten to be drawn."""
    for account, times, day in (
        (ADA, 60, "2026-02-10"), (BRUNO, 40, "2026-02-28 23:59:59"), (ADA, 5, "2026-01-31 23:59"),
        (ADA, 5, "2026-03-01 00:00"),
    ):  # fmt: skip
        with office.request(account) as connection:
            connection.execute(
                text("select audit.note('read', 'person', gen_random_uuid(), 'P4') "
                     "from generate_series(1, :times)"), {"times": times},
            )  # fmt: skip
        office.tamper(
            "update audit_entry set at = cast(:day as timestamp) at time zone 'Europe/Rome' "
            "where fields_class = 'P4' and transaction_id = (select max(transaction_id) "
            "from audit_entry where fields_class = 'P4')", day=day,
        )  # fmt: skip
    with office.request(None) as connection:
        connection.execute(text("update audit_rule set value = 10 where kind = 'sample_size'"))
    office.seal()
    return office


def drawn(office: Office, month: dt.date = MONTH) -> int:
    with office.engine.begin() as connection:
        return draw(connection, month)


def seen(office: Office, by: Account | None = CARLA) -> list[Sampled]:
    with Session(office.engine) as session, session.begin():
        if by is not None:
            by.enter(session.connection())
        return sampled(session, MONTH)


def reviewed(office: Office, number: int, finding: Finding, by: Account, remark: str = "") -> None:
    with Session(office.engine) as session, session.begin():
        by.enter(session.connection())
        review(session, number, finding, remark)


def test_the_reads_of_the_month_and_only_they_are_drawn(february: Office) -> None:
    assert drawn(february, MONTH.replace(day=17)) == 10
    found = seen(february)
    assert len(found) == 10
    assert {each.population for each in found} == {100}
    assert {each.at.astimezone().month for each in found} <= {2, 3}
    assert all(each.finding is None for each in found)


def test_anybody_can_draw_it_again(february: Office) -> None:
    drawn(february)
    seed = february.value("select encode(hash, 'hex') from audit_seal where id = 1")
    numbers = [row[0] for row in february.rows(
        "select id from audit_entry where fields_class = 'P4' "
        "and at >= '2026-02-01 00:00+01' and at < '2026-03-01 00:00+01'"
    )]  # fmt: skip
    expected = sorted(numbers, key=lambda each: hashlib.sha256(f"{seed}:{each}".encode()).digest())[
        :10
    ]
    assert [each.entry_id for each in seen(february)] == expected
    assert {each.seed for each in seen(february)} == {seed}


def test_a_month_is_drawn_once_and_only_when_it_is_over_and_sealed(february: Office) -> None:
    with pytest.raises(RuleError, match="not over"):
        drawn(february, today())
    drawn(february)
    with pytest.raises(RuleError, match="drawn already"):
        drawn(february)


def test_a_month_with_something_unsealed_waits(february: Office) -> None:
    february.read()
    february.tamper(
        "update audit_entry set at = '2026-02-20' where id = (select max(id) from audit_entry)"
    )
    with pytest.raises(RuleError, match="not sealed"):
        drawn(february)
    february.seal()
    assert drawn(february) == 10


def test_a_month_without_reads_has_an_empty_sample(february: Office) -> None:
    assert drawn(february, dt.date(2025, 6, 1)) == 0


def test_both_must_look_and_one_doubt_is_enough(february: Office) -> None:
    drawn(february)
    one, two, *_ = (each.id for each in seen(february))
    reviewed(february, one, Finding.OK, CARLA)
    reviewed(february, two, Finding.OK, CARLA)
    assert [each.finding for each in seen(february)[:2]] == [None, None]
    reviewed(february, one, Finding.OK, DORA)
    reviewed(february, two, Finding.EXPLAIN, DORA, "nessuna pratica aperta")
    assert [each.finding for each in seen(february, DORA)[:2]] == [Finding.OK, Finding.EXPLAIN]
    reviewed(february, two, Finding.OK, DORA)
    assert [each.finding for each in seen(february)[:2]] == [Finding.OK, Finding.OK]
    assert february.value("select count(*) from audit_review") == 5


@pytest.mark.parametrize("who", [ADA, BRUNO, None])
def test_nobody_else_sees_or_reviews_it(february: Office, who: Account | None) -> None:
    drawn(february)
    number = seen(february)[0].id
    with pytest.raises(DBAPIError, match="reviewed by the data protection officer"):
        seen(february, who)
    with pytest.raises(DBAPIError, match="reviewed by the data protection officer"):
        reviewed(february, number, Finding.OK, who or ADA)


def test_nobody_reviews_their_own_reads(february: Office) -> None:
    drawn(february)
    number = next(each.id for each in seen(february) if each.actor == ADA.id)
    with pytest.raises(DBAPIError, match="their own reads"):
        reviewed(february, number, Finding.OK, Account(ADA.name, "housing_manager", ADA.id))


def test_a_doubt_says_what_must_be_explained(february: Office) -> None:
    drawn(february)
    with pytest.raises(InputError):
        reviewed(february, seen(february)[0].id, Finding.EXPLAIN, CARLA, "  ")


def test_a_review_is_never_rewritten(february: Office) -> None:
    drawn(february)
    reviewed(february, seen(february)[0].id, Finding.OK, CARLA)
    statements: list[Any] = ["update audit_review set finding = 'ok'", "delete from audit_sample"]
    for statement in statements:
        with pytest.raises(DBAPIError, match="never changed"), february.engine.begin() as one:
            one.execute(text(statement))
