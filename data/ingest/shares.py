"""A large file read by several processes at once; what they find comes in the file's order."""

import gc
import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from heapq import merge
from itertools import groupby
from multiprocessing import current_process, get_context
from multiprocessing.connection import Connection
from operator import attrgetter
from pathlib import Path

from data.ingest.lines import copy_lines
from data.sources.catalogue import SOURCES
from data.sources.declaration import Source
from data.sources.rows import SHARE_LINES, Asked, FileRefusedError, Item, Note, Row, Share
from gis.codes import Text

LEAST_BYTES = 16 * 1024 * 1024
"""A smaller file is read sooner than other processes begin."""

MOST_READERS = 4
_READER = "satellite-reader"
_ROWS_UNLOOKED_AT = 100_000
"""Objects before Python looks for cycles, of which rows have none: a fifth of the reading."""


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows that follow each other in the file, written for COPY, and what else is told of them."""

    place: int
    lines: str
    row_count: int
    others: tuple[Item, ...]


def refuse_in_reader() -> None:
    """Raise RuntimeError in a process that only reads.

    A script that imports as it is loaded is loaded there too, and would wait for itself.
    """
    if current_process().name == _READER:
        raise RuntimeError('import files under: if __name__ == "__main__"')


def readers_for(source: Source, path: Path) -> int:
    """How many processes read a file: one, unless it is large and its lines stand alone."""
    if not source.is_shareable or path.stat().st_size < LEAST_BYTES:
        return 1
    return min(os.cpu_count() or 1, MOST_READERS)


def read_in_shares(source: str, path: Path, asked: Asked, readers: int) -> Iterator[Batch]:
    """What `readers` processes find in their shares of a file; what is told once is told once.

    Raises FileRefusedError as one of them did. They end with the iterator.
    """
    told: set[Text] = set()
    spawning = get_context("spawn")
    with ExitStack() as running:
        ends = []
        for number in range(readers):
            ours, theirs = spawning.Pipe(duplex=False)
            process = spawning.Process(
                target=_read_share,
                args=(source, path, asked, Share(number, readers), theirs),
                name=_READER,
                daemon=True,
            )
            process.start()
            theirs.close()
            running.callback(process.join)
            running.callback(process.terminate)
            ends.append(running.enter_context(ours))
        for batch in merge(*map(_received, ends), key=attrgetter("place")):
            yield Batch(
                batch.place, batch.lines, batch.row_count, tuple(_untold(batch.others, told))
            )


def _received(end: Connection) -> Iterator[Batch]:
    while True:
        try:
            found: Batch | Text | None = end.recv()
        except (EOFError, OSError) as error:
            raise RuntimeError("a process that read the file has ended before its share") from error
        if found is None:
            return
        if isinstance(found, Text):
            raise FileRefusedError(found)
        yield found


def _untold(others: tuple[Item, ...], told: set[Text]) -> Iterator[Item]:
    for each in others:
        if isinstance(each, Note) and each.is_once:
            if each.reason in told:
                continue
            told.add(each.reason)
        yield each


def _read_share(source: str, path: Path, asked: Asked, share: Share, end: Connection) -> None:
    """What another process does; whoever stops the import stops it from outside."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(_ROWS_UNLOOKED_AT)
    read = next(each.read for each in SOURCES if each.id == source)
    try:
        items = read(path, replace(asked, share=share)).items
        for place, found in groupby(items, key=lambda item: item.number // SHARE_LINES):
            end.send(_batch(place, found))
        end.send(None)
    except FileRefusedError as error:
        end.send(error.text)
    except BrokenPipeError:
        return


def _batch(place: int, items: Iterator[Item]) -> Batch:
    rows: list[Row[object]] = []
    others: list[Item] = []
    for item in items:
        if isinstance(item, Row):
            rows.append(item)
        else:
            others.append(item)
    return Batch(place, copy_lines(rows) if rows else "", len(rows), tuple(others))
