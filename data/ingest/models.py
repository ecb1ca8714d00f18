"""The log of imports: one row a run, and its first refusals for the page that shows them."""

import datetime as dt

from sqlalchemy import BigInteger, CheckConstraint, DateTime, ForeignKey, Index, Text, func
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.orm import Mapped, mapped_column

from data.ingest.states import ImportOutcome
from gis.columns import code_type
from gis.db import Base


class ImportRun(Base):
    """One file given to `satellite import`; written outside the file's own transaction.

    `source` is the declared source, None when the file was not recognised. Counts are of rows:
    read = loaded + updated + unchanged + skipped + refused, once the run is done; `ended_count`
    is of things in the register that a newer file has no longer, `held_back` says why some of them
    did not end. `more_changes_count` is of a dry run: rows that it would change beside the listed.
    """

    __tablename__ = "import_run"
    __table_args__ = (
        CheckConstraint("sha256 ~ '^[0-9a-f]{64}$'", name="sha256_form"),
        CheckConstraint(
            "outcome not in ('done', 'done_with_refusals') or "
            "read_count = loaded_count + updated_count + unchanged_count + skipped_count"
            " + refused_count",
            name="counts_add_up",
        ),
        CheckConstraint(
            "(outcome = 'running') = (finished_at is null)", name="finished_unless_running"
        ),
        Index(None, "started_at"),
        Index(None, "sha256"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str | None] = mapped_column(Text)
    file_name: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str | None] = mapped_column(Text)
    byte_count: Mapped[int | None] = mapped_column(BigInteger)
    municipality_code: Mapped[str] = mapped_column(Text)
    is_dry_run: Mapped[bool]
    outcome: Mapped[ImportOutcome] = mapped_column(code_type(ImportOutcome))
    started_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
    finished_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    as_of: Mapped[dt.date | None]
    read_count: Mapped[int] = mapped_column(server_default="0")
    loaded_count: Mapped[int] = mapped_column(server_default="0")
    updated_count: Mapped[int] = mapped_column(server_default="0")
    unchanged_count: Mapped[int] = mapped_column(server_default="0")
    skipped_count: Mapped[int] = mapped_column(server_default="0")
    refused_count: Mapped[int] = mapped_column(server_default="0")
    note_count: Mapped[int] = mapped_column(server_default="0")
    ended_count: Mapped[int] = mapped_column(server_default="0")
    message_it: Mapped[str | None] = mapped_column(Text)
    message_en: Mapped[str | None] = mapped_column(Text)
    held_back_it: Mapped[str | None] = mapped_column(Text)
    held_back_en: Mapped[str | None] = mapped_column(Text)
    more_changes_count: Mapped[int | None]


class ImportRefusal(Base):
    """One refused row or value of a run; the refusals file holds all of them."""

    __tablename__ = "import_refusal"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"), index=True)
    row_number: Mapped[int] = mapped_column(BigInteger)
    column_name: Mapped[str] = mapped_column(Text)
    value: Mapped[str] = mapped_column(Text)
    reason_it: Mapped[str] = mapped_column(Text)
    reason_en: Mapped[str] = mapped_column(Text)
    raw: Mapped[str] = mapped_column(Text)


class ImportChange(Base):
    """One field that a dry run would change, in words; what is personal was never written here."""

    __tablename__ = "import_change"

    id: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    run_id: Mapped[int] = mapped_column(ForeignKey("import_run.id", ondelete="CASCADE"), index=True)
    kind_it: Mapped[str] = mapped_column(Text)
    kind_en: Mapped[str] = mapped_column(Text)
    thing: Mapped[str] = mapped_column(Text)
    field_it: Mapped[str] = mapped_column(Text)
    field_en: Mapped[str] = mapped_column(Text)
    before_it: Mapped[str] = mapped_column(Text)
    before_en: Mapped[str] = mapped_column(Text)
    after_it: Mapped[str] = mapped_column(Text)
    after_en: Mapped[str] = mapped_column(Text)


class ImportSnapshot(Base):
    """Of what a loaded file was a whole, so that an older file adds nothing that it lacked.

    `kinds` are kinds of staged rows of which the file had any, `west` to `north` a rectangle in
    EPSG:7791, `part` a map sheet or a semester; `mentioned` are identifiers of refused rows.
    """

    __tablename__ = "import_snapshot"
    __table_args__ = (
        CheckConstraint("cardinality(kinds) > 0", name="has_kinds"),
        CheckConstraint("num_nulls(west, south, east, north) in (0, 4)", name="whole_rectangle"),
        Index(None, "source", "municipality_code", "as_of"),
    )

    run_id: Mapped[int] = mapped_column(
        ForeignKey("import_run.id", ondelete="CASCADE"), primary_key=True
    )
    source: Mapped[str] = mapped_column(Text)
    municipality_code: Mapped[str] = mapped_column(Text)
    as_of: Mapped[dt.date]
    kinds: Mapped[list[str]] = mapped_column(ARRAY(Text))
    west: Mapped[float | None]
    south: Mapped[float | None]
    east: Mapped[float | None]
    north: Mapped[float | None]
    part: Mapped[str | None] = mapped_column(Text)
    mentioned: Mapped[list[str]] = mapped_column(ARRAY(Text))


class SheetMapping(Base):
    """How the columns of a sender's spreadsheets were understood, confirmed once.

    `fingerprint` tells one header from another, dates and numbers aside; `columns` gives a field
    of the source, or `-` for none, to each label. The empty sender is a source's only one.
    """

    __tablename__ = "sheet_mapping"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    sender: Mapped[str] = mapped_column(Text, primary_key=True)
    fingerprint: Mapped[str] = mapped_column(Text, primary_key=True)
    sheet: Mapped[str] = mapped_column(Text)
    columns: Mapped[dict[str, str]] = mapped_column(JSONB)
    confirmed_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )


class SheetAnswer(Base):
    """What a sender's wording or figure means, answered once; `question` is its key."""

    __tablename__ = "sheet_answer"

    source: Mapped[str] = mapped_column(Text, primary_key=True)
    sender: Mapped[str] = mapped_column(Text, primary_key=True)
    question: Mapped[str] = mapped_column(Text, primary_key=True)
    answer: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[dt.datetime] = mapped_column(
        DateTime(timezone=True), server_default=func.clock_timestamp()
    )
