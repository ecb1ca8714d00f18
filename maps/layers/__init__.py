"""The dresses of the declared layers, one file a layer, in the order of their layers."""

from collections.abc import Mapping

from buildings.layers import CATALOGUE
from gis.layers import Layer
from maps.dress import Dress, Dressed
from maps.layers import (
    addresses,
    building_footprints,
    building_status,
    census_sections,
    condominium_issues,
    condominiums,
    district,
    housing_cases,
    interventions,
    municipalities,
    occupation_episodes,
    omi_zones,
    parcels,
    public_buildings,
    public_indicators,
    research_units,
    restricted_indicators,
    unit_status,
    units,
)

_WRITTEN = (
    municipalities, district, omi_zones, census_sections, parcels, addresses, condominiums,
    building_footprints, public_buildings, public_indicators, restricted_indicators,
    research_units, building_status, units, unit_status, condominium_issues, occupation_episodes,
    housing_cases, interventions,
)  # fmt: skip

DRESSES: dict[str, Dress] = {module.DRESS.layer: module.DRESS for module in _WRITTEN}
"""Every dress by the id of its layer."""


def dressed(catalogue: Mapping[str, Layer] = CATALOGUE) -> tuple[Dressed, ...]:
    """Declared layers with their dresses, in the order in which people should see them."""
    return tuple((layer, DRESSES[layer.id]) for layer in catalogue.values())
