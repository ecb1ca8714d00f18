"""The kinds of column that tables may have: identity, code list, geometry, provenance, time."""

import datetime as dt
import uuid
from typing import Any, Literal

from geoalchemy2 import Geometry, WKBElement
from sqlalchemy import (
    BigInteger,
    CheckConstraint,
    ColumnClause,
    Computed,
    Date,
    Dialect,
    Enum,
    ForeignKey,
    Identity,
    TypeDecorator,
    literal_column,
    text,
)
from sqlalchemy.dialects.postgresql import DATERANGE, ExcludeConstraint, Range
from sqlalchemy.orm import Mapped, MappedColumn, mapped_column

from gis.codes import Coded
from gis.crs import STORAGE_SRID, WEB_SRID

GeometryKind = Literal["POINT", "LINESTRING", "POLYGON", "MULTIPOLYGON"]


class Reliability(Coded):
    """How far a fact may be trusted."""

    OFFICIAL = "official", "ufficiale", "official"
    CONFIRMED = "confirmed", "confermata da più fonti", "confirmed by several sources"
    SINGLE_SOURCE = "single_source", "da una sola fonte", "from a single source"
    INFERRED = "inferred", "dedotta", "inferred"
    DISPUTED = "disputed", "controversa tra le fonti", "disputed between sources"
    SYNTHETIC = "synthetic", "sintetica (inventata)", "synthetic (invented)"


class OpenEnd(TypeDecorator[dt.date]):
    """The end of a validity: `infinity` in the database, None in Python."""

    impl = Date
    cache_ok = True

    def process_bind_param(self, value: dt.date | None, dialect: Dialect) -> Any:  # noqa: ANN401, ARG002 - any value that a column may hold
        """None is written as `infinity`."""
        return "infinity" if value is None else value

    def process_result_value(self, value: dt.date | None, dialect: Dialect) -> dt.date | None:  # noqa: ARG002 - signature of the base
        """Psycopg2 reads `infinity` as the last date that Python knows."""
        return None if value == dt.date.max else value


def code_type(codes: type[Coded]) -> Enum:
    """The column type of a code list; the CHECK is named after the class."""
    return Enum(
        codes,
        name=codes.__name__.lower(),
        native_enum=False,
        create_constraint=True,
        length=40,
        values_callable=lambda members: [member.value for member in members],
    )


def geometry(kind: GeometryKind, *, nullable: bool = False) -> MappedColumn[WKBElement]:
    """A geometry in EPSG:7791 with a GiST index."""
    return mapped_column(Geometry(kind, srid=STORAGE_SRID), nullable=nullable)


def web_geometry(kind: GeometryKind) -> MappedColumn[WKBElement]:
    """The stored EPSG:3857 copy of `geom`, from which tiles are cut."""
    return mapped_column(
        Geometry(kind, srid=WEB_SRID),
        Computed(f"st_transform(geom, {WEB_SRID})", persisted=True),
        nullable=True,
    )


class Identified:
    """A thing with a UUID of its own and a number for map features."""

    id: Mapped[uuid.UUID] = mapped_column(
        primary_key=True, server_default=text("gen_random_uuid()"), sort_order=-20
    )
    fid: Mapped[int] = mapped_column(BigInteger, Identity(always=True), unique=True, sort_order=-19)


class Recorded:
    """A row whose every earlier state is kept, with the transaction that wrote it.

    Triggers set the column; plain SQL that writes another value is refused.
    """

    recorded_in: Mapped[int] = mapped_column(
        BigInteger,
        server_default=text("history.current_transaction()"),
        deferred=True,
        sort_order=94,
    )


class Provenance(Recorded):
    """Where a fact comes from, as of when, and how far it may be trusted."""

    source_id: Mapped[str] = mapped_column(ForeignKey("source.id"), index=True, sort_order=90)
    as_of: Mapped[dt.date] = mapped_column(sort_order=91)
    reliability: Mapped[Reliability] = mapped_column(code_type(Reliability), sort_order=92)
    is_synthetic: Mapped[bool] = mapped_column(
        Computed("reliability = 'synthetic'", persisted=True), sort_order=93
    )


class ValidTime:
    """When a fact holds: from a day until, not including, another."""

    valid_from: Mapped[dt.date] = mapped_column(sort_order=80)
    valid_to: Mapped[dt.date | None] = mapped_column(
        OpenEnd, server_default=text("'infinity'"), nullable=False, sort_order=81
    )
    valid: Mapped[Range[dt.date]] = mapped_column(
        DATERANGE,
        Computed("daterange(valid_from, valid_to, '[)')", persisted=True),
        sort_order=82,
    )


def valid_time_ordered() -> CheckConstraint:
    """A validity ends after it begins."""
    return CheckConstraint("valid_from < valid_to", name="valid_time_ordered")


def one_number(code: str, text: str) -> ColumnClause[int]:
    """A code and a text as one number of 64 bits, for exclusion constraints.

    GiST keys on text tell long common beginnings apart badly: over the serial numbers of meters
    an index took 200 microseconds a row. In a table of ten million rows two different pairs share
    a number with a probability of 3 in a million. The code holds no blanks.
    """
    return literal_column(f"(hashtextextended({code}::text || ' ' || {text}, 0))")


def no_overlap(*columns: str | ColumnClause[Any]) -> ExcludeConstraint:
    """Two rows with equal `columns`, or expressions, never hold at the same time.

    The condition is always true by `valid_time_ordered`; it only keeps the planner from reading
    a status through this index, whose cost ties with the btree's that is twice as fast.
    """
    return ExcludeConstraint(
        *[(column, "=") for column in columns],
        ("valid", "&&"),
        using="gist",
        where=text("valid_from < valid_to"),
        name="no_overlap",
    )
