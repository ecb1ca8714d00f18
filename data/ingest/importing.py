"""One file through the one path: read, check, stage, match, write, count, log."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, select

from buildings.registry.models import Municipality
from data.ingest import log
from data.ingest.changes.reading import read_changes
from data.ingest.checks import Claim, check_belonging, other_municipality
from data.ingest.disagreeing import find_disagreements
from data.ingest.ending import end_missing, resume
from data.ingest.fingerprint import sha256_of
from data.ingest.ground import Ground, ground_of
from data.ingest.outcome import Changes, Counts, ImportResult
from data.ingest.reading import ReadCounts, stage_items
from data.ingest.reasons import NOTED, reason_text
from data.ingest.remembering import remember, remembered
from data.ingest.rules import check_rules, ruled
from data.ingest.shares import Batch, read_in_shares, readers_for, refuse_in_reader
from data.ingest.snapshots import ENDED_SINCE, end_what_newer_lack, keep_snapshot
from data.ingest.staging import Staging
from data.ingest.states import ImportOutcome
from data.ingest.steps import STEPS, run_step, take_steps
from data.ingest.telling import Telling
from data.sources.catalogue import source_named, source_of
from data.sources.declaration import Source
from data.sources.head import read_head
from data.sources.rows import Asked, FileRefusedError, Item, Note, Reading, Refusal, Scope
from gis.codes import Text
from gis.dates import today
from gis.errors import SatelliteError
from gis.report import Report, Step

WHOLE_FILE = 0
"""Row number of the line that tells why a whole file was refused."""

FIRST_REFUSALS = 5
"""Refusals that the terminal shows; the file holds all of them."""

_READING = Text(it="Leggo {name}", en="Reading {name}")


@dataclass(frozen=True, slots=True)
class Order:
    """What was asked for: a source or `auto`, the municipality, and how.

    `code_was_said` tells whether `--municipality` named it or it is the declared one. Of a
    spreadsheet also its sender, the sheet, fields by column, and answers to what was asked.
    """

    source: str
    code: str
    code_was_said: bool = False
    crs: str | None = None
    is_dry_run: bool = False
    accepts_shrink: bool = False
    sender: str | None = None
    sheet: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)


def import_file(
    engine: Engine,
    folder: Path,
    path: Path,
    order: Order,
    report: Report,
    *,
    shown: str | None = None,
) -> ImportResult:
    """Import one file in one transaction; refusals and notes go to `folder`.

    `shown` is what people call it, where it came out of an archive. A file that cannot be used is
    a result with the sentence, not an exception. Whatever else ends the run leaves nothing but its
    row in the log.
    """
    refuse_in_reader()
    name = shown or path.name
    with log.one_import_at_a_time(engine) as book:
        run_id = log.begin_run(book, file_name=name, code=order.code, is_dry_run=order.is_dry_run)
        try:
            with Telling(folder, run_id, name) as telling:
                run = _Run(engine, book, run_id, path, order, telling)
                with report.step(_READING.format(name=name)) as step:
                    result = run.result(step)
            log.keep_refusals(book, run_id, telling.kept)
            if result.changes is not None:
                log.keep_changes(book, run_id, result.changes)
        except BaseException as error:
            outcome = (
                ImportOutcome.FAILED if isinstance(error, Exception) else ImportOutcome.INTERRUPTED
            )
            told = error.text if isinstance(error, SatelliteError) else None
            log.end_run(book, run_id, outcome, message=told)
            raise
        log.end_run(
            book, run_id, result.outcome, counts=result.counts, message=result.message,
            held_back=result.held_back, as_of=run.as_of,
        )  # fmt: skip
        return result


@dataclass(slots=True)
class _Run:
    """One file's way, from its first byte to its counts; `book` is the log's connection."""

    engine: Engine
    book: Connection
    run_id: int
    path: Path
    order: Order
    telling: Telling
    source: Source | None = None
    as_of: dt.date | None = None
    sha256: str = ""
    read: ReadCounts = field(default_factory=ReadCounts)
    changes: Changes | None = None
    held_back: Text | None = None

    def result(self, step: Step) -> ImportResult:
        """The run's result; a refused file rolls everything back."""
        try:
            source = self.recognised()
            with self.engine.connect() as connection, connection.begin() as transaction:
                counts = self.loaded(connection, source, step)
                if self.order.is_dry_run:
                    transaction.rollback()
        except FileRefusedError as error:
            self.telling.refuse(Refusal(WHOLE_FILE, "", "", error.text))
            read = self.read.read
            counts = Counts(read=read, refused=read, note=self.telling.notes.count)
            return self._told(ImportOutcome.REFUSED, counts, error.text)
        is_clean = not self.telling.refusals.count
        outcome = ImportOutcome.DONE if is_clean else ImportOutcome.DONE_WITH_REFUSALS
        return self._told(outcome, counts, None)

    def recognised(self) -> Source:
        """The source that the file belongs to, written to the log."""
        named = source_named(self.order.source)
        head = read_head(self.path, takes_sheets=named is not None and named.takes_sheets)
        self.source = source_of(head, self.order.source)
        parts = self.source.parts(self.path)
        self.sha256 = sha256_of(*parts)
        log.describe_run(
            self.book,
            self.run_id,
            sha256=self.sha256,
            byte_count=sum(each.stat().st_size for each in parts),
            source=self.source.id,
        )
        return self.source

    def loaded(self, connection: Connection, source: Source, step: Step) -> Counts:
        """Everything between the reader and the counts, inside the file's transaction."""
        ground = ground_of(connection, self.order.code)
        asked = self._asked(connection, source, ground)
        reading = source.read(self.path, asked)
        if reading.municipality not in {None, self.order.code}:
            raise other_municipality(str(reading.municipality), self.order.code)
        self.as_of = self._as_of(reading, source)
        values = self._values(source)
        declare(connection, source, values)
        staging = Staging(connection)
        stage_items(
            self._items(source, asked, reading),
            to=staging,
            telling=self.telling,
            code=self.order.code,
            counts=self.read,
            step=step,
        )
        self._refuse_if_few(source)
        margin_m = ground.margin_m if ground else 0
        try:
            check_belonging(connection, source, self._claim(connection, ground), self.read)
        except FileRefusedError:
            self._tell(staging, margin_m)
            raise
        run_step(connection, "repeated", {})
        take_steps(connection, source.id, values)
        remember(connection, source.id, asked, reading.learned)
        self._tell(staging, margin_m)
        resume(connection, values)
        counts = self._counts(staging)
        with ruled(connection):
            ended = self._ended(connection, reading.scope, values)
            find_disagreements(connection, source.id)
        if self.order.is_dry_run:
            self.changes = read_changes(connection)
        check_rules(connection)
        return replace(counts, ended=ended)

    def _items(self, source: Source, asked: Asked, reading: Reading) -> Iterator[Item | Batch]:
        """What the file holds; a large one is read by several processes."""
        readers = readers_for(source, self.path)
        if readers == 1:
            return reading.items
        return read_in_shares(source.id, self.path, asked, readers)

    def _ended(self, connection: Connection, scope: Scope | None, values: dict[str, Any]) -> int:
        """How many things end: a newer file lacks them, or this one is a newer whole and does."""
        values = values | {"imported": list(STEPS)}
        since = end_what_newer_lack(connection, values)
        if since:
            self.telling.note(Note(WHOLE_FILE, "", "", ENDED_SINCE.format(count=since)))
        if scope is None:
            return since
        ended = end_missing(
            connection, scope, self.read, values, accepts_shrink=self.order.accepts_shrink
        )
        self.held_back = ended.held_back
        if ended.held_back:
            self.telling.note(Note(WHOLE_FILE, "", "", ended.held_back))
        if not self.read.unnamed:
            mentioned = sorted(self.read.mentioned)
            keep_snapshot(connection, self.run_id, scope, mentioned, values)
        return since + ended.count

    def _asked(self, connection: Connection, source: Source, ground: Ground | None) -> Asked:
        """What was said with the file and what its sender said before."""
        order = self.order
        asked = Asked(
            order.crs,
            ground.extent if ground else None,
            sender=order.sender,
            sheet=order.sheet,
            columns=order.columns,
            said=order.answers,
        )
        return remembered(connection, source.id, asked) if source.takes_sheets else asked

    def _as_of(self, reading: Reading, source: Source) -> dt.date:
        """The day that the file says, that of its first import, or today; never a later one."""
        said = reading.as_of or log.date_of_same_file(self.book, self.sha256, source.id)
        return min(said or today(), today())

    def _values(self, source: Source) -> dict[str, Any]:
        return {
            "code": self.order.code,
            "source": source.id,
            "as_of": self.as_of,
            "today": today(),
            "reliability": source.reliability.value,
        }

    def _claim(self, connection: Connection, ground: Ground | None) -> Claim:
        code = self.order.code
        istat_code = connection.scalar(
            select(Municipality.istat_code).where(Municipality.code == code)
        )
        return Claim(code, istat_code, ground, self.order.code_was_said)

    def _refuse_if_few(self, source: Source) -> None:
        if self.read.read < source.least_count:
            raise FileRefusedError(
                Text(
                    it="Il file non contiene righe di dati: controllare lo scarico.",
                    en="The file holds no data rows: check the download.",
                )
            )
        if self.read.refused == self.read.read and not self.read.foreign:
            raise no_usable_row(self.read.read)

    def _tell(self, staging: Staging, margin_m: float) -> None:
        for told in staging.told():
            reason = reason_text(told.reason, told.detail, self.order.code, margin_m)
            if told.outcome == "skipped":
                self.telling.skip(told.row_number, reason, told.raw)
                continue
            if told.reason in NOTED:
                self.read.notes += 1
                self.telling.note(Note(told.row_number, told.column_name, told.detail, reason))
                continue
            self.telling.refuse(
                Refusal(
                    told.row_number,
                    told.column_name,
                    told.detail,
                    reason,
                    told.raw,
                    whole_row=told.outcome == "refused",
                )
            )

    def _counts(self, staging: Staging) -> Counts:
        """The counts of a loaded file; raises FileRefusedError when every row was refused."""
        found = staging.counts()
        counts = Counts(
            read=self.read.read,
            loaded=found.get("loaded", 0),
            updated=found.get("updated", 0),
            unchanged=found.get("unchanged", 0),
            skipped=found.get("skipped", 0) + self.read.skipped,
            refused=found.get("refused", 0) + self.read.refused,
            note=self.read.notes,
        )
        if counts.refused == counts.read:
            raise no_usable_row(counts.read)
        return counts

    def _told(self, outcome: ImportOutcome, counts: Counts, message: Text | None) -> ImportResult:
        refusals, notes = self.telling.refusals, self.telling.notes
        return ImportResult(
            run_id=self.run_id,
            path=self.path,
            source=self.source.id if self.source else None,
            outcome=outcome,
            counts=counts,
            refused_values=self.telling.refused_values,
            message=message,
            refusals_path=refusals.path if refusals.count else None,
            notes_path=notes.path if notes.count else None,
            changes=self.changes,
            held_back=self.held_back,
            first_refusals=tuple(
                refusal for refusal in self.telling.kept if refusal.number != WHOLE_FILE
            )[:FIRST_REFUSALS],
        )


def declare(connection: Connection, source: Source, values: dict[str, Any]) -> None:
    """Put the source and the municipality into the register, where they are not yet."""
    facts = {
        "id": source.id,
        "title": source.title.it,
        "publisher": source.publisher,
        "url": source.url,
        "licence": source.licence,
    }
    run_step(connection, "declare_source", facts)
    purposes = {"source": source.id, "purposes": [each.value for each in source.purposes]}
    run_step(connection, "declare_purposes", purposes)
    run_step(connection, "declare_municipality", values)


def no_usable_row(count: int) -> FileRefusedError:
    """The refusal of a file none of whose rows is sound."""
    return FileRefusedError(
        Text(
            it=f"Nessuna delle {count} righe si può usare: i motivi sono nel file dei rifiuti.",
            en=f"None of the {count} rows can be used: the reasons are in the refusals file.",
        )
    )
