"""What a person gives to be loaded: a file, a folder or an archive, taken apart into files."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine

from data.ingest import log
from data.ingest.importing import WHOLE_FILE, Order, import_file
from data.ingest.outcome import Counts, ImportResult
from data.ingest.states import ImportOutcome
from data.ingest.telling import Telling
from data.sources.archives import Member, Unpacked, is_archive, unpack
from data.sources.catalogue import AUTO, SOURCES, source_of
from data.sources.head import read_head
from data.sources.rows import FileRefusedError, Refusal
from data.sources.topographic_set import FOOTPRINTS, class_of
from gis.codes import Text
from gis.report import Report

_COMPANIONS = re.compile(r"\.(?:shx|dbf|prj|cpg|sbn|sbx|qix|fix|qpj|qmd|shp\.xml)$", re.IGNORECASE)
_FOREIGN = Text(
    it="{count} file di altri comuni lasciati nell'archivio.",
    en="{count} files of other municipalities left in the archive.",
)
_NOTHING = Text(
    it="Nessuno dei {count} file è di una fonte dichiarata.",
    en="None of the {count} files belongs to a declared source.",
)


@dataclass(frozen=True, slots=True)
class Passed:
    """A file of an archive or folder that was left alone, and why."""

    name: str
    reason: Text


def import_delivery(
    engine: Engine, folder: Path, path: Path, order: Order, report: Report
) -> Iterator[ImportResult | Passed]:
    """Import a file, or every recognised file of a folder or archive in a sound order.

    Each goes in by a transaction of its own. An archive that could do harm, or that holds
    nothing that is recognised, is one refused result.
    """
    try:
        with _opened(path, order) as found:
            if found is None:
                yield import_file(engine, folder, path, order, report)
                return
            if found.foreign:
                yield Passed(path.name, _FOREIGN.format(count=len(found.foreign)))
            for each in _chosen(found.members, order):
                if isinstance(each, Passed):
                    yield each
                    continue
                result = import_file(engine, folder, each.path, order, report, shown=each.name)
                yield replace(result, path=Path(each.name))
    except FileRefusedError as error:
        yield _refused(engine, folder, path, order, error.text)


@contextmanager
def _opened(path: Path, order: Order) -> Iterator[Unpacked | None]:
    """The files inside; None for a plain file, which the importer judges itself."""
    if path.is_dir():
        files = (file for file in sorted(path.rglob("*")) if file.is_file())
        yield Unpacked([Member(file, _shown(path, file)) for file in files])
    elif path.is_file() and is_archive(path):
        with TemporaryDirectory(prefix="satellite-archive-") as folder:
            yield unpack(path, Path(folder), order.code)
    else:
        yield None


def _shown(folder: Path, file: Path) -> str:
    return " : ".join([folder.name, *file.relative_to(folder).parts])


def _chosen(members: list[Member], order: Order) -> Iterator[Member | Passed]:
    """What to import, in the order of the sources; then what is left alone."""
    ranks = {source.id: rank for rank, source in enumerate(SOURCES)}
    taken: list[tuple[int, str, Member]] = []
    passed: list[Passed] = []
    for member in heads_of(members):
        try:
            source = source_of(read_head(member.path), AUTO)
        except FileRefusedError as error:
            passed.append(Passed(member.name, error.text))
            continue
        if order.source not in {AUTO, source.id}:
            passed.append(Passed(member.name, _OTHER.format(source=source.id)))
            continue
        taken.append((ranks[source.id], member.name, member))
    if not taken:
        raise FileRefusedError(_NOTHING.format(count=len(members)))
    yield from (member for _, _, member in sorted(taken, key=lambda each: each[:2]))
    yield from passed


def heads_of(members: list[Member]) -> Iterator[Member]:
    """One file for each delivery of several: the .shp, the footprints of a topographic set."""
    paths = {member.path for member in members}
    shapes = {path.with_suffix("") for path in paths if path.suffix.lower() == ".shp"}
    sets: dict[Path, Member] = {}
    for member in members:
        if name := class_of(member.path):
            if name == FOOTPRINTS or member.path.parent not in sets:
                sets[member.path.parent] = member
            continue
        extension = _COMPANIONS.search(member.path.name)
        if extension and member.path.parent / member.path.name[: extension.start()] in shapes:
            continue
        yield member
    yield from sets.values()


def _refused(engine: Engine, folder: Path, path: Path, order: Order, reason: Text) -> ImportResult:
    """The refusal of a whole archive, written to the log like that of a file."""
    with log.one_import_at_a_time(engine) as book:
        run_id = log.begin_run(
            book, file_name=path.name, code=order.code, is_dry_run=order.is_dry_run
        )
        with Telling(folder, run_id, path.name) as telling:
            telling.refuse(Refusal(WHOLE_FILE, "", "", reason))
        log.keep_refusals(book, run_id, telling.kept)
        log.end_run(book, run_id, ImportOutcome.REFUSED, message=reason)
    return ImportResult(
        run_id=run_id,
        path=path,
        source=None,
        outcome=ImportOutcome.REFUSED,
        counts=Counts(),
        message=reason,
        refusals_path=telling.refusals.path,
    )


_OTHER = Text(
    it="È della fonte {source}, non chiesta.", en="It belongs to {source}, not asked for."
)
