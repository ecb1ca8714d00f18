"""The set-based steps of an import, in their order; each is a file in `data/ingest/sql`."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection

from buildings.registry.states import IdentifierScheme
from data.ingest.doors import list_doors
from data.ingest.staging import PACKAGE
from gis.columns import Reliability
from gis.sqlfiles import statement

RANKING = [
    Reliability.SYNTHETIC.value,
    Reliability.DISPUTED.value,
    Reliability.INFERRED.value,
    Reliability.SINGLE_SOURCE.value,
    Reliability.CONFIRMED.value,
    Reliability.OFFICIAL.value,
]
"""How far facts are trusted, least first: a better one may replace a worse."""

ADDRESS_SCHEMES = {
    "osm": IdentifierScheme.OSM_ADDRESS.value,
    "anncsu": IdentifierScheme.ANNCSU_ACCESS.value,
}

_ADDRESSES = (
    "alias_streets",
    "match_address_by_id",
    "match_address_by_door",
    "mint address",
    "load_address",
    "identify_addresses",
)
_BUILDINGS = (
    "doors_of_file",
    "refuse_building_twice",
    "create_footprint_door",
    "index_footprint_door",
    "match_building_by_id",
    "match_building_by_door",
    "match_building_by_ground",
    "move_contents",
    "mint footprint",
    "load_footprint",
    "identify_buildings",
    "end_invented_buildings",
    "trim_invented_buildings",
    "match_entrance",
    "mint entrance",
    "load_entrance",
)
_PARCELS = (
    "match_parcel_by_id",
    "match_parcel_by_place",
    "mint parcel",
    "load_parcel",
    "identify_parcels",
    "clear_invented_parcels",
)
STEPS: Mapping[str, tuple[str, ...]] = {
    "boundary": ("load_boundary",),
    "omi_zones": ("load_omi_polygon",),
    "omi_values": ("load_omi_description", "declare_omi_zones", "load_omi_value"),
    "osm": ("skip_same_door", *_ADDRESSES, *_BUILDINGS),
    "anncsu": _ADDRESSES,
    "cadastral_parcels": _PARCELS,
    "cadastral_map": _PARCELS,
    "census_sections": ("load_section_ground", "load_section_counts"),
}
"""The steps of each source; `mint KIND` gives identities to rows of one kind."""


def take_steps(connection: Connection, source: str, facts: Mapping[str, Any]) -> None:
    """Match and write the staged rows; afterwards each of them has an outcome."""
    values = {**facts, "ranking": RANKING, "imported": list(STEPS)}
    if source in ADDRESS_SCHEMES:
        list_doors(connection, facts["code"])
    for step in STEPS[source]:
        name, _, kind = step.partition(" ")
        scheme = (
            ADDRESS_SCHEMES.get(source)
            if "address" in name
            else IdentifierScheme.OSM_BUILDING.value
        )
        run_step(connection, name, {**values, "kind": kind, "scheme": scheme})


def run_step(connection: Connection, name: str, values: Mapping[str, Any]) -> None:
    """One SQL file with those of the values that it names."""
    query = statement(PACKAGE, name)
    named = query.compile().params
    connection.execute(query, {key: values[key] for key in named})
