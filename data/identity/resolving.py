"""Tie the namings that wait to units of the register, or say why that is for a person to do."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from data.identity import weights
from data.identity.holders import find_holders
from data.identity.reading import PACKAGE, places_of, stage_namings
from gis.sqlfiles import statement

MOST_CANDIDATES = 6
"""Candidates that a review shows."""

SEVERAL_PER_UNIT = (
    "anncsu", "auction_notices", "checklist_answers", "lease", "notice", "office_workbook", "osm",
    "waste_charge",
)  # fmt: skip
"""Sources that speak of one unit in several rows, so that two namings of it are no surprise."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """How many namings got a unit, wait for a person, or mean nothing that the register has."""

    matched: int = 0
    review: int = 0
    unmatched: int = 0

    @property
    def total(self) -> int:
        """All that were looked at."""
        return self.matched + self.review + self.unmatched


def resolve(
    connection: Connection, *, again: bool = False, by: weights.Weights | None = None
) -> Resolved:
    """Tie every waiting naming to its unit; with `again` also those that had found none.

    Works in the caller's transaction, through temporary tables. Holders come from the temporary
    table `reference_hint (reference_id, person_name, tax_code)` where the importer made one; they
    are compared and never stored.
    """
    if not weigh(connection, by or weights.kept(), again=again):
        return Resolved()
    values = _values(by or weights.kept())
    for step in ("judge_namings", "write_matches"):
        run(connection, step, values)
    rows = connection.execute(statement(PACKAGE, "count_matches"))
    counts = {str(state): int(count) for state, count in rows}
    return Resolved(**counts)


def resolve_units(connection: Connection, _values: Mapping[str, Any]) -> None:
    """The step of an import that ties the namings of its file to units."""
    resolve(connection)


def weigh(connection: Connection, by: weights.Weights, *, again: bool) -> int:
    """Everything before the verdict: the table `weighed` has a row for each pair compared."""
    waiting = connection.execute(statement(PACKAGE, "waiting_namings"), {"again": again}).all()
    if not waiting:
        return 0
    connection.execute(statement(PACKAGE, "create_named"))
    places = places_of(connection, {row.municipality_code for row in waiting})
    count = stage_namings(connection, waiting, places)
    find_holders(connection)
    values = _values(by)
    for step in ("index_named", "place_namings", "see_units", "block_pairs", "weigh_pairs"):
        run(connection, step, values)
    return count


def run(connection: Connection, step: str, values: Mapping[str, Any]) -> None:
    """One SQL file with those of the values that it names."""
    query = statement(PACKAGE, step)
    connection.execute(query, {key: values[key] for key in query.compile().params})


def _values(by: weights.Weights) -> dict[str, Any]:
    return by.parameters() | {"several": list(SEVERAL_PER_UNIT), "most": MOST_CANDIDATES}
