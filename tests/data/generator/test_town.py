"""A synthetic municipality has exactly the size asked for, and nothing real in it."""

from itertools import combinations

import pytest

from data.generator.misfortune.telling import misfortune
from data.generator.plan import ATTESTED, INVENTED_FROM
from data.generator.town import FLATS_EACH, columns, ground, tiles


@pytest.mark.parametrize("units", [1, 30, FLATS_EACH, FLATS_EACH + 1])
def test_there_are_exactly_as_many_flats_as_asked(units: int) -> None:
    made = list(tiles(units, seed=3))

    assert sum(len(tile.estate.flats) for tile in made) == units
    for tile in made:
        estate = tile.estate
        assert {flat.house for flat in estate.flats} == {house.key for house in estate.houses}
        assert {flat.stair for flat in estate.flats} == {stair.key for stair in estate.stairs}
        lots = {community.key for community in estate.communities}
        assert lots == {flat.community for flat in estate.flats}
        assert lots == {plot.community for plot in estate.plots}
        assert misfortune(estate, 3).statuses


def test_estates_stand_apart_on_the_ground_of_the_town() -> None:
    made = list(tiles(5 * FLATS_EACH, seed=3))
    area = ground(5 * FLATS_EACH)

    assert columns(5 * FLATS_EACH) == 3
    assert all(tile.outline.within(area) for tile in made)
    assert not any(one.outline.intersects(two.outline) for one, two in combinations(made, 2))


def test_no_condominium_or_civic_is_a_real_one() -> None:
    communities = [each for tile in tiles(3000, seed=3) for each in tile.estate.communities]
    names = [community.name for community in communities]

    assert len(set(names)) == len(names)
    assert not {name.rpartition(" ")[0] for name in names} & {lot.name for lot in ATTESTED}
    assert not any(community.is_attested for community in communities)
    assert min(community.civic for community in communities) == INVENTED_FROM
    assert {community.street for community in communities} == {"via Sintetica A", "via Sintetica B"}
