"""The set-based steps of an import, in their order; each is a file in `data/ingest/sql`."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection

from buildings.registry.states import IdentifierScheme
from data.identity.resolving import resolve_units
from data.ingest.administrators import place_delivery
from data.ingest.contradictions import write_agreeing
from data.ingest.doors import list_doors
from data.ingest.first_load import load_addresses
from data.ingest.holders import record_holders
from data.ingest.ownership import follow_rights
from data.ingest.rules import ruled
from data.ingest.sales import load_sales
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

SCHEMES: Mapping[str, Mapping[str, str]] = {
    "osm": {
        "address": IdentifierScheme.OSM_ADDRESS.value,
        "footprint": IdentifierScheme.OSM_BUILDING.value,
    },
    "anncsu": {
        "address": IdentifierScheme.ANNCSU_ACCESS.value,
        "street": IdentifierScheme.ANNCSU_STREET.value,
    },
    "topographic": {
        "address": IdentifierScheme.DBGT_ADDRESS.value,
        "footprint": IdentifierScheme.DBGT_BUILDING.value,
    },
    "cadastral_parcels": {"parcel": IdentifierScheme.INSPIRE.value},
    "cadastral_map": {"parcel": IdentifierScheme.INSPIRE.value},
}
"""The scheme of the numbers that a source gives things, by the kind of their rows."""

_STREETS = (
    "match_street_by_id",
    "match_ended_thing street",
    "mint street",
    "load_street",
    "identify_streets",
    "add_streets_of_accesses",
)
_ADDRESSES = (
    "alias_streets",
    "match_address_by_id",
    "match_ended_thing address",
    "match_address_by_door",
    "load_addresses",
)
_BUILDINGS = (
    "doors_of_file",
    "refuse_building_twice",
    "create_footprint_door",
    "index_footprint_door",
    "match_building_by_id",
    "match_ended_thing footprint",
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
    "match_ended_thing parcel",
    "match_parcel_by_place",
    "mint parcel",
    "load_parcel",
    "identify_parcels",
    "end_invented_parcels",
)
_CENSUS = (
    "record_holders",
    "refuse_title_without_subject",
    "refuse_cadastral_identifier_twice",
    "skip_cadastral_no_day",
    "name_units",
    "refer_rows",
    "match_cadastral_units",
    "link_buildings_of_cadastral_units",
    "create_cadastral_units",
    "resolve_units",
    "load_cadastral_unit",
    "clear_cadastral_identifiers",
    "clear_cadastral_addresses",
    "load_cadastral_identifiers",
    "load_cadastral_addresses",
    "identify_cadastral_units",
    "match_cadastral_units",
    "end_cadastral_identifiers",
    "refresh_cadastral_units",
    "load_land_parcel",
    "clear_land_portions",
    "load_land_portions",
    "clear_cadastral_remarks",
    "load_cadastral_remarks",
    "load_cadastral_parameter",
    "follow_cadastral_record",
    "load_cadastral_title",
    "create_cadastral_right",
    "change_unit_rights",
    "load_unit_rights",
    "follow_rights",
)
_NAMED = ("name_units", "refer_rows", "resolve_units")
STEPS: Mapping[str, tuple[str, ...]] = {
    "boundary": ("load_boundary",),
    "omi_zones": ("load_omi_polygon",),
    "omi_values": ("load_omi_description", "declare_omi_zones", "load_omi_value"),
    "osm": ("skip_same_door", *_ADDRESSES, *_BUILDINGS),
    "topographic": ("close_buildings", *_ADDRESSES, *_BUILDINGS, "load_building_uses"),
    "anncsu": (*_STREETS, *_ADDRESSES, "link_addresses_to_street"),
    "cadastral_parcels": _PARCELS,
    "cadastral_map": _PARCELS,
    "cadastral_census": _CENSUS,
    "owner_bodies": ("load_owner_body", "follow_rights"),
    "cadastral_plans": ("load_cadastral_plan", "load_cadastral_plan_room"),
    "census_sections": ("load_section_ground", "load_section_counts"),
    "registry_office": (
        "refuse_older_file",
        *_NAMED,
        "keep_residents",
        "change_residents",
        "load_residents",
    ),
    "waste_charge": ("refuse_older_file", *_NAMED, "load_waste_charges"),
    "lease": (*_NAMED, "load_leases"),
    "notice": (*_NAMED, "load_notices"),
    "custodian_list": (
        "refuse_older_file",
        *_NAMED,
        "refuse_custody_said_twice",
        "keep_custodies",
        "change_custodies",
        "load_custodies",
        "load_seizures",
        "change_securing",
        "load_securing",
    ),
    "auction_notices": ("foreign_sales", *_NAMED, "load_sales"),
    "public_projects": (
        "foreign_projects",
        "load_projects",
        "load_project_stories",
        "load_project_amounts",
        "load_project_places",
        "load_project_cigs",
    ),
    "checklist_answers": ("load_checklist_answers",),
    "office_workbook": (
        "create_change",
        "name_units",
        "refer_rows",
        "hint_references",
        "resolve_units",
        "list_office_said",
        "refuse_office_said_twice",
        "refuse_office_vacant_with_title",
        "match_office_case",
        "end_office_status",
        "load_office_status",
        "load_office_case",
        "load_office_report",
        "load_office_issue",
        "load_office_works",
        "count_office_changes",
    ),
    "administrator_bridge": ("place_delivery", "load_bridge", "bridge_units"),
    "administrator_totals": (
        "place_delivery",
        "change_arrears_total",
        "load_arrears_total",
        "end_arrears_total",
        "change_arrears_band_count",
        "load_arrears_band_count",
        "end_arrears_band_count",
        "change_supplier_debt",
        "load_supplier_debt",
        "end_supplier_debt",
    ),
    "administrator_units": (
        "place_delivery",
        *_NAMED[:2],
        "bridge_units",
        *_NAMED[2:],
        "change_unit_arrears",
        "load_unit_arrears",
        "end_unit_arrears",
        "change_arrears_band",
        "load_arrears_band",
        "ask_codes",
    ),
}
"""The steps of each source; `mint KIND` gives identities to rows of one kind."""

AGREED_FROM = "match_office_case"
"""From here on rows are written that may contradict what the register has from their source."""

IN_CODE: Mapping[str, Callable[[Connection, Mapping[str, Any]], None]] = {
    "place_delivery": place_delivery,
    "load_addresses": load_addresses,
    "load_sales": load_sales,
    "resolve_units": resolve_units,
    "record_holders": record_holders,
    "follow_rights": follow_rights,
}
"""Steps that are more than one SQL file."""


def take_steps(connection: Connection, source: str, facts: Mapping[str, Any]) -> None:
    """Match and write the staged rows; afterwards each of them has an outcome."""
    schemes = SCHEMES.get(source, {})
    values = {**facts, "ranking": RANKING, "imported": list(STEPS), "schemes": schemes}
    if "address" in schemes:
        list_doors(connection, facts["code"])
    steps = STEPS[source]
    checked = steps.index(AGREED_FROM) if AGREED_FROM in steps else len(steps)
    _take_all(connection, steps[:checked], values)
    if checked < len(steps):
        write = partial(_take_all, connection, steps[checked:], values)
        write_agreeing(connection, values, write)


def _take_all(connection: Connection, steps: Sequence[str], values: Mapping[str, Any]) -> None:
    for step in steps:
        _take(connection, step, values)


def _take(connection: Connection, step: str, values: Mapping[str, Any]) -> None:
    """One step; a rule of the register that it breaks refuses the file."""
    name, _, kind = step.partition(" ")
    with ruled(connection):
        if name in IN_CODE:
            IN_CODE[name](connection, values)
            return
        scheme = values["schemes"].get(kind or _kind_of(name))
        run_step(connection, name, {**values, "kind": kind, "scheme": scheme})


def _kind_of(step: str) -> str:
    """The kind of rows whose numbers a step reads; entrances name their building's."""
    return next((kind for kind in ("street", "address", "parcel") if kind in step), "footprint")


def run_step(connection: Connection, name: str, values: Mapping[str, Any]) -> None:
    """One SQL file with those of the values that it names."""
    query = statement(PACKAGE, name)
    named = query.compile().params
    connection.execute(query, {key: values[key] for key in named})
