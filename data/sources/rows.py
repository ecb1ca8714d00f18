"""What a reader gives: typed rows with their place in the file, refusals and notes."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from gis.codes import Text
from gis.errors import InputError

MAX_RAW = 2000
"""Characters of the original text that are kept beside a refusal."""

SHARE_LINES = 5_000
"""Lines that follow each other in one share of a file."""

R_co = TypeVar("R_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Answerable(Text):
    """A sentence that asks for an option of the command; `on_page` says it to who has a page."""

    on_page: Text


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
    """A row (or, with `whole_row` false, one value of a loaded row) that could not be used.

    `keys` are the identifiers that it bears all the same: the file does mention those things.
    """

    number: int
    column: str
    value: str
    reason: Text
    raw: str = ""
    whole_row: bool = True
    municipality: str | None = None
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something that was put right or is doubtful in a row that is loaded all the same.

    What `is_once` is told of the first such row only.
    """

    number: int
    column: str
    value: str
    reason: Text
    is_once: bool = False


@dataclass(frozen=True, slots=True)
class Skip:
    """A row that is sound but not for the register, such as a road among the parcels."""

    number: int
    value: str
    reason: Text
    municipality: str | None = None


Item = Row[object] | Refusal | Note | Skip


@dataclass(frozen=True, slots=True)
class Scope:
    """Of what a file holds everything, so that what it lacks there has ended.

    `kinds` are kinds of staged rows; within them only what lies wholly inside `extent` (min east,
    min north, max east, max north in EPSG:7791), or in `part`: a sheet of the cadastral map as
    `section/sheet/annex/development`, or an OMI semester. None of both is the municipality. Where
    files are often no whole after all, one that lacks much is loaded and ends nothing.
    """

    kinds: tuple[str, ...]
    extent: tuple[float, float, float, float] | None = None
    part: str | None = None
    is_often_partial: bool = False


@dataclass(frozen=True, slots=True)
class Share:
    """One of `count` equal shares of a file's lines; `ALL` of them are one share."""

    number: int = 0
    count: int = 1

    def holds(self, line: int) -> bool:
        """Whether a line is of this share."""
        return line // SHARE_LINES % self.count == self.number


ALL = Share()


@dataclass(frozen=True, slots=True)
class Learned:
    """How the columns of a spreadsheet were understood, to be remembered for its sender.

    `columns` gives a field, or `-` for none, to each label of the header.
    """

    fingerprint: str
    labels: tuple[str, ...]
    columns: Mapping[str, str]
    sheet: str


@dataclass(frozen=True, slots=True)
class Reading:
    """An opened file: the date it speaks of (None: it does not say) and its rows, read lazily.

    `municipality` is the one cadastral code of the whole file, where its head says so; `scope`
    is None for a file that may hold only some of what there is. `learned` is what spreadsheets
    taught, one a sheet.
    """

    as_of: dt.date | None
    items: Iterator[Item]
    municipality: str | None = None
    scope: Scope | None = None
    learned: tuple[Learned, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is known beside the file: the CRS that was said, and where its rows should fall.

    `extent` is (min east, min north, max east, max north) in EPSG:7791, margin included. Of
    spreadsheets also who sent it, the sheet, fields by column and answers as said now, and what
    was remembered of the sender: answers, and fields by column by the header's fingerprint.
    `share` is what to read of the lines, where the source is shareable.
    """

    crs: str | None = None
    extent: tuple[float, float, float, float] | None = None
    sender: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    said: Mapping[str, str] = field(default_factory=dict)
    remembered: Mapping[str, str] = field(default_factory=dict)
    mappings: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    share: Share = ALL

    @property
    def answers(self) -> dict[str, str]:
        """Every answer; what is said now wins."""
        return {**self.remembered, **self.said}


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
        keys: tuple[str, ...] = (),
    ) -> Refusal:
        """The same as an item, with its place in the file."""
        return Refusal(
            number,
            self.column,
            self.value,
            self.text,
            shortened(raw),
            whole_row,
            municipality,
            keys,
        )


def shortened(raw: str) -> str:
    """The original text, cut at `MAX_RAW` characters."""
    return raw if len(raw) <= MAX_RAW else raw[:MAX_RAW] + "…"
