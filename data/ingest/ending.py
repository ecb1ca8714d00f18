"""What a newer file of a whole no longer holds ends on the file's day; nothing is deleted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row

from data.ingest.ownership import follow_rights
from data.ingest.reading import ReadCounts
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
    "office_flat": Text(it="alloggi", en="flats"),
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
    "office_flat": "end_office_flats",
}
_SCOPES = (
    "scope_staircases",
    "scope_omi",
    "scope_cadastre",
    "scope_registers",
    "scope_office",
)
_RESUMING = (
    "resume_addresses",
    "resume_streets",
    "resume_buildings",
    "resume_staircases",
    "resume_parcels",
    "resume_omi_values",
    "resume_omi_zones",
)
_UNREADABLE = Text(
    it="Il file non contiene {missing} che il registro ha da questa fonte, ma ha {count} righe di"
    " cui non si legge a che cosa si riferiscono: per prudenza niente è dato per finito. Correggere"
    " quelle righe e ricaricare il file.",
    en="The file lacks {missing} that the register has from this source, but {count} of its rows do"
    " not tell what they refer to: for safety nothing is taken to have ended. Correct those rows"
    " and load the file again.",
)
_LACKS = Text(
    it="Il file non contiene {missing} di {known} {name} che il registro ha da questa fonte",
    en="The file lacks {missing} of {known} {name} that the register has from this source",
)
_INCOMPLETE = Text(
    it="{lacks}: sembra incompleto. Se è intero e quelle cose non ci sono più davvero, caricarlo"
    " con --accept-shrink.",
    en="{lacks}: it seems incomplete. If it is whole and those things are truly gone, load it with"
    " --accept-shrink.",
)
_PARTIAL = Text(
    it="{lacks}: per prudenza niente è dato per finito. Se il file è intero e quelle cose sono"
    " davvero finite, ricaricarlo con --accept-shrink.",
    en="{lacks}: for safety nothing is taken to have ended. If the file is whole and those things"
    " have truly ended, load it again with --accept-shrink.",
)


@dataclass(frozen=True, slots=True)
class Ended:
    """How many things ended because the file lacks them, or why none did although it does."""

    count: int = 0
    held_back: Text | None = None


def resume(connection: Connection, facts: Mapping[str, Any]) -> None:
    """Things that had ended and that the file holds again go on; their rows count as updated."""
    for name in _RESUMING:
        _run(connection, name, facts)


def end_missing(
    connection: Connection,
    scope: Scope,
    read: ReadCounts,
    facts: Mapping[str, Any],
    *,
    accepts_shrink: bool,
) -> Ended:
    """End what the register has within `scope` and the file lacks.

    What rows name that were refused before they were staged is not lacking; where some name
    nothing, nothing ends. Raises FileRefusedError when more than one in `MOST_ENDED` things of a
    kind would end unasked, unless files of the source are often partial: those end nothing.
    """
    values = {
        **facts,
        "kinds": list(scope.kinds),
        "mentioned": sorted(read.mentioned),
        "part": scope.part,
        "is_older": False,
        **dict(zip(("west", "south", "east", "north"), scope.extent or (None,) * 4, strict=True)),
    }
    _run(connection, "note_seen", values)
    _run(connection, "create_in_scope", values)
    older = {key: values[key] for key in ("source", "as_of")}
    if connection.scalar(statement(PACKAGE, "has_older"), older):
        _run(connection, "scope_by_identifier", values)
    for name in _SCOPES:
        _run(connection, name, values)
    counts = connection.execute(statement(PACKAGE, "scope_counts")).all()
    if read.unnamed:
        return Ended(held_back=_unreadable(counts, read.unnamed))
    if not accepts_shrink and (lacks := _shrunk(counts)):
        if not scope.is_often_partial:
            raise FileRefusedError(_filled(_INCOMPLETE, lacks))
        return Ended(held_back=_filled(_PARTIAL, lacks))
    return Ended(end_in_scope(connection, scope.kinds, values))


def end_in_scope(connection: Connection, kinds: Sequence[str], values: Mapping[str, Any]) -> int:
    """End on the day `as_of` what the table `in_scope` says is not held; how many things ended."""
    _run(connection, "end_identifiers", values)
    ended = sum(_run(connection, _STEPS[kind], values) for kind in kinds)
    if ended and "cadastral_title" in kinds:
        follow_rights(connection, values)
    return ended


def _shrunk(counts: Sequence[Row[Any]]) -> Text | None:
    """Which things the file lacks too many of, if any."""
    for row in counts:
        if row.missing * MOST_ENDED > row.known:
            name = _THINGS[row.kind]
            numbers = {"missing": row.missing, "known": row.known}
            return Text(
                it=_LACKS.it.format(**numbers, name=name.it),
                en=_LACKS.en.format(**numbers, name=name.en),
            )
    return None


def _unreadable(counts: Sequence[Row[Any]], unnamed: int) -> Text | None:
    """What would have ended, had every row told what it refers to; None where nothing would."""
    lacking = [row for row in counts if row.missing]
    if not lacking:
        return None
    it = [f"{row.missing} di {row.known} {_THINGS[row.kind].it}" for row in lacking]
    en = [f"{row.missing} of {row.known} {_THINGS[row.kind].en}" for row in lacking]
    return Text(
        it=_UNREADABLE.it.format(missing=", ".join(it), count=unnamed),
        en=_UNREADABLE.en.format(missing=", ".join(en), count=unnamed),
    )


def _filled(sentence: Text, lacks: Text) -> Text:
    return Text(it=sentence.it.format(lacks=lacks.it), en=sentence.en.format(lacks=lacks.en))


def _run(connection: Connection, name: str, values: Mapping[str, Any]) -> int:
    query = statement(PACKAGE, name)
    named = query.compile().params
    return connection.execute(query, {key: values[key] for key in named}).rowcount
