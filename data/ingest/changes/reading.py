"""Every source's changes from one place: the rows that the transaction wrote and superseded."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy import Connection

from data.ingest.changes.naming import NAMED, Thing, names_of
from data.ingest.changes.tables import Changed, changed_table
from data.ingest.changes.telling import Pair, about, lines_of
from data.ingest.changes.values import Row, target_of
from data.ingest.outcome import Changes
from data.ingest.staging import PACKAGE
from gis.sqlfiles import statement

MOST_ROWS = 200
"""Rows of the register whose changes are listed; of the others only how many there are."""


@dataclass(frozen=True, slots=True)
class _Counted:
    table: Changed
    count: int


def read_changes(connection: Connection, *, most: int = MOST_ROWS) -> Changes:
    """What the transaction under way changed so far, its first rows of each kind in words.

    Holds at most `most` rows in memory, however many there are.
    """
    this = connection.scalar(statement(PACKAGE, "own_transaction"))
    if this is None:
        return Changes()
    counted = list(_counted(connection, this))
    pairs: list[Pair] = []
    for each, share in _shares(counted, most):
        rows = connection.execute(each.table.query("list_changes"), {"this": this, "most": share})
        pairs += _paired(each.table, [(what, before, after) for what, before, after in rows])
    names = names_of(connection, {thing for pair in pairs for thing in _things(pair)})
    lines = [line for pair in pairs for line in lines_of(pair, names)]
    listed = sum(pair.row_count for pair in pairs)
    total = sum(each.count for each in counted)
    return Changes(tuple(lines), total - listed)


def _counted(connection: Connection, this: int) -> Iterator[_Counted]:
    for name in connection.scalars(statement(PACKAGE, "changed_tables")).all():
        table = changed_table(name)
        if table is None:
            continue
        row = connection.execute(table.query("count_changes"), {"this": this}).one()
        count = row.new + row.changed + row.gone
        if count:
            yield _Counted(table, count)


def _shares(counted: Sequence[_Counted], most: int) -> list[tuple[_Counted, int]]:
    """How many rows of each table are listed: few of many leave room for the others."""
    shares, left = [], most
    ordered = sorted(counted, key=lambda each: each.count)
    for place, each in enumerate(ordered):
        share = min(each.count, max(left // (len(ordered) - place), 1))
        shares.append((each, share))
        left -= share
    return shares


def _paired(table: Changed, rows: Sequence[tuple[str, Row | None, Row | None]]) -> Iterator[Pair]:
    """The rows one by one, except that an end and what follows it are one change."""
    for _, group in groupby(rows, key=lambda each: table.series(each[2] or each[1] or {})):
        found = [Pair(table, what, before or {}, after or {}) for what, before, after in group]
        ended = [each for each in found if each.is_end]
        begun = [each for each in found if each.what == "new"]
        if table.is_series and len(ended) == len(begun) == 1:
            found = [each for each in found if each not in (*ended, *begun)]
            found.append(Pair(table, "followed", ended[0].before, begun[0].after))
        yield from found


def _things(pair: Pair) -> Iterator[Thing]:
    """All that a change must be able to name."""
    if thing := about(pair):
        yield thing
    rows: tuple[Mapping[str, object], ...] = (pair.before, pair.after)
    for row in rows:
        for column, value in row.items():
            target = target_of(pair.table.table, column)
            if target in NAMED and value is not None:
                yield target, str(value)
