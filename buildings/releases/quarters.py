"""The fixed periods of releases: calendar quarters, each told as it stood on its last day."""

import datetime as dt
import re
from dataclasses import dataclass
from typing import Self

from gis.codes import Text
from gis.errors import InputError

_FORM = re.compile(r"([0-9]{4})-Q([1-4])", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """A quarter of a year, written `2026-Q3`."""

    year: int
    number: int

    @classmethod
    def of(cls, text: str) -> Self:
        """The quarter that a text names; raises InputError for anything else."""
        found = _FORM.fullmatch(text.strip().upper())
        if found is None or int(found[1]) == 0:
            raise InputError(
                Text(
                    it=f"«{text[:40]}» non è un trimestre: scriverlo come 2026-Q3.",
                    en=f"“{text[:40]}” is not a quarter: write it like 2026-Q3.",
                )
            )
        return cls(int(found[1]), int(found[2]))

    @property
    def last_day(self) -> dt.date:
        """The day on which its figures stand."""
        month = 3 * self.number
        return dt.date(self.year, month, 31 if month in {3, 12} else 30)

    def __str__(self) -> str:
        return f"{self.year:04d}-Q{self.number}"
