"""A row that needs no record type of its own, and how it names the unit that it speaks of."""

from dataclasses import asdict, dataclass, field
from decimal import Decimal
from typing import Any

from shapely.geometry.base import BaseGeometry

_KEYED = (
    "condominium_id", "street_name", "number_text", "staircase_code", "floor_code", "unit_number",
    "cadastral_section", "sheet", "parcel_number", "subunit", "other_code",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Naming:
    """How a sender names a unit, each part as it was written or None; no names of persons.

    `sender` is the source's id, with the administrator or the condominium after a colon where the
    naming is theirs. Rows of one sender with the same `key` mean the same unit.
    """

    sender: str
    street_name: str | None = None
    number_text: str | None = None
    staircase_code: str | None = None
    floor_code: str | None = None
    unit_number: str | None = None
    cadastral_section: str | None = None
    sheet: str | None = None
    parcel_number: str | None = None
    subunit: str | None = None
    other_code: str | None = None
    cadastral_category: str | None = None
    area_m2: Decimal | None = None
    condominium_id: str | None = None

    @property
    def key(self) -> str:
        """The naming without differences of case and blanks; its parts between bars."""
        parts = (str(getattr(self, name) or "") for name in _KEYED)
        return "|".join(" ".join(part.upper().split()) for part in parts)

    def facts(self) -> dict[str, Any]:
        """The columns of `unit_reference` that the naming fills."""
        return asdict(self) | {"key": self.key}


@dataclass(frozen=True, slots=True)
class Fact:
    """One row for the staging table as it is: `key` tells rows of one kind apart in the file."""

    kind: str
    key: str
    facts: dict[str, Any] = field(default_factory=dict)
    geometry: BaseGeometry | None = None
    naming: Naming | None = None
