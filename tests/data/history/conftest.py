"""A committed flat in a database of the test's own, and what was known of it."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.orm import Session

from gis.db import make_engine
from gis.history.reading import as_known_at
from tests import make


@dataclass
class Register:
    """An engine, and one flat that was committed before everything else."""

    engine: Engine
    unit_id: uuid.UUID

    def write(self, *statements: str, **values: Any) -> dt.datetime:
        """Commit statements as one transaction; when it was committed."""
        with self.engine.begin() as connection:
            for statement in statements:
                connection.execute(text(statement), {"unit": self.unit_id, **values})
            number = connection.execute(text("select history.current_transaction()")).scalar_one()
        return self.committed_at(number)

    def committed_at(self, number: int) -> dt.datetime:
        with self.engine.connect() as connection:
            found: dt.datetime = connection.execute(
                text("select committed_at from history.transaction where id = :id"), {"id": number}
            ).scalar_one()
        return found

    def now(self) -> dt.datetime:
        with self.engine.connect() as connection:
            found: dt.datetime = connection.execute(text("select clock_timestamp()")).scalar_one()
        return found

    def known(self, moment: dt.datetime, query: str, **values: Any) -> list[tuple[Any, ...]]:
        """The rows of a query as known at a moment."""
        with self.engine.connect() as connection:
            return self.read(connection, moment, query, **values)

    def read(
        self, connection: Connection, moment: dt.datetime, query: str, **values: Any
    ) -> list[tuple[Any, ...]]:
        as_known_at(connection, moment)
        rows = connection.execute(text(query), {"unit": self.unit_id, **values})
        return [tuple(row) for row in rows]

    def occupancies(self, moment: dt.datetime) -> list[str]:
        found = self.known(
            moment, "select value from unit_status where unit_id = :unit order by valid_from"
        )
        return [value for (value,) in found]


@pytest.fixture
def register(fresh_url: str) -> Iterator[Register]:
    engine = make_engine(fresh_url)
    with Session(engine) as session:
        unit = make.unit(session)
        session.commit()
        unit_id = unit.id
    yield Register(engine, unit_id)
    engine.dispose()


INSERT_STATUS = (
    "insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, "
    "reliability) values (:unit, 'occupancy', :value, '2020-01-01', 'test', '2026-01-01', "
    "'official')"
)
UPDATE_STATUS = "update unit_status set value = :value where unit_id = :unit"
DELETE_STATUS = "delete from unit_status where unit_id = :unit"
