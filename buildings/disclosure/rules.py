"""The rules of disclosure as numbers in force on a day, and what they forbid at once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Self

from buildings.disclosure.states import Reason, Sensitivity
from buildings.thresholds.states import Threshold
from gis.codes import Text
from gis.errors import ConfigurationError


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The numbers of domain section 7.4, by the names of their thresholds."""

    public_cell_least: Decimal
    sensitive_cell_least: Decimal
    released_base_least: Decimal
    rounding_base: Decimal
    attribute_base: Decimal
    money_contributors: Decimal
    money_contributors_unmeasured: Decimal
    money_largest_share: Decimal
    money_protection: Decimal

    @classmethod
    def of(cls, values: Mapping[Threshold, Decimal]) -> Self:
        """The rules made of the thresholds in force; raises ConfigurationError if one misses."""
        named = {threshold.value: value for threshold, value in values.items()}
        missing = [each.name for each in fields(cls) if each.name not in named]
        if missing:
            raise ConfigurationError(
                Text(
                    it=f"Mancano le soglie {', '.join(missing)} in rule_threshold: senza di esse "
                    "non si pubblica nulla.",
                    en=f"The thresholds {', '.join(missing)} are missing in rule_threshold: "
                    "without them nothing is released.",
                )
            )
        return cls(**{each.name: named[each.name] for each in fields(cls)})

    @property
    def base(self) -> int:
        """To which multiple counts are rounded."""
        return int(self.rounding_base)

    def least(self, sensitivity: Sensitivity) -> int:
        """The smallest count that is published."""
        if sensitivity is Sensitivity.SENSITIVE:
            return int(self.sensitive_cell_least)
        return 0 if sensitivity is Sensitivity.OPEN else int(self.public_cell_least)

    def forbids_count(
        self, count: int, whole: int | None, sensitivity: Sensitivity
    ) -> Reason | None:
        """The rule that holds a count back; `whole` is how many dwellings it is one part of."""
        if sensitivity is Sensitivity.OPEN:
            return None
        if whole is not None and whole < self.released_base_least:
            return Reason.SMALL_BASE
        if count < self.least(sensitivity):
            return Reason.SMALL
        is_all = whole is not None and count == whole < self.attribute_base
        return Reason.WHOLE if is_all and sensitivity is Sensitivity.SENSITIVE else None

    def forbids_money(
        self, contributors: int, largest_share: float | None, dwellings: int
    ) -> Reason | None:
        """The rule that holds a sum of money back.

        Where the shares of single contributors are not known, more of them are asked for.
        """
        if dwellings < self.released_base_least:
            return Reason.SMALL_BASE
        if largest_share is None:
            enough = contributors >= self.money_contributors_unmeasured
            return None if enough else Reason.FEW_CONTRIBUTORS
        if contributors < self.money_contributors:
            return Reason.FEW_CONTRIBUTORS
        return Reason.DOMINATED if largest_share > float(self.money_largest_share) else None
