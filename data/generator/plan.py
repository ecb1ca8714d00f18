"""The drawn plan of the estate: plots, the bodies on them, and who is attested.

All positions are invented, in metres on the estate's grid. Only the streets, the names and
civics of the attested condominiums and the totals that the lots add up to are public.
"""

from dataclasses import dataclass

from data.generator.bodies import Body, Part, Side, placed
from data.generator.frame import Spot

Rectangle = tuple[float, float, float, float]
"""West, south, east, north on the grid."""

INVENTED_FROM = 901
"""Civics from here up do not exist on the real streets."""

OUTLINE: tuple[Spot, ...] = (
    (-2, 22), (576, 22), (576, 222), (250, 222), (250, 600), (-2, 600),
)  # fmt: skip
"""The L of the district, anticlockwise."""


@dataclass(frozen=True, slots=True)
class Block:
    """One building: its body, where it stands, and flats beyond three (or four) a floor.

    `ground` flats lie on the ground floor; `merged` are pairs made one on the top floor.
    """

    body: Body
    corner: Spot
    turns: int = 0
    mirrored: bool = False
    ground: int = 0
    merged: int = 0

    def parts(self) -> tuple[Part, ...]:
        """Its staircases on the grid."""
        return placed(self.body, self.corner, turns=self.turns, mirrored=self.mirrored)


@dataclass(frozen=True, slots=True)
class Lot:
    """A condominium: its plot, the side of the plot on its street, and its buildings.

    `letters` names its staircases when they do not simply run from A.
    """

    key: str
    name: str
    street: str
    civic: int
    plot: Rectangle
    front: Side
    blocks: tuple[Block, ...]
    letters: str = ""

    @property
    def is_attested(self) -> bool:
        """Whether the address is a real one, where nothing may be invented but structure."""
        return self.civic < INVENTED_FROM


ATTESTED = (
    Lot(
        "cimarosa_1",
        "Cimarosa 1",
        "via Cimarosa",
        1,
        (4, 134, 114, 238),
        "S",
        (
            Block("slab3s", (8, 139)),
            Block("slab3s", (47, 219), mirrored=True, merged=1),
            Block("slab2", (8, 184), turns=3),
            Block("slab2", (97, 144), turns=1),
        ),
    ),
    Lot(
        "cimarosa_3",
        "via Cimarosa 3",
        "via Cimarosa",
        3,
        (134, 134, 244, 238),
        "S",
        (
            Block("slab2", (138, 139)),
            Block("slab2", (198, 139)),
            Block("slab2s", (168, 214), mirrored=True),
        ),
        letters="IMNOPQ",
    ),
    Lot(
        "torino",
        "Torino",
        "via Wagner",
        18,
        (4, 242, 114, 312),
        "N",
        (
            Block("slab2s", (10, 291.5), mirrored=True, ground=2),
            Block("slab2s", (62, 248), ground=1),
        ),
    ),
    Lot(
        "venere",
        "Venere",
        "via Cilea",
        6,
        (4, 62, 114, 114),
        "E",
        (Block("slab3s", (12, 96), mirrored=True), Block("slab2", (97, 66), turns=1)),
    ),
    Lot(
        "cilea_4",
        "via Cilea 4",
        "via Cilea",
        4,
        (4, 24, 114, 58),
        "E",
        (Block("slab3", (43, 32)),),
    ),
    Lot(
        "cilea_3",
        "via Cilea 3",
        "via Cilea",
        3,
        (134, 24, 190, 114),
        "W",
        (Block("slab2s", (138, 68), turns=3), Block("slab2s", (168, 30), turns=3)),
    ),
)

