"""How many persons a home may hold and how crowded it is (domain section 3.4).

The rule's numbers are dated rows of `rule_threshold`. Nationality is never an input.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Self

from buildings.status.states import Crowding
from buildings.thresholds.states import Threshold


@dataclass(frozen=True, slots=True)
class Capacity:
    """The most persons that a home may hold; provisional while its bedrooms are not known."""

    persons: int
    is_provisional: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """The numbers in force on one day; areas in square metres, ratios of persons to the most."""

    area_per_person_m2: Decimal
    first_persons: Decimal
    area_per_further_person_m2: Decimal
    bedroom_single_m2: Decimal
    bedroom_double_m2: Decimal
    studio_single_m2: Decimal
    studio_double_m2: Decimal
    crowding_adequate: Decimal
    crowding_at_limit: Decimal
    crowding_overcrowded: Decimal

    @classmethod
    def of(cls, values: Mapping[Threshold, Decimal]) -> Self | None:
        """The rule made of the thresholds in force; None while one of them was not yet given."""
        named = {threshold.value: value for threshold, value in values.items()}
        wanted = {field.name for field in fields(cls)}
        if not wanted <= named.keys():
            return None
        return cls(**{name: named[name] for name in wanted})

    def max_occupants(
        self,
        usable_area_m2: Decimal,
        bedrooms_m2: Sequence[Decimal] | None = None,
        *,
        is_studio: bool = False,
    ) -> Capacity:
        """The most persons by the area and, where they are known, by the bedrooms' areas."""
        if is_studio:
            return Capacity(self._in_studio(usable_area_m2), is_provisional=False)
        by_area = self._by_area(usable_area_m2)
        if bedrooms_m2 is None:
            return Capacity(by_area, is_provisional=True)
        beds = sum(map(self._in_bedroom, bedrooms_m2))
        return Capacity(min(by_area, beds), is_provisional=False)

    def crowding(self, persons: int, capacity: Capacity) -> Crowding:
        """How crowded a home is that holds `persons`."""
        if persons <= self.crowding_adequate * capacity.persons:
            return Crowding.ADEQUATE
        if persons <= self.crowding_at_limit * capacity.persons:
            return Crowding.AT_LIMIT
        if persons <= self.crowding_overcrowded * capacity.persons:
            return Crowding.OVERCROWDED
        return Crowding.SEVERE

    def _in_studio(self, usable_area_m2: Decimal) -> int:
        if usable_area_m2 < self.studio_single_m2:
            return 0
        return 1 if usable_area_m2 < self.studio_double_m2 else 2

    def _in_bedroom(self, area_m2: Decimal) -> int:
        if area_m2 < self.bedroom_single_m2:
            return 0
        return 1 if area_m2 < self.bedroom_double_m2 else 2

    def _by_area(self, usable_area_m2: Decimal) -> int:
        first_m2 = self.first_persons * self.area_per_person_m2
        if usable_area_m2 < first_m2:
            return int(usable_area_m2 // self.area_per_person_m2)
        further = (usable_area_m2 - first_m2) // self.area_per_further_person_m2
        return int(self.first_persons + further)
