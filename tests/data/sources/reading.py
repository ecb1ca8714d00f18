"""What the readers' tests share: a file read to its end, sorted by kind of item."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.sources.catalogue import AUTO, source_of
from data.sources.head import read_head
from data.sources.rows import Asked, Note, Reading, Refusal, Row, Skip

SAMPLES = Path(__file__).parents[3] / "data" / "samples"


@dataclass
class Read:
    """Everything that one file gave."""

    rows: list[Row[Any]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    skips: list[Skip] = field(default_factory=list)
    as_of: Any = None

    @property
    def records(self) -> list[Any]:
        return [row.record for row in self.rows]

    def reasons(self) -> list[str]:
        return [refusal.reason.en for refusal in self.refusals]


def read(path: Path, source: str = AUTO, *, crs: str | None = None) -> Read:
    """The items of a file; raises FileRefusedError as the reader does."""
    return gathered(source_of(read_head(path), source).read(path, Asked(crs)))


def gathered(reading: Reading) -> Read:
    """The items of a reading, read to its end."""
    got = Read(as_of=reading.as_of)
    lists: dict[type, list[Any]] = {
        Row: got.rows,
        Refusal: got.refusals,
        Note: got.notes,
        Skip: got.skips,
    }
    for item in reading.items:
        lists[type(item)].append(item)
    return got


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with that content."""
    path = folder / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def changed(folder: Path, sample: str, *changes: tuple[str, str]) -> Path:
    """A sample of ours with some of its text replaced; each text must occur."""
    text = (SAMPLES / sample).read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return written(folder, sample, text)
