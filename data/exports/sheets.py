"""What every form of a file is told of itself."""

from collections.abc import Mapping
from dataclasses import dataclass

from gis.layers import Field


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file is of, and what is printed on it; `notes` are titles and values."""

    name: str
    fields: tuple[Field, ...]
    srid: int
    has_geometry: bool
    notes: Mapping[str, str]
