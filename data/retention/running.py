"""The retention job: what is due, found without a trace or erased in bounded transactions."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, func, insert, select, update

from buildings.retention.clocks import CLOCKS
from buildings.retention.models import RetentionRun
from buildings.retention.queries import Due, Rule, due, rules
from buildings.retention.service import Order, Outside, erase
from buildings.retention.states import ErasureGround, RunOutcome
from gis.codes import Text
from gis.dates import today
from gis.errors import InputError, UnavailableError

_LOCK = 0x5A7E1134
"""Key of the advisory lock that keeps two runs, and whoever re-applies the list, apart."""

AT_ONCE = 200
"""Things that one transaction erases."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one rule finds as of a day."""

    rule: Rule
    things: list[Due]

    @property
    def is_awaited(self) -> bool:
        """Whether the register does not hold the kind yet."""
        return CLOCKS[self.rule.kind].is_awaited


@dataclass(frozen=True, slots=True)
class Done:
    """What one rule erased, with all that went along."""

    rule: Rule
    count: int


@contextmanager
def one_at_a_time(engine: Engine, *, wait: bool = False) -> Iterator[Connection]:
    """A connection that holds the retention lock; UnavailableError where another has it.

    Runs that still say `running` once the lock is ours were killed: they are marked so.
    """
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if wait:
            connection.execute(select(func.pg_advisory_lock(_LOCK)))
        elif not connection.scalar(select(func.pg_try_advisory_lock(_LOCK))):
            raise UnavailableError(
                Text(
                    it="Un'altra conservazione è in corso: aspettare che finisca.",
                    en="Another retention run is under way: wait until it ends.",
                )
            )
        try:
            connection.execute(
                update(RetentionRun)
                .where(RetentionRun.outcome == RunOutcome.RUNNING)
                .values(outcome=RunOutcome.INTERRUPTED, finished_at=func.clock_timestamp())
            )
            yield connection
        finally:
            if not connection.invalidated:
                connection.execute(select(func.pg_advisory_unlock(_LOCK)))


def find(engine: Engine, as_of: dt.date) -> list[Found]:
    """What every rule in force would do as of a day, which may be to come."""
    with engine.connect() as connection:
        return [Found(rule, due(connection, rule, as_of)) for rule in rules(connection, as_of)]


def run(engine: Engine, as_of: dt.date, outside: Outside) -> Iterator[Done]:
    """Erase what is due, a rule at a time, each told once it is done.

    What a transaction erased stays erased whatever happens next: a run that was cut off is
    resumed by the next. Raises InputError for a day to come, UnavailableError while another runs.
    """
    if as_of > today():
        raise InputError(
            Text(
                it=f"Il {as_of:%d/%m/%Y} deve ancora venire: usare --dry-run.",
                en=f"{as_of} is still to come: use --dry-run.",
            )
        )
    with one_at_a_time(engine) as log:
        run_id = log.execute(
            insert(RetentionRun)
            .values(as_of=as_of, outcome=RunOutcome.RUNNING)
            .returning(RetentionRun.id)
        ).scalar_one()
        with engine.connect() as connection:
            in_force = rules(connection, as_of)
        for rule in in_force:
            count = sum(_batches(engine, rule, as_of, run_id, outside))
            yield Done(rule, count)
        log.execute(
            update(RetentionRun)
            .where(RetentionRun.id == run_id)
            .values(outcome=RunOutcome.DONE, finished_at=func.clock_timestamp())
        )


def _batches(
    engine: Engine, rule: Rule, as_of: dt.date, run_id: int, outside: Outside
) -> Iterator[int]:
    order = Order(rule.kind, rule.action, ErasureGround.CLOCK, rule.id, run_id)
    while True:
        with engine.begin() as connection:
            things = due(connection, rule, as_of, AT_ONCE)
            if not things:
                return
            yield len(erase(connection, things, order, outside))
