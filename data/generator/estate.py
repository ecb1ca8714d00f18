"""From the plan to an estate: condominiums, plots, buildings, staircases and flats."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from shapely import Polygon, box

from data.generator.bodies import Part, Side, footprint
from data.generator.dice import dice
from data.generator.flats import FLOORS, doors_by_floor, homes
from data.generator.frame import SATELLITE, Frame, Spot
from data.generator.plan import LOTS, OUTLINE, SUPER_CONDOMINIUMS, Block, Lot
from data.generator.structure import Community, Estate, Flat, House, Plot, Stair

SEED = 1964
"""The seed of the reference district."""

SHEET = 900
"""The cadastral sheet of everything invented: the municipality has none of that number."""

LETTERS = "ABCDEFGHILMNOPQRSTUVZ"
"""The Italian alphabet, by which staircases are named."""


def satellite(seed: int = SEED) -> Estate:
    """The reference estate; the seed changes flats and heights, never the plan or the counts."""
    return build(LOTS, SUPER_CONDOMINIUMS, SATELLITE, seed)


def outline(frame: Frame = SATELLITE) -> Polygon:
    """The L of the district in EPSG:7791."""
    return frame.polygon(Polygon(OUTLINE))


def build(
    lots: Sequence[Lot],
    unions: Mapping[str, tuple[str, Sequence[str]]],
    frame: Frame,
    seed: int,
    *,
    sheet: int = SHEET,
) -> Estate:
    """The estate that stands on `lots`; parcels of `sheet` are numbered in their order from 1."""
    super_of = {lot: key for key, (_, members) in unions.items() for lot in members}
    builders = [_Builder(lot, frame, seed) for lot in lots]
    return Estate(
        communities=tuple(each.community(super_of.get(each.lot.key)) for each in builders),
        plots=tuple(each.plot(sheet, number) for number, each in enumerate(builders, start=1)),
        houses=tuple(house for each in builders for house in each.houses()),
        stairs=tuple(rise.stair for each in builders for rise in each.rises()),
        flats=tuple(flat for each in builders for flat in each.flats()),
        super_names={key: name for key, (name, _) in unions.items()},
    )


@dataclass(frozen=True, slots=True)
class _Rise:
    """A staircase with its part of the building and its flats by floor."""

    stair: Stair
    part: Part
    doors: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Builder:
    """Builds what stands on one lot."""

    lot: Lot
    frame: Frame
    seed: int

    def community(self, super_key: str | None) -> Community:
        lot = self.lot
        return Community(
            key=lot.key,
            name=lot.name,
            super_key=super_key,
            street=lot.street,
            civic=lot.civic,
            is_attested=lot.is_attested,
            door=self.frame.point(_front_door(lot)),
        )

    def plot(self, sheet: int, number: int) -> Plot:
        return Plot(self.lot.key, sheet, number, self.frame.polygon(box(*self.lot.plot)))

    def houses(self) -> Iterator[House]:
        for order, block in enumerate(self.lot.blocks, start=1):
            stream = dice(self.seed, "house", self.lot.key, order)
            height = Decimal(stream.randint(250, 260)) / 10
            year = stream.randint(1962, 1966)
            yield House(
                key=f"{self.lot.key}/{order}",
                community=self.lot.key,
                name=f"{self.lot.name}, corpo {order}",
                floors=FLOORS,
                height_m=height,
                built_year=None if self.lot.is_attested else year,
                footprint=self.frame.polygon(footprint(block.parts())),
            )

    def rises(self) -> Iterator[_Rise]:
        letters = iter(self.lot.letters or LETTERS)
        for order, block in enumerate(self.lot.blocks, start=1):
            parts = block.parts()
            for index, part in enumerate(parts):
                code = next(letters)
                stair = Stair(
                    key=f"{self.lot.key}/{code}",
                    house=f"{self.lot.key}/{order}",
                    code=code,
                    entrance=self.frame.point(part.entrance),
                )
                yield _Rise(stair, part, _doors(block, index, len(parts)))

    def flats(self) -> Iterator[Flat]:
        sub = count(1)
        for rise in self.rises():
            stair = rise.stair
            for home in homes(rise.part, rise.doors, dice(self.seed, "flats", stair.key)):
                yield Flat(
                    key=f"{stair.key}/{home.number}",
                    community=self.lot.key,
                    house=stair.house,
                    stair=stair.key,
                    floor=home.floor,
                    number=home.number,
                    sub=next(sub),
                    category=home.category,
                    rooms=home.rooms,
                    cadastral_area_m2=home.cadastral_area_m2,
                    usable_area_m2=home.usable_area_m2,
                    position=self.frame.point(home.spot),
                )


def _doors(block: Block, index: int, stair_count: int) -> tuple[int, ...]:
    """The flats by floor of one staircase: ground-floor flats are dealt out from the first."""
    share = block.ground // stair_count + (index < block.ground % stair_count)
    per_floor = 4 if block.body == "tower" else 3
    return doors_by_floor(per_floor, share, block.merged if index == 0 else 0)


def _front_door(lot: Lot) -> Spot:
    """The middle of the plot's side on its street, one metre inside."""
    west, south, east, north = lot.plot
    middles: dict[Side, Spot] = {
        "N": ((west + east) / 2, north - 1),
        "S": ((west + east) / 2, south + 1),
        "E": (east - 1, (south + north) / 2),
        "W": (west + 1, (south + north) / 2),
    }
    return middles[lot.front]
