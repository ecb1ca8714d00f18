"""The drawn estate: exact counts, real-looking geometry, letters, and nothing at invented doors."""

from collections import Counter
from itertools import combinations

import pytest
from shapely import unary_union

from data.generator.estate import LETTERS, SHEET, outline, satellite
from data.generator.misfortune.paths import days
from data.generator.plan import ATTESTED, INVENTED, INVENTED_FROM, LOTS, SUPER_CONDOMINIUMS
from data.generator.structure import Estate
from gis.crs import STORAGE_SRID, reproject

GUESS = (9.320, 45.498, 9.334, 45.506)
"""The working guess of the district's position: lon, lat, lon, lat."""


def flats_in(estate: Estate, community: str) -> int:
    return sum(flat.community == community for flat in estate.flats)


def letters_of(estate: Estate, community: str) -> str:
    return "".join(s.code for s in estate.stairs if s.house.startswith(f"{community}/"))


def test_published_totals_are_met_exactly(estate: Estate) -> None:
    assert len(estate.houses) == 55
    assert len(estate.flats) == 1972
    assert flats_in(estate, "cimarosa_1") == 209
    assert flats_in(estate, "torino") == 87
    assert flats_in(estate, "venere") >= 98


def test_staircases_are_named_by_the_italian_alphabet(estate: Estate) -> None:
    assert letters_of(estate, "cimarosa_1") == "ABCDEFGHIL"
    assert letters_of(estate, "cimarosa_3") == "IMNOPQ"
    for lot in INVENTED:
        assert LETTERS.startswith(letters_of(estate, lot.key))


def test_only_attested_condominiums_have_low_civics() -> None:
    assert {lot.civic for lot in ATTESTED} == {1, 3, 4, 6, 18}
    assert all(lot.civic < INVENTED_FROM for lot in ATTESTED)
    assert all(lot.civic >= INVENTED_FROM for lot in INVENTED)
    doors = Counter((lot.street, lot.civic) for lot in LOTS)
    assert doors.most_common(1)[0][1] == 1


def test_invented_condominiums_are_grouped() -> None:
    invented = {lot.key for lot in INVENTED}
    members = [key for _, keys in SUPER_CONDOMINIUMS.values() for key in keys]

    assert 20 <= len(invented) <= 25
    assert 2 <= len(SUPER_CONDOMINIUMS) <= 3
    assert len(members) == len(set(members))
    assert set(members) <= invented


def test_buildings_stand_apart_inside_their_plots(estate: Estate) -> None:
    plots = {plot.community: plot.shape for plot in estate.plots}

    assert all(house.footprint.is_valid for house in estate.houses)
    assert all(house.footprint.within(plots[house.community]) for house in estate.houses)
    assert (
        min(
            one.footprint.distance(other.footprint) for one, other in combinations(estate.houses, 2)
        )
        > 9
    )


def test_plots_do_not_overlap_and_lie_in_the_district(estate: Estate) -> None:
    area = outline()

    assert all(plot.shape.within(area) for plot in estate.plots)
    assert not any(
        one.shape.intersects(other.shape) for one, other in combinations(estate.plots, 2)
    )
    assert [plot.number for plot in estate.plots] == list(range(1, len(LOTS) + 1))
    assert {plot.sheet for plot in estate.plots} == {SHEET}


def test_district_is_an_l_inside_the_working_guess() -> None:
    area = outline()
    west, south, east, north = reproject(area, STORAGE_SRID, 4326).bounds

    assert GUESS[0] < west < east < GUESS[2]
    assert GUESS[1] < south < north < GUESS[3]
    assert len(area.exterior.coords) == 7
    assert 0.5 < area.area / area.convex_hull.area < 0.8


def test_buildings_are_slabs_towers_and_corners_of_eight_storeys(estate: Estate) -> None:
    assert {house.floors for house in estate.houses} == {8}
    assert all(25 <= house.height_m <= 26 for house in estate.houses)
    for house in estate.houses:
        box = house.footprint.minimum_rotated_rectangle
        assert 270 <= house.footprint.area <= 850
        assert house.footprint.area > 0.4 * box.area


def test_entrances_lie_on_the_outline_of_their_building(estate: Estate) -> None:
    footprints = {house.key: house.footprint for house in estate.houses}

    for stair in estate.stairs:
        assert footprints[stair.house].exterior.distance(stair.entrance) < 0.02


def test_flats_have_places_of_their_own_inside_the_building(estate: Estate) -> None:
    footprints = {house.key: house.footprint for house in estate.houses}

    assert all(flat.position.within(footprints[flat.house]) for flat in estate.flats)
    assert len({(flat.position.x, flat.position.y) for flat in estate.flats}) == 1972
    assert unary_union([house.footprint for house in estate.houses]).area < 0.3 * outline().area


def test_flats_are_numbered_upwards_in_each_staircase(estate: Estate) -> None:
    by_stair: dict[str, list[tuple[int, int]]] = {}
    for flat in estate.flats:
        by_stair.setdefault(flat.stair, []).append((flat.number, flat.floor))

    assert set(by_stair) == {stair.key for stair in estate.stairs}
    for numbered in by_stair.values():
        assert [number for number, _ in numbered] == list(range(1, len(numbered) + 1))
        floors = [floor for _, floor in numbered]
        assert floors == sorted(floors)
        assert max(Counter(floors).values()) in {3, 4}
        assert set(range(1, 8)) <= set(floors) <= set(range(8))


def test_cadastral_numbers_are_unique_and_areas_plausible(estate: Estate) -> None:
    references = Counter((flat.community, flat.sub) for flat in estate.flats)

    assert references.most_common(1)[0][1] == 1
    for flat in estate.flats:
        assert flat.category in {"A/2", "A/3", "A/4"}
        assert 55 <= flat.cadastral_area_m2 <= 200
        assert 0.75 < float(flat.usable_area_m2) / flat.cadastral_area_m2 < 0.86
        assert flat.rooms % 1 in {0, 0.5}
        assert flat.rooms >= 2
    assert Counter(flat.category for flat in estate.flats)["A/3"] > 1500


def test_ground_floor_is_called_t(estate: Estate) -> None:
    codes = {flat.floor: flat.floor_code for flat in estate.flats}

    assert codes == {0: "T"} | {floor: str(floor) for floor in range(1, 8)}


def test_another_seed_keeps_the_plan_and_changes_the_flats(estate: Estate) -> None:
    other = satellite(seed=7)

    assert other.plots == estate.plots
    assert [house.footprint for house in other.houses] == [h.footprint for h in estate.houses]
    assert [flat.key for flat in other.flats] == [flat.key for flat in estate.flats]
    assert other.flats != estate.flats


@pytest.mark.parametrize("count", [0.4, 1, 365.25])
def test_days_are_whole(count: float) -> None:
    assert days(count).seconds == 0
