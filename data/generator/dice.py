"""Reproducible chance: one independent stream for each thing that needs it."""

from collections.abc import Mapping
from random import Random
from typing import TypeVar

T = TypeVar("T")


def dice(seed: int, *key: object) -> Random:
    """A stream that depends on the seed and the thing's key, never on the order of the calls."""
    return Random(f"{seed}/{'/'.join(map(str, key))}")  # noqa: S311 - not for secrets: the same district every time


def pick(stream: Random, weights: Mapping[T, float]) -> T:
    """One key of `weights`, as likely as its weight."""
    return stream.choices(list(weights), list(weights.values()))[0]
