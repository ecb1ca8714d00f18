"""What is said about a source: the record from which recognition, import and docs come."""

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from buildings.residence.states import JoinPurpose
from data.sources.head import Head
from data.sources.rows import Asked, Reading
from gis.codes import Text
from gis.columns import Reliability

ColumnType = Literal["text", "integer", "decimal", "date", "code", "point", "polygon"]

_DATE_IN_NAME = re.compile(r"(?<!\d)(20\d{2})(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d)")


@dataclass(frozen=True, slots=True)
class Column:
    """One column, tag or element that is read, by its name in the file."""

    name: str
    type: ColumnType
    meaning: Text
    required: bool = False
    unit: str | None = None


def file_alone(path: Path) -> Sequence[Path]:
    """The file itself: a delivery of one file."""
    return [path]


@dataclass(frozen=True, slots=True)
class Source:
    """One declared source of facts.

    `row_word` says what the row numbers count; `carries_municipality` whether each row names
    its municipality by code; `least_count` is the fewest rows an honest file can hold; `parts`
    gives every file that a delivery is made of; `is_snapshot` whether a file can be a whole, so
    that its reading may say of what (`Scope`) and a newer one ends what it lacks. A register of an
    office says which office loads it, and the only purposes it may be joined for. One that
    takes sheets is read by data.sources.sheets: workbooks, and text in any alphabet. Of one that
    is shareable each line stands alone, so that several processes may read one large file.
    """

    id: str
    title: Text
    publisher: str
    url: str
    licence: str
    how_to_get: Text
    crs: str | None
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    least_count: int
    row_word: Text
    fills: tuple[str, ...]
    carries_municipality: bool
    reliability: Reliability
    recognises: Callable[[Head], bool]
    read: Callable[[Path, Asked], Reading]
    parts: Callable[[Path], Sequence[Path]] = file_alone
    is_snapshot: bool = False
    loaded_by: Text | None = None
    purposes: tuple[JoinPurpose, ...] = ()
    takes_sheets: bool = False
    is_shareable: bool = False


def date_in_name(path: Path) -> dt.date | None:
    """The YYYYMMDD that a file name carries, as monthly deliveries do."""
    for year, month, day in _DATE_IN_NAME.findall(path.name):
        try:
            return dt.date(int(year), int(month), int(day))
        except ValueError:
            continue
    return None
