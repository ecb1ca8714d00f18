"""What a typed row becomes in the staging table: kind, key, facts, geometry."""

from dataclasses import dataclass
from functools import singledispatch
from operator import attrgetter
from typing import Any

from shapely.geometry.base import BaseGeometry

from data.sources.addresses import AddressRecord
from data.sources.boundary import MunicipalBoundary
from data.sources.cadastral_parcels import Parcel
from data.sources.census_sections import SectionCounts, SectionGround
from data.sources.facts import Fact
from data.sources.omi_values import OmiValue, OmiZoneDescription
from data.sources.omi_zones import OmiZonePolygon
from data.sources.osm_rows import Entrance, Footprint

_OMI_VALUE_FACTS = (
    "zone_code", "semester", "dwelling_code", "dwelling_description", "condition",
    "is_prevailing", "price_min_eur_m2", "price_max_eur_m2", "price_surface",
    "rent_min_eur_m2_month", "rent_max_eur_m2_month", "rent_surface",
)  # fmt: skip
_ADDRESS_FACTS = (
    "street_name", "house_number", "number_suffix", "number_text", "street_key", "number_key",
    "identifier", "door_rank",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Staged:
    """One row for the staging table; `key` tells rows of one kind apart within the file."""

    kind: str
    key: str
    facts: dict[str, Any]
    geometry: BaseGeometry | None = None


@singledispatch
def staged(record: object) -> Staged:
    """The staging row of a record."""
    raise TypeError(f"no staging for {type(record).__name__}")


def _facts(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    return dict(zip(names, attrgetter(*names)(record), strict=True))


@staged.register
def _(record: Fact) -> Staged:
    naming = {"naming": record.naming.facts()} if record.naming else {}
    return Staged(record.kind, record.key, record.facts | naming, record.geometry)


@staged.register
def _(record: MunicipalBoundary) -> Staged:
    facts = _facts(record, ("istat_code", "name"))
    return Staged("boundary", record.istat_code, facts, record.geometry)


@staged.register
def _(record: OmiZonePolygon) -> Staged:
    facts = _facts(record, ("zone_code", "semester", "band"))
    key = f"{record.zone_code} {record.semester}"
    return Staged("omi_polygon", key, facts, record.geometry)


@staged.register
def _(record: OmiZoneDescription) -> Staged:
    facts = _facts(record, ("zone_code", "semester", "band", "description", "link_zone"))
    return Staged("omi_description", f"{record.zone_code} {record.semester}", facts)


@staged.register
def _(record: OmiValue) -> Staged:
    key = f"{record.zone_code} {record.semester} {record.dwelling_code} {record.condition}"
    return Staged("omi_value", key, _facts(record, _OMI_VALUE_FACTS))


@staged.register
def _(record: Parcel) -> Staged:
    reference = record.reference
    facts = {
        "cadastral_section": reference.section,
        "sheet": reference.sheet,
        "sheet_annex": reference.annex,
        "sheet_development": reference.development,
        "parcel_number": reference.number,
        "inspire": record.inspire_id,
        "cadastral_parcel": reference.register_value,
    }
    return Staged("parcel", reference.written, facts, record.geometry)


@staged.register
def _(record: AddressRecord) -> Staged:
    facts = _facts(record, _ADDRESS_FACTS)
    if record.street:
        facts |= {
            "street_code": record.street.code,
            "street_municipal_code": record.street.municipal_code,
            "locality": record.street.locality,
        }
    return Staged("address", record.identifier, facts, record.geometry)


@staged.register
def _(record: Footprint) -> Staged:
    facts = _facts(record, ("identifier", "street_key", "number_key"))
    told = _facts(
        record.facts,
        ("name", "floors_above_ground", "floors_text", "height_m", "built_year"),
    )
    return Staged("footprint", record.identifier, facts | told, record.geometry)


@staged.register
def _(record: Entrance) -> Staged:
    facts = _facts(record, ("building_identifier", "staircase_code", "street_key", "number_key"))
    key = f"{record.building_identifier} {record.staircase_code}"
    return Staged("entrance", key, facts, record.geometry)


@staged.register
def _(record: SectionGround) -> Staged:
    facts = _facts(record, ("section_code", "census_year"))
    return Staged("section_ground", record.section_code, facts, record.geometry)


@staged.register
def _(record: SectionCounts) -> Staged:
    facts = _facts(record, ("section_code", "census_year", "residents", "households", "variables"))
    return Staged("section_counts", record.section_code, facts)
