"""What a reader gives: typed rows with their place in the file, refusals and notes."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from gis.codes import Text
from gis.errors import InputError

MAX_RAW = 2000
"""Characters of the original text that are kept beside a refusal."""

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Row(Generic[R_co]):
    """One typed record, where it stood in the file, and the text it was read from.

    `municipality` is the cadastral code that the row itself carries; None when it carries none.
    """

    number: int
    raw: str
    record: R_co
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row (or, with `whole_row` false, one value of a loaded row) that could not be used."""

    number: int
    column: str
    value: str
    reason: Text
    raw: str = ""
    whole_row: bool = True
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was put right or is doubtful in a row that is loaded all the same."""

    number: int
    column: str
    value: str
    reason: Text


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that is sound but not for the register, such as a road among the parcels."""

    number: int
    value: str
    reason: Text
    municipality: str | None = None


Item = Row[object] | Refusal | Note | Skip


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened file: the date it speaks of (None: it does not say) and its rows, read lazily.

    `municipality` is the one cadastral code of the whole file, where its head says so.
    """

    as_of: dt.date | None
    items: Iterator[Item]
    municipality: str | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known beside the file: the CRS that was said, and where its rows should fall.

    `extent` is (min east, min north, max east, max north) in EPSG:7791, margin included.
    """

    crs: str | None = None
    extent: tuple[float, float, float, float] | None = None


class FileRefusedError(InputError):
    """The whole file cannot be used; nothing of it is loaded."""


class RowRefusedError(InputError):
    """One row, or one value of it, cannot be used."""

    def __init__(self, column: str, value: str, reason: Text) -> None:
        super().__init__(reason)
        self.column = column
        self.value = value

    def refusal(
        self,
        number: int,
        raw: str,
        *,
        whole_row: bool = True,
        municipality: str | None = None,
    ) -> Refusal:
        """The same as an item, with its place in the file."""
        return Refusal(
            number, self.column, self.value, self.text, shortened(raw), whole_row, municipality
        )


def shortened(raw: str) -> str:
    """The original text, cut at `MAX_RAW` characters."""
    return raw if len(raw) <= MAX_RAW else raw[:MAX_RAW] + "…"
