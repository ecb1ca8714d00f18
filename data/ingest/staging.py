"""The temporary table that every row goes through, filled by COPY in batches."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection

from data.bulk.cursors import copy_in
from data.ingest.lines import COLUMNS, copy_lines
from data.sources.rows import Row
from gis.sqlfiles import statement

PACKAGE = "data.ingest.sql"
BATCH = 5_000
_COPY = f"copy staged ({COLUMNS}) from stdin"


@dataclass(frozen=True, slots=True)
class Told:
    """A row that was refused, skipped or lost its place, by the code of the reason."""

    row_number: int
    outcome: str | None
    reason: str
    column_name: str
    detail: str
    raw: str


class Staging:
    """Rows on their way to the table; at most one batch of them is held in memory."""

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self.batch: list[Row[object]] = []
        connection.execute(statement(PACKAGE, "create_staged"))

    def add(self, row: Row[object]) -> None:
        """Queue one row."""
        self.batch.append(row)
        if len(self.batch) >= BATCH:
            self.flush()

    def add_lines(self, lines: str) -> None:
        """Copy rows that are written already."""
        copy_in(self.connection, _COPY, lines)

    def flush(self) -> None:
        """Copy what waits."""
        if self.batch:
            self.add_lines(copy_lines(self.batch))
        self.batch = []

    def finish(self) -> None:
        """Copy the rest, then index and measure the table for the steps that follow."""
        self.flush()
        self.connection.execute(statement(PACKAGE, "index_staged"))

    def counts(self) -> dict[str, int]:
        """Rows by outcome."""
        rows = self.connection.execute(statement(PACKAGE, "count_outcomes"))
        return {str(outcome): int(count) for outcome, count in rows}

    def told(self) -> Iterator[Told]:
        """The rows of which something is to be told, in file order."""
        rows = self.connection.execute(
            statement(PACKAGE, "told_rows"), execution_options={"yield_per": BATCH}
        )
        for row in rows:
            yield Told(*row)
