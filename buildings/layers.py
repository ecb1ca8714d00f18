"""Every published layer, in the order in which people should see them."""

from buildings.cases.layer import HOUSING_CASES
from buildings.census.layer import CENSUS_SECTIONS
from buildings.condominiums.layer import CONDOMINIUMS
from buildings.interventions.layer import INTERVENTIONS
from buildings.issues.layer import CONDOMINIUM_ISSUES
from buildings.market.layer import OMI_ZONES
from buildings.occupations.layer import OCCUPATION_EPISODES
from buildings.registry.layer import (
    ADDRESSES,
    BUILDINGS,
    DISTRICT,
    MUNICIPALITIES,
    PARCELS,
    UNITS,
)
from buildings.releases.layer import PUBLIC_BUILDINGS, PUBLIC_INDICATORS, RESTRICTED_INDICATORS
from buildings.research.layer import RESEARCH_UNITS
from buildings.status.layer import BUILDING_STATUS, UNIT_STATUS
from gis.layers import Catalogue

CATALOGUE = Catalogue(
    (
        DISTRICT,
        BUILDINGS,
        BUILDING_STATUS,
        CONDOMINIUMS,
        UNITS,
        UNIT_STATUS,
        CONDOMINIUM_ISSUES,
        OCCUPATION_EPISODES,
        HOUSING_CASES,
        INTERVENTIONS,
        ADDRESSES,
        PARCELS,
        OMI_ZONES,
        CENSUS_SECTIONS,
        PUBLIC_BUILDINGS,
        PUBLIC_INDICATORS,
        RESTRICTED_INDICATORS,
        RESEARCH_UNITS,
        MUNICIPALITIES,
    )
)
