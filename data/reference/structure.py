"""The invented structure as rows of the register; attested condominiums keep their public rows."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from shapely import MultiPolygon

from buildings.condominiums.models import Condominium, SuperCondominium
from buildings.registry.models import (
    Address,
    Building,
    BuildingParcel,
    ExternalIdentifier,
    Parcel,
    Staircase,
    Unit,
)
from buildings.registry.states import IdentifierScheme, UseClass
from data.generator.structure import Community, Estate, House, Plot
from data.reference.rows import Place, Rows, identity, invented

STANDING_SINCE = dt.date(1966, 1, 1)
"""Since when invented cadastral references hold: before any date that is asked for."""


def structure_rows(
    estate: Estate,
    place: Place,
    epoch: dt.date,
    attested: Mapping[str, str],
) -> Rows:
    """What the generator built; `attested` gives the address key of each public condominium."""
    origin = invented(epoch)
    municipality = place.municipality
    new = [community for community in estate.communities if not community.is_attested]
    address_of = {
        community.key: identity(Address, attested.get(community.key, community.key))
        for community in estate.communities
    }
    parcel_of = {plot.community: identity(Parcel, plot.community) for plot in estate.plots}
    return {
        SuperCondominium: [
            {
                "id": identity(SuperCondominium, key),
                "district_id": place.district_id,
                "name": name,
                **origin,
            }
            for key, name in estate.super_names.items()
        ],
        Address: [_address(each, municipality) | origin for each in new],
        Condominium: [_condominium(each, place) | origin for each in new],
        Parcel: [_parcel(plot, municipality) | origin for plot in estate.plots],
        Building: [
            _building(house, place) | {"address_id": address_of[house.community]} | origin
            for house in estate.houses
        ],
        BuildingParcel: [
            {"building_id": identity(Building, house.key), "parcel_id": parcel_of[house.community]}
            for house in estate.houses
        ],
        Staircase: [
            {
                "id": identity(Staircase, stair.key),
                "building_id": identity(Building, stair.house),
                "staircase_code": stair.code,
                "geom": stair.entrance,
                **origin,
            }
            for stair in estate.stairs
        ],
        Unit: [
            {
                "id": identity(Unit, flat.key),
                "building_id": identity(Building, flat.house),
                "staircase_id": identity(Staircase, flat.stair),
                "condominium_id": identity(Condominium, flat.community),
                "use_class": UseClass.DWELLING,
                "floor_code": flat.floor_code,
                "floor_order": flat.floor,
                "unit_number": str(flat.number),
                "cadastral_category": flat.category,
                "rooms": flat.rooms,
                "cadastral_area_m2": flat.cadastral_area_m2,
                "usable_area_m2": flat.usable_area_m2,
                "geom": flat.position,
                **origin,
            }
            for flat in estate.flats
        ],
        ExternalIdentifier: [row | origin for row in _identifiers(estate, municipality)],
    }


def _address(community: Community, municipality: str) -> dict[str, Any]:
    return {
        "id": identity(Address, community.key),
        "municipality_code": municipality,
        "street_name": community.street,
        "house_number": community.civic,
        "number_text": str(community.civic),
        "geom": community.door,
    }


def _condominium(community: Community, place: Place) -> dict[str, Any]:
    key = community.super_key
    return {
        "id": identity(Condominium, community.key),
        "district_id": place.district_id,
        "super_condominium_id": identity(SuperCondominium, key) if key else None,
        "address_id": identity(Address, community.key),
        "name": community.name,
        "note_it": "Condominio inventato: nome, civico e dati sono sintetici.",
        "note_en": "Invented condominium: name, civic and data are synthetic.",
    }


def _parcel(plot: Plot, municipality: str) -> dict[str, Any]:
    return {
        "id": identity(Parcel, plot.community),
        "municipality_code": municipality,
        "sheet": str(plot.sheet),
        "parcel_number": str(plot.number),
        "area_m2": round(plot.shape.area, 2),
        "geom": MultiPolygon([plot.shape]),
    }


def _building(house: House, place: Place) -> dict[str, Any]:
    return {
        "id": identity(Building, house.key),
        "municipality_code": place.municipality,
        "district_id": place.district_id,
        "condominium_id": identity(Condominium, house.community),
        "name": house.name,
        "floors_above_ground": house.floors,
        "height_m": house.height_m,
        "built_year": house.built_year,
        "geom": MultiPolygon([house.footprint]),
    }


def _identifiers(estate: Estate, municipality: str) -> list[dict[str, Any]]:
    reference = {
        plot.community: f"{municipality}/-/{plot.sheet}/{plot.number}" for plot in estate.plots
    }
    parcels = [
        {
            "scheme": IdentifierScheme.CADASTRAL_PARCEL,
            "value": value,
            "unit_id": None,
            "parcel_id": identity(Parcel, key),
            "valid_from": STANDING_SINCE,
        }
        for key, value in reference.items()
    ]
    units = [
        {
            "scheme": IdentifierScheme.CADASTRAL_UNIT,
            "value": f"{reference[flat.community]}/{flat.sub}",
            "unit_id": identity(Unit, flat.key),
            "parcel_id": None,
            "valid_from": STANDING_SINCE,
        }
        for flat in estate.flats
    ]
    return [*parcels, *units]
