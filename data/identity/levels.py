"""How far a naming and a unit agree in one respect; 0 always means that one side says nothing."""

from enum import IntEnum


class StreetLevel(IntEnum):
    """The street; `UNKNOWN` is one that the register has not, `ELSEWHERE` another that it has."""

    MISSING = 0
    SAME = 1
    PART = 2
    TYPO = 3
    UNKNOWN = 4
    ELSEWHERE = 5


class CivicLevel(IntEnum):
    """The house number; `SUFFIX` is the same number with another exponent."""

    MISSING = 0
    SAME = 1
    RANGE = 2
    SUFFIX = 3
    UNKNOWN = 4
    ELSEWHERE = 5


class CondominiumLevel(IntEnum):
    """The condominium that the sender speaks for."""

    MISSING = 0
    SAME = 1
    DIFFERS = 2


class StaircaseLevel(IntEnum):
    """The staircase; `ORDER` is 1 for A, 2 for B."""

    MISSING = 0
    SAME = 1
    ORDER = 2
    DIFFERS = 3


class FloorLevel(IntEnum):
    """The floor; `NEAR` is one storey off or the raised ground floor."""

    MISSING = 0
    SAME = 1
    NEAR = 2
    DIFFERS = 3


class DoorLevel(IntEnum):
    """The door; `SUFFIX` is the same number with another letter."""

    MISSING = 0
    SAME = 1
    SUFFIX = 2
    DIFFERS = 3


class CadastralLevel(IntEnum):
    """The cadastral reference; `PART` agrees as far as it goes, `NEIGHBOUR` is another subunit."""

    MISSING = 0
    SAME = 1
    OLD = 2
    PART_UNIT = 3
    PART_PARCEL = 4
    NEIGHBOUR = 5
    DIFFERS = 6


class CategoryLevel(IntEnum):
    """The cadastral category; `GROUP` is another of the same letter."""

    MISSING = 0
    SAME = 1
    GROUP = 2
    DIFFERS = 3


class AreaLevel(IntEnum):
    """The area in square metres: within 2 %, within 12 %, farther."""

    MISSING = 0
    SAME = 1
    NEAR = 2
    DIFFERS = 3


class PersonLevel(IntEnum):
    """A holder's tax code or name against those of the unit."""

    MISSING = 0
    TAX_CODE = 1
    NAME = 2
    DIFFERS = 3


LEVELS: dict[str, type[IntEnum]] = {
    "street": StreetLevel,
    "civic": CivicLevel,
    "condominium": CondominiumLevel,
    "staircase": StaircaseLevel,
    "floor": FloorLevel,
    "door": DoorLevel,
    "cadastral": CadastralLevel,
    "category": CategoryLevel,
    "area": AreaLevel,
    "person": PersonLevel,
}
"""Every respect by its name, in the order of the reasons."""