INVENTED = (
    Lot(
        "glicine",
        "Glicine",
        "via Cimarosa",
        901,
        (252, 134, 328, 218),
        "S",
        (Block("corner3", (258, 139), ground=2), Block("slab2", (266, 201), mirrored=True)),
    ),
    Lot(
        "ginestra",
        "Ginestra",
        "via Cimarosa",
        903,
        (332, 134, 406, 218),
        "S",
        (Block("slab2", (338, 139)), Block("slab2s", (386, 171), turns=1)),
    ),
    Lot(
        "mimosa",
        "Mimosa",
        "via Cimarosa",
        905,
        (426, 134, 498, 218),
        "S",
        (Block("tower", (432, 140), ground=2), Block("tower", (470, 188), ground=2)),
    ),
    Lot(
        "oleandro",
        "Oleandro",
        "via Cimarosa",
        907,
        (502, 134, 570, 218),
        "S",
        (Block("corner3", (524, 139)), Block("point", (508, 200), mirrored=True)),
    ),
    Lot(
        "camelia",
        "Camelia",
        "via Cimarosa",
        902,
        (194, 24, 244, 114),
        "N",
        (Block("tower", (208, 90), mirrored=True, ground=2), Block("point", (208, 34))),
    ),
    Lot(
        "tiglio",
        "Tiglio",
        "via Cimarosa",
        904,
        (252, 24, 340, 114),
        "N",
        (Block("slab2s", (262, 94), mirrored=True), Block("point", (318, 40), turns=1, ground=2)),
    ),
    Lot(
        "betulla",
        "Betulla",
        "via Cimarosa",
        906,
        (490, 24, 570, 114),
        "N",
        (Block("point", (496, 97), mirrored=True), Block("point", (541, 97), mirrored=True)),
    ),
    Lot(
        "acero",
        "Acero",
        "via Leoncavallo",
        901,
        (426, 24, 486, 114),
        "W",
        (Block("tower", (434, 84), turns=3, ground=2), Block("tower", (434, 34), turns=3)),
    ),
    Lot(
        "ortensia",
        "Ortensia",
        "via Wagner",
        902,
        (134, 242, 188, 312),
        "N",
        (Block("tower", (146, 289), mirrored=True), Block("point", (150, 248))),
    ),
    Lot(
        "gelsomino",
        "Gelsomino",
        "via Wagner",
        904,
        (192, 242, 244, 312),
        "N",
        (Block("slab2s", (197, 291.5), mirrored=True, ground=2),),
    ),
    Lot(
        "lavanda",
        "Lavanda",
        "via Wagner",
        901,
        (4, 332, 57, 394),
        "S",
        (Block("tower", (18, 338), ground=2),),
    ),
    Lot(
        "melograno",
        "Melograno",
        "via Wagner",
        903,
        (134, 332, 188, 394),
        "S",
        (Block("tower", (138, 338)), Block("tower", (162, 372), mirrored=True)),
    ),
    Lot(
        "robinia",
        "Robinia",
        "via Wagner",
        905,
        (192, 332, 244, 394),
        "S",
        (Block("slab2s", (197, 337)), Block("point", (218, 376), mirrored=True)),
    ),
    Lot(
        "rosmarino",
        "Rosmarino",
        "via Cilea",
        902,
        (61, 332, 114, 394),
        "E",
        (Block("point", (97, 338), turns=1), Block("point", (97, 369), turns=1)),
    ),
    Lot(
        "corbezzolo",
        "Corbezzolo",
        "via Cilea",
        904,
        (61, 398, 114, 460),
        "E",
        (Block("slab2", (97, 408), turns=1), Block("point", (64, 442), mirrored=True, ground=2)),
    ),
    Lot(
        "verbena",
        "Verbena",
        "via Cilea",
        906,
        (61, 480, 114, 542),
        "E",
        (Block("point", (97, 486), turns=1, ground=2), Block("point", (66, 525), mirrored=True)),
    ),
    Lot(
        "salvia",
        "Salvia",
        "via Cilea",
        908,
        (79, 546, 114, 596),
        "E",
        (Block("tower", (90, 560), turns=1),),
    ),
    Lot(
        "ginepro",
        "Ginepro",
        "via Bizet",
        902,
        (4, 398, 57, 460),
        "N",
        (Block("tower", (18, 437), mirrored=True), Block("point", (19, 404))),
    ),
    Lot(
        "sambuco",
        "Sambuco",
        "via Bizet",
        904,
        (134, 398, 244, 460),
        "N",
        (Block("corner3", (140, 421), mirrored=True, ground=2), Block("tower", (212, 437))),
    ),
    Lot(
        "biancospino",
        "Biancospino",
        "via Bizet",
        901,
        (4, 480, 57, 542),
        "S",
        (Block("tower", (10, 486)), Block("point", (30, 525), mirrored=True)),
    ),
    Lot(
        "mirto",
        "Mirto",
        "via Bizet",
        903,
        (134, 480, 188, 542),
        "S",
        (Block("tower", (142, 486), ground=2), Block("point", (142, 525), mirrored=True)),
    ),
    Lot(
        "azalea",
        "Azalea",
        "via Mozart",
        902,
        (4, 546, 75, 596),
        "W",
        (Block("slab2", (9, 578), mirrored=True), Block("slab2", (30, 550))),
    ),
)

LOTS = (*ATTESTED, *INVENTED)

SUPER_CONDOMINIUMS: dict[str, tuple[str, tuple[str, ...]]] = {
    "rampicanti": ("Supercondominio dei Rampicanti", ("glicine", "ginestra", "gelsomino")),
    "frutteto": ("Supercondominio del Frutteto", ("melograno", "robinia", "corbezzolo")),
    "siepi": ("Supercondominio delle Siepi", ("biancospino", "verbena", "azalea", "salvia")),
}
"""Invented unions of invented condominiums: key, name and the condominiums in each."""
