"""How people call the things that rows are about; a person is never called by name."""

from collections.abc import Iterable, Mapping

from sqlalchemy import Connection

from data.ingest.staging import PACKAGE
from gis.sqlfiles import statement

Thing = tuple[str, str]
"""A table and the identity of one of its rows, as text."""

NAMED = frozenset(
    {
        "address", "administrator", "body", "building", "cadastral_unit", "census_section",
        "condominium", "condominium_issue", "district", "dwelling", "enforcement_sale",
        "housing_case", "intervention", "land_parcel", "millesimal_table", "municipality",
        "occupation_episode", "occupation_report", "omi_zone", "parcel", "person",
        "public_project", "staircase", "street", "unit", "unit_reference",
    }
)  # fmt: skip
"""Tables whose rows have a name of their own."""

_COVERED = {"person": "•••"}
_DEEPEST = 3


def names_of(connection: Connection, things: Iterable[Thing]) -> dict[Thing, str]:
    """The names of those of the things that stand in the register and have one."""
    own: dict[Thing, tuple[str, Thing | None]] = {}
    wanted = set(things)
    for _ in range(_DEEPEST):
        wanted = {each for each in wanted if each not in own}
        if not wanted:
            break
        own |= _read(connection, wanted)
        wanted = {about for _, about in own.values() if about is not None}
    return {thing: _whole(own, thing) for thing in own}


def _read(connection: Connection, things: set[Thing]) -> Mapping[Thing, tuple[str, Thing | None]]:
    found: dict[Thing, tuple[str, Thing | None]] = {
        thing: (_COVERED[thing[0]], None) for thing in things if thing[0] in _COVERED
    }
    values = {"tables": [table for table, _ in things], "ids": [key for _, key in things]}
    for row in connection.execute(statement(PACKAGE, "name_things"), values):
        about = (row.about, row.about_id) if row.about and row.about_id else None
        found[row.kind, row.id] = (row.name or "", about)
    return found


def _whole(own: Mapping[Thing, tuple[str, Thing | None]], thing: Thing) -> str:
    name, about = own[thing]
    around = _whole(own, about) if about is not None and about in own else ""
    return ", ".join(filter(None, (around, name)))
