"""How much each level of agreement weighs: Fellegi and Sunter's log2(m/u), learned and kept."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from math import log2
from typing import Any

from data.identity.levels import LEVELS


@dataclass(frozen=True, slots=True)
class Weights:
    """The bits of every level by respect, and the thresholds of the verdict.

    `none_bits` is the weight of "no unit of the register at all". A score is the share of one
    unit in 2^bits of all candidates and of none; `accepted` and `margin_bits` are what a naming
    needs to be tied to its unit unasked, `review_bits` how far below none a review begins.
    """

    bits: Mapping[str, tuple[float, ...]]
    none_bits: float
    accepted: float
    margin_bits: float
    review_bits: float

    def parameters(self) -> dict[str, Any]:
        """The values that the SQL names."""
        reasons = {f"{name}_reasons": reasons_of(name) for name in LEVELS}
        bits = {name: list(each) for name, each in self.bits.items()}
        thresholds = {
            "none_bits": self.none_bits,
            "accepted": self.accepted,
            "margin_bits": self.margin_bits,
            "review_bits": self.review_bits,
        }
        return reasons | bits | thresholds


def reasons_of(respect: str) -> list[str | None]:
    """The reason code of every level; silence is no reason."""
    return [f"{respect}_{level.name.lower()}" if level else None for level in LEVELS[respect]]


def kept() -> Weights:
    """The weights of `weights.json`."""
    return weights_from(json.loads(files("data.identity").joinpath("weights.json").read_text()))


def weights_from(record: Mapping[str, Any]) -> Weights:
    """Weights from their record: m and u of each level, and the thresholds."""
    return Weights(
        bits={
            name: tuple(
                log2(shares["m"] / shares["u"])
                if (shares := record["shares"][name].get(level.name.lower()))
                else 0.0
                for level in levels
            )
            for name, levels in LEVELS.items()
        },
        **record["thresholds"],
    )
