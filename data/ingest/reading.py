"""The first half of an import: rows from the reader into the staging table."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.ingest.reasons import reason_text
from data.ingest.shares import Batch
from data.ingest.staging import Staging
from data.ingest.telling import Telling
from data.sources.rows import Item, Refusal, Row, Skip
from gis.report import Step

_ROWS_A_STEP = 1_000


@dataclass(slots=True)
class ReadCounts:
    """Rows by what the reader said of them; of the skipped, those of other municipalities too.

    `mentioned` are the identifiers of refused rows, `unnamed` counts those that bear none.
    """

    staged: int = 0
    refused: int = 0
    skipped: int = 0
    foreign: int = 0
    notes: int = 0
    foreign_codes: set[str] = field(default_factory=set)
    mentioned: set[str] = field(default_factory=set)
    unnamed: int = 0

    @property
    def read(self) -> int:
        """Every row of the file."""
        return self.staged + self.refused + self.skipped


def stage_items(
    items: Iterator[Item | Batch],
    *,
    to: Staging,
    telling: Telling,
    code: str,
    counts: ReadCounts,
    step: Step,
) -> None:
    """Stage the rows, tell the rest, and count; a file may turn out to be refused on the way."""
    for place, item in enumerate(_opened(items, to, counts, step), start=1):
        if place % _ROWS_A_STEP == 0:
            step.advance(_ROWS_A_STEP)
        if isinstance(item, Row):
            counts.staged += 1
            to.add(item)
        elif isinstance(item, Refusal):
            counts.refused += item.whole_row
            counts.mentioned.update(item.keys)
            is_ours = item.municipality in {None, "", code}
            counts.unnamed += item.whole_row and is_ours and not item.keys
            telling.refuse(item)
        elif isinstance(item, Skip) and item.municipality not in {None, code}:
            counts.refused += 1
            counts.foreign += 1
            counts.foreign_codes.add(str(item.municipality))
            telling.refuse(_foreign(item, code))
        elif isinstance(item, Skip):
            counts.skipped += 1
            telling.note(item)
        else:
            counts.notes += 1
            telling.note(item)
    to.finish()


def _opened(
    items: Iterator[Item | Batch], to: Staging, counts: ReadCounts, step: Step
) -> Iterator[Item]:
    """The items one by one; the rows of a batch are written already."""
    for item in items:
        if not isinstance(item, Batch):
            yield item
            continue
        to.add_lines(item.lines)
        counts.staged += item.row_count
        step.advance(item.row_count)
        yield from item.others


def _foreign(skip: Skip, code: str) -> Refusal:
    detail = skip.municipality or ""
    reason = reason_text("other_municipality", detail, code, 0)
    return Refusal(skip.number, "", skip.value, reason, municipality=detail)
