"""What a newer file of a whole no longer holds ends on the file's day; nothing is deleted."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from data.ingest.ownership import follow_rights
from data.ingest.staging import PACKAGE
from data.sources.rows import FileRefusedError, Scope
from gis.codes import Text
from gis.sqlfiles import statement

MOST_ENDED = 3
"""One in so many may end without a word from the person who loads the file."""

_THINGS = {
    "address": Text(it="numeri civici", en="street numbers"),
    "street": Text(it="vie", en="streets"),
    "footprint": Text(it="edifici", en="buildings"),
    "entrance": Text(it="scale", en="staircases"),
    "parcel": Text(it="particelle", en="parcels"),
    "omi_value": Text(it="quotazioni OMI", en="OMI quotations"),
    "omi_polygon": Text(it="zone OMI", en="OMI zones"),
    "residents": Text(it="porte con residenti", en="doors with residents"),
    "waste_charge": Text(it="posizioni TARI", en="waste charge positions"),
    "custody": Text(it="unità in custodia", en="units in custody"),
    "cadastral_unit": Text(it="unità del catasto", en="units of the cadastre"),
    "land_parcel": Text(it="terreni del catasto", en="pieces of land of the cadastre"),
    "cadastral_title": Text(it="titoli del catasto", en="titles of the cadastre"),
    "cadastral_plan": Text(it="planimetrie", en="plans"),
    "cadastral_plan_room": Text(it="poligoni di planimetrie", en="polygons of plans"),
}
_STEPS = {
    "address": "end_addresses",
    "street": "end_streets",
    "footprint": "end_buildings",
    "entrance": "end_staircases",
    "parcel": "end_parcels",
    "omi_value": "end_omi_values",
    "omi_polygon": "end_omi_zones",
    "residents": "end_residents",
    "waste_charge": "end_waste_charges",
    "custody": "end_custodies",
    "cadastral_unit": "end_cadastral_units",
    "land_parcel": "end_land_parcels",
    "cadastral_title": "end_cadastral_titles",
    "cadastral_plan": "end_cadastral_plans",
    "cadastral_plan_room": "end_cadastral_plan_rooms",
}
_RESUMING = (
    "resume_addresses",
    "resume_streets",
    "resume_buildings",
    "resume_staircases",
    "resume_parcels",
    "resume_omi_values",
    "resume_omi_zones",
)
HELD_BACK = Text(
    it="Il file ha {count} righe di cui non si legge a che cosa si riferiscono: per prudenza niente"
    " di ciò che non contiene viene dato per finito.",
    en="The file has {count} rows that do not tell what they refer to: for safety nothing that it"
    " lacks is taken to have ended.",
)


def resume(connection: Connection, facts: Mapping[str, Any]) -> None:
    """Things that had ended and that the file holds again go on; their rows count as updated."""
    for name in _RESUMING:
        _run(connection, name, facts)


def end_missing(
    connection: Connection,
    scope: Scope,
    mentioned: Sequence[str],
    facts: Mapping[str, Any],
    *,
    accepts_shrink: bool,
) -> int:
    """End what the register has within `scope` and the file lacks; how many things ended.

    `mentioned` are identifiers of rows that were refused before they were staged. Raises
    FileRefusedError when more than one in `MOST_ENDED` things of a kind would end unasked.
    """
    values = {
        **facts,
        "kinds": list(scope.kinds),
        "mentioned": list(mentioned),
        "part": scope.part,
        **dict(zip(("west", "south", "east", "north"), scope.extent or (None,) * 4, strict=True)),
    }
    _run(connection, "note_seen", values)
    _run(connection, "create_in_scope", values)
    older = {key: values[key] for key in ("source", "as_of")}
    if connection.scalar(statement(PACKAGE, "has_older"), older):
        _run(connection, "scope_by_identifier", values)
    for name in ("scope_staircases", "scope_omi", "scope_cadastre", "scope_registers"):
        _run(connection, name, values)
    if not accepts_shrink:
        _refuse_shrink(connection)
    _run(connection, "end_identifiers", values)
    ended = 0
    for kind in scope.kinds:
        ended += _run(connection, _STEPS[kind], values)
    if ended and "cadastral_title" in scope.kinds:
        follow_rights(connection, values)
    return ended


def _refuse_shrink(connection: Connection) -> None:
    for row in connection.execute(statement(PACKAGE, "scope_counts")):
        if row.missing * MOST_ENDED <= row.known:
            continue
        name = _THINGS[row.kind]
        raise FileRefusedError(
            Text(
                it=f"Il file non contiene {row.missing} di {row.known} {name.it} che il registro"
                " ha da questa fonte: sembra incompleto. Se è intero e quelle cose non ci sono"
                " più davvero, caricarlo con --accept-shrink.",
                en=f"The file lacks {row.missing} of {row.known} {name.en} that the register has"
                " from this source: it seems incomplete. If it is whole and those things are"
                " truly gone, load it with --accept-shrink.",
            )
        )


def _run(connection: Connection, name: str, values: Mapping[str, Any]) -> int:
    query = statement(PACKAGE, name)
    named = query.compile().params
    return connection.execute(query, {key: values[key] for key in named}).rowcount
