"""Random edits of a flat, replayed against a model in plain Python.

Several tables, several edits a transaction, some rolled back to a savepoint, some transactions
rolled back whole. For every moment of a commit, and every moment between, what is rebuilt must be
what the model had then; and on a random day of it, what held on that day.
"""

import copy
import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from tests.data.history.conftest import Register

DAYS = st.dates(dt.date(2019, 1, 1), dt.date(2026, 12, 31))
SERVICES = ("water", "gas", "electricity")
STATES = ("active", "cut", "unknown")

Row = tuple[Any, ...]
State = dict[str, dict[int, Row]]


@dataclass(frozen=True)
class Edit:
    """One statement: `which` row or service it is about, and what it writes."""

    kind: str
    which: int
    value: int
    first: dt.date
    days: int


EDITS = st.builds(
    Edit,
    st.sampled_from(["supply", "move", "change", "remove", "fund", "unfund", "rooms"]),
    st.integers(0, 5),
    st.integers(0, 2),
    DAYS,
    st.integers(1, 900),
)
STEPS = st.tuples(st.lists(EDITS, min_size=1, max_size=4), st.booleans())
"""Edits under one savepoint, and whether it is kept."""

TRANSACTIONS = st.lists(
    st.tuples(st.lists(STEPS, min_size=1, max_size=3), st.sampled_from([True, True, True, False])),
    min_size=1,
    max_size=6,
)


