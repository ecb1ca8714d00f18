"""A synthetic municipality of any size: the estate again and again, side by side."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from math import ceil, sqrt

from shapely import Polygon, box, union_all

from data.generator.estate import LETTERS, build, outline
from data.generator.frame import Frame
from data.generator.plan import INVENTED_FROM, LOTS, OUTLINE, SUPER_CONDOMINIUMS
from data.generator.structure import Estate

ORIGIN = Frame(east=545_000.0, north=5_030_000.0, turn_deg=0.0)
"""Where the first estate stands: open country far from the reference district."""

_STRIDE = (640, 660)
"""Metres between neighbouring estates, along and across."""

_RENAMED = {
    "cimarosa_1": "Larice",
    "cimarosa_3": "Cipresso",
    "torino": "Nocciolo",
    "venere": "Castagno",
    "cilea_4": "Ciliegio",
    "cilea_3": "Susino",
}
"""Nothing in a synthetic municipality is called like a real condominium."""

FLATS_EACH = 1972


@dataclass(frozen=True, slots=True)
class Tile:
    """One estate of the town, with the word that begins its keys and its protocol numbers."""

    word: str
    estate: Estate
    outline: Polygon


def tiles(units: int, seed: int) -> Iterator[Tile]:
    """The estates of a town of exactly `units` flats, row by row; the last one is cut short."""
    wide = columns(units)
    for number in range(ceil(units / FLATS_EACH)):
        frame = ORIGIN.shifted(_STRIDE[0] * (number % wide), _STRIDE[1] * (number // wide))
        word = f"T{seed}N{units}Q{number + 1}"
        estate = _tile(word, number, frame, seed)
        wanted = min(FLATS_EACH, units - number * FLATS_EACH)
        yield Tile(word, _cut(estate, wanted), outline(frame))


def columns(units: int) -> int:
    """How many estates stand in a row of a town of `units` flats."""
    return ceil(sqrt(ceil(units / FLATS_EACH)))


def ground(units: int) -> Polygon:
    """The rectangle around a town of `units` flats, in EPSG:7791."""
    wide = columns(units)
    deep = ceil(ceil(units / FLATS_EACH) / wide)
    corner = union_all([Polygon(OUTLINE)]).bounds
    return ORIGIN.polygon(
        box(
            corner[0] - 50,
            corner[1] - 50,
            corner[2] + _STRIDE[0] * (wide - 1) + 50,
            corner[3] + _STRIDE[1] * (deep - 1) + 50,
        )
    )


def _tile(word: str, number: int, frame: Frame, seed: int) -> Estate:
    lots = [
        replace(
            lot,
            key=f"{word}_{lot.key}",
            name=f"{_RENAMED.get(lot.key, lot.name)} {number + 1}",
            street=f"via Sintetica {_letters(number)}",
            civic=civic,
        )
        for civic, lot in zip(count(INVENTED_FROM), LOTS, strict=False)
    ]
    unions = {
        f"{word}_{key}": (f"{name} {number + 1}", [f"{word}_{member}" for member in members])
        for key, (name, members) in SUPER_CONDOMINIUMS.items()
    }
    return build(lots, unions, frame, seed, sheet=number + 1)


def _letters(number: int) -> str:
    """A for 0, Z for 20, AA for 21: streets are told apart by letters, as civics are numbers."""
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, len(LETTERS))
        name = LETTERS[rest] + name
    return name


def _cut(estate: Estate, wanted: int) -> Estate:
    """The first flats of an estate, and of the rest only what they stand in."""
    flats = estate.flats[:wanted]
    stairs = {flat.stair for flat in flats}
    houses = {flat.house for flat in flats}
    lots = {flat.community for flat in flats}
    communities = tuple(each for each in estate.communities if each.key in lots)
    unions = {each.super_key for each in communities}
    return Estate(
        communities=communities,
        plots=tuple(each for each in estate.plots if each.community in lots),
        houses=tuple(each for each in estate.houses if each.key in houses),
        stairs=tuple(each for each in estate.stairs if each.key in stairs),
        flats=flats,
        super_names={key: name for key, name in estate.super_names.items() if key in unions},
    )
