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

VARIETY = 8
"""How many different estates a town has; the ones after them are copies."""

SHEET_MARK = 999_999
"""The sheet of an original: no cadastre has one of six digits."""

_NUMBER_MARK, _STREET_MARK = "#number#", "#street#"


@dataclass(frozen=True, slots=True)
class Tile:
    """One estate of the town, with the word that begins its keys and its protocol numbers."""

    word: str
    estate: Estate
    outline: Polygon


def tiles(units: int, seed: int) -> Iterator[Tile]:
    """The estates of a town of exactly `units` flats, row by row; the last one is cut short.

    Those that are copies of an original (`copied`) are left out.
    """
    for number in range(ceil(units / FLATS_EACH)):
        if number in copied(units):
            continue
        frame = _frame(number, units)
        names = _Names(str(number + 1), _letters(number), number + 1)
        word = f"T{seed}N{units}Q{number + 1}"
        estate = _tile(word, names, frame, seed)
        wanted = min(FLATS_EACH, units - number * FLATS_EACH)
        yield Tile(word, _cut(estate, wanted), outline(frame))


def copied(units: int) -> range:
    """The numbers of the whole estates beyond the first `VARIETY`, each a copy of an original."""
    return range(VARIETY, max(VARIETY, units // FLATS_EACH))


def originals(units: int, seed: int) -> Iterator[Tile]:
    """The estates that `copied` ones are made from, with marks where a copy has its own names."""
    for number in range(VARIETY):
        word = f"T{seed}N{units}V{number + 1}Q{_NUMBER_MARK}"
        names = _Names(_NUMBER_MARK, _STREET_MARK, SHEET_MARK)
        frame = _frame(number, units)
        yield Tile(word, _tile(word, names, frame, seed), outline(frame))


def shift_m(number: int, units: int) -> tuple[float, float]:
    """Metres to the east and to the north from its original to the copied estate `number`."""
    there, here = _frame(number, units), _frame(number % VARIETY, units)
    return there.east - here.east, there.north - here.north


def marks(number: int) -> dict[str, str]:
    """What the marks of an original become in the copied estate `number`."""
    return {
        _NUMBER_MARK: str(number + 1),
        _STREET_MARK: _letters(number),
        str(SHEET_MARK): str(number + 1),
    }


def _frame(number: int, units: int) -> Frame:
    wide = columns(units)
    return ORIGIN.shifted(_STRIDE[0] * (number % wide), _STRIDE[1] * (number // wide))


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


@dataclass(frozen=True, slots=True)
class _Names:
    """What tells an estate's names, its street and its sheet from another's."""

    number: str
    street: str
    sheet: int


def _tile(word: str, names: _Names, frame: Frame, seed: int) -> Estate:
    lots = [
        replace(
            lot,
            key=f"{word}_{lot.key}",
            name=f"{_RENAMED.get(lot.key, lot.name)} {names.number}",
            street=f"via Sintetica {names.street}",
            civic=civic,
        )
        for civic, lot in zip(count(INVENTED_FROM), LOTS, strict=False)
    ]
    unions = {
        f"{word}_{key}": (f"{name} {names.number}", [f"{word}_{member}" for member in members])
        for key, (name, members) in SUPER_CONDOMINIUMS.items()
    }
    return build(lots, unions, frame, seed, sheet=names.sheet)


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