@dataclass
class Replay:
    """The database's flat and the model of it: the state now, and that after every commit."""

    register: Register
    unit: uuid.UUID
    now: State
    commits: list[tuple[dt.datetime, State]] = field(default_factory=list)

    def apply(self, connection: Connection, edit: Edit) -> None:
        """One edit on both; what a constraint refuses happens on neither."""
        state = copy.deepcopy(self.now)
        with connection.begin_nested() as savepoint:
            try:
                getattr(self, f"_{edit.kind}")(connection, state, edit)
            except IntegrityError:
                savepoint.rollback()
                return
        self.now = state

    def _run(self, connection: Connection, statement: str, **values: object) -> Any:
        return connection.execute(text(statement), {"unit": self.unit, **values})

    def _supply(self, connection: Connection, state: State, edit: Edit) -> None:
        last = edit.first + dt.timedelta(days=edit.days)
        row = (SERVICES[edit.which % 3], STATES[edit.value], edit.first, last)
        number = self._run(
            connection,
            "insert into unit_utility (unit_id, service, state, valid_from, valid_to, source_id, "
            "as_of, reliability) values (:unit, :service, :state, :first, :last, 'test', "
            "'2026-01-01', 'official') returning id",
            **dict(zip(("service", "state", "first", "last"), row, strict=True)),
        ).scalar_one()
        state["unit_utility"][number] = row

    def _move(self, connection: Connection, state: State, edit: Edit) -> None:
        """Another valid time for one row."""
        for number in self._chosen(state["unit_utility"], edit):
            service, what, *_ = state["unit_utility"][number]
            last = edit.first + dt.timedelta(days=edit.days)
            self._run(
                connection,
                "update unit_utility set valid_from = :first, valid_to = :last where id = :id",
                first=edit.first, last=last, id=number,
            )  # fmt: skip
            state["unit_utility"][number] = (service, what, edit.first, last)

    def _change(self, connection: Connection, state: State, edit: Edit) -> None:
        """Another value for all rows of a service, in one statement."""
        service, what = SERVICES[edit.which % 3], STATES[edit.value]
        self._run(
            connection,
            "update unit_utility set state = :state where unit_id = :unit and service = :service",
            state=what, service=service,
        )  # fmt: skip
        for number, row in state["unit_utility"].items():
            if row[0] == service:
                state["unit_utility"][number] = (row[0], what, *row[2:])

    def _remove(self, connection: Connection, state: State, edit: Edit) -> None:
        for number in self._chosen(state["unit_utility"], edit):
            self._run(connection, "delete from unit_utility where id = :id", id=number)
            del state["unit_utility"][number]

    def _fund(self, connection: Connection, state: State, edit: Edit) -> None:
        number = self._run(
            connection,
            "insert into unit_encumbrance (unit_id, kind, reference, valid_from, source_id, as_of, "
            "reliability) values (:unit, 'seizure_pignoramento', :reference, :first, 'test', "
            "'2026-01-01', 'official') returning id",
            reference=f"R.G.E. {edit.which}", first=edit.first,
        ).scalar_one()  # fmt: skip
        state["unit_encumbrance"][number] = (f"R.G.E. {edit.which}", edit.first)

    def _unfund(self, connection: Connection, state: State, edit: Edit) -> None:
        del edit
        self._run(connection, "delete from unit_encumbrance where unit_id = :unit")
        state["unit_encumbrance"].clear()

    def _rooms(self, connection: Connection, state: State, edit: Edit) -> None:
        self._run(connection, "update unit set rooms = :rooms where id = :unit", rooms=edit.which)
        state["unit"][0] = (edit.which,)

    @staticmethod
    def _chosen(rows: dict[int, Row], edit: Edit) -> list[int]:
        return sorted(rows)[edit.which :][:1]

    def transact(self, steps: list[tuple[list[Edit], bool]], *, is_kept: bool) -> None:
        before_all = self.now
        with self.register.engine.connect() as connection:
            for edits, is_step_kept in steps:
                before = self.now
                savepoint = connection.begin_nested()
                for edit in edits:
                    self.apply(connection, edit)
                if is_step_kept:
                    savepoint.commit()
                else:
                    savepoint.rollback()
                    self.now = before
            number = connection.execute(text("select history.current_transaction()")).scalar_one()
            if is_kept:
                connection.commit()
                self.commits.append((self.register.committed_at(number), self.now))
            else:
                connection.rollback()
                self.now = before_all

    def rebuilt(self, moment: dt.datetime) -> State:
        queries = {
            "unit": "select 0, rooms::integer from unit where id = :unit",
            "unit_utility": "select id, service, state, valid_from, valid_to from unit_utility "
            "where unit_id = :unit",
            "unit_encumbrance": "select id, reference, valid_from from unit_encumbrance "
            "where unit_id = :unit",
        }
        return {
            table: {row[0]: row[1:] for row in self.register.known(moment, query, unit=self.unit)}
            for table, query in queries.items()
        }

    def held(self, moment: dt.datetime, day: dt.date) -> list[Row]:
        return sorted(
            self.register.known(
                moment,
                "select service, state from unit_utility where unit_id = :unit "
                "and valid_from <= :day and valid_to > :day",
                unit=self.unit,
                day=day,
            )
        )


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(transactions=TRANSACTIONS, day=DAYS)
def test_the_past_is_rebuilt_as_a_model_remembers_it(
    register: Register,
    transactions: list[tuple[list[tuple[list[Edit], bool]], bool]],
    day: dt.date,
) -> None:
    unit = uuid.uuid4()
    made = register.write(
        "insert into unit (id, building_id, use_class, rooms, source_id, as_of, reliability) "
        "select :new, building_id, 'dwelling', 4, 'test', '2026-01-01', 'official' from unit "
        "where id = :unit",
        new=unit,
    )
    start: State = {"unit": {0: (4,)}, "unit_utility": {}, "unit_encumbrance": {}}
    replay = Replay(register, unit, start, [(made, start)])

    for steps, is_kept in transactions:
        replay.transact(steps, is_kept=is_kept)

    microsecond = dt.timedelta(microseconds=1)
    ends = [moment - microsecond for moment, _ in replay.commits[1:]] + [register.now()]
    for (moment, state), last in zip(replay.commits, ends, strict=True):
        for asked in (moment, last):
            assert replay.rebuilt(asked) == state
            expected = [row[:2] for row in state["unit_utility"].values() if row[2] <= day < row[3]]
            assert replay.held(asked, day) == sorted(expected)
    assert replay.rebuilt(made - microsecond)["unit"] == {}
