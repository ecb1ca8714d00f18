"""What the generator invents of the place itself; keys are readable paths, geometry EPSG:7791."""

from dataclasses import dataclass
from decimal import Decimal

from shapely import Point, Polygon


@dataclass(frozen=True, slots=True)
class Community:
    """A condominium: `glicine`; `is_attested` where its name and civic are public."""

    key: str
    name: str
    super_key: str | None
    street: str
    civic: int
    is_attested: bool
    door: Point


@dataclass(frozen=True, slots=True)
class Plot:
    """The parcel under a condominium, on a cadastral sheet that does not exist."""

    community: str
    sheet: int
    number: int
    shape: Polygon


@dataclass(frozen=True, slots=True)
class House:
    """A building: `glicine/1`; height in metres above ground."""

    key: str
    community: str
    name: str
    floors: int
    height_m: Decimal
    built_year: int | None
    footprint: Polygon


@dataclass(frozen=True, slots=True)
class Stair:
    """A staircase: `glicine/A`; its entrance lies on the outline of the building."""

    key: str
    house: str
    code: str
    entrance: Point


@dataclass(frozen=True, slots=True)
class Flat:
    """A flat: `glicine/A/12`; areas in square metres, rooms in cadastral `vani`.

    `position` is schematic: floors follow each other through the depth of the staircase's part
    of the building, doors along its length.
    """

    key: str
    community: str
    house: str
    stair: str
    floor: int
    number: int
    sub: int
    category: str
    rooms: Decimal
    cadastral_area_m2: int
    usable_area_m2: Decimal
    position: Point

    @property
    def floor_code(self) -> str:
        """The floor as the cadastre writes it: T for the ground floor."""
        return str(self.floor) if self.floor else "T"


@dataclass(frozen=True, slots=True)
class Estate:
    """Everything that stands on an estate, each list in a fixed order."""

    communities: tuple[Community, ...]
    plots: tuple[Plot, ...]
    houses: tuple[House, ...]
    stairs: tuple[Stair, ...]
    flats: tuple[Flat, ...]
    super_names: dict[str, str]
