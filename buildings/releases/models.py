"""Tables of releases: figures as they were published, with the places that they are of.

Nothing here is read from live rows again: a place keeps the name and outline that it had. What a
rule held back has no figure anywhere in these tables. Triggers keep a published release as it is.
"""

import datetime as dt
import uuid
from decimal import Decimal

from geoalchemy2 import WKBElement
from sqlalchemy import CheckConstraint, DateTime, ForeignKey, Index, Numeric, Text, text
from sqlalchemy import false as sql_false
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from buildings.disclosure.states import Missing
from buildings.releases.states import Indicator, Level, RateBand, ReleaseState
from gis.columns import Identified, code_type, geometry, web_geometry
from gis.db import Base


class Release(Identified, Base):
    """The figures of one quarter; at most one of a quarter is in force.

    `rules` are the thresholds that it was made with, `digest` the SHA-256 of its cells.
    """

    __tablename__ = "release"
    __table_args__ = (
        CheckConstraint("quarter ~ '^[0-9]{4}-Q[1-4]$'", name="quarter_form"),
        CheckConstraint("btrim(made_by) <> ''", name="maker_given"),
        CheckConstraint(
            "(state = 'draft') = (published_at is null)"
            " and (published_at is null) = (published_by is null)",
            name="published_when_and_by",
        ),
        CheckConstraint(
            "(state = 'withdrawn') = (withdrawn_at is not null)"
            " and (withdrawn_at is null) = (withdrawn_because is null)",
            name="withdrawn_when_and_why",
        ),
        Index(
            "uq_release_quarter_in_force",
            "quarter",
            unique=True,
            postgresql_where=text("state <> 'withdrawn'"),
        ),
        Index("ix_release_state_as_of", "state", "as_of"),
    )

    quarter: Mapped[str] = mapped_column(Text)
    as_of: Mapped[dt.date]
    state: Mapped[ReleaseState] = mapped_column(code_type(ReleaseState))
    made_at: Mapped[dt.datetime] = mapped_column(DateTime(timezone=True))
    made_by: Mapped[str] = mapped_column(Text)
    published_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    published_by: Mapped[str | None] = mapped_column(Text)
    withdrawn_at: Mapped[dt.datetime | None] = mapped_column(DateTime(timezone=True))
    withdrawn_because: Mapped[str | None] = mapped_column(Text)
    rules: Mapped[str] = mapped_column(Text)
    digest: Mapped[str] = mapped_column(Text)
    is_synthetic: Mapped[bool]


class ReleasePlace(Identified, Base):
    """A place of a release, its name and outline as they were; `thing_id` is the thing itself."""

    __tablename__ = "release_place"
    __table_args__ = (Index(None, "release_id", "level", "thing_id", unique=True),)

    release_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("release.id"))
    level: Mapped[Level] = mapped_column(code_type(Level))
    thing_id: Mapped[uuid.UUID]
    name: Mapped[str | None] = mapped_column(Text)
    height_m: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    geom: Mapped[WKBElement | None] = geometry("MULTIPOLYGON", nullable=True)
    geom_3857: Mapped[WKBElement | None] = web_geometry("MULTIPOLYGON")


class Figured(Identified):
    """One cell: a rounded count with its rounded base and rate, or a band, or why it is missing.

    The labels of the category are those of the day of the release.
    """

    release_id: Mapped[uuid.UUID] = mapped_column(ForeignKey("release.id"), sort_order=1)
    indicator: Mapped[Indicator] = mapped_column(code_type(Indicator), sort_order=3)
    category: Mapped[str] = mapped_column(Text, sort_order=4)
    category_it: Mapped[str] = mapped_column(Text, sort_order=5)
    category_en: Mapped[str] = mapped_column(Text, sort_order=6)
    figure: Mapped[int | None] = mapped_column(sort_order=7)
    base: Mapped[int | None] = mapped_column(sort_order=8)
    rate: Mapped[Decimal | None] = mapped_column(Numeric(4, 1), sort_order=9)
    band: Mapped[RateBand | None] = mapped_column(code_type(RateBand), sort_order=10)
    missing: Mapped[Missing | None] = mapped_column(code_type(Missing), sort_order=11)

    @declared_attr
    def place_id(cls) -> Mapped[uuid.UUID]:  # noqa: N805 - SQLAlchemy calls it on the class
        """The place of the same release."""
        return mapped_column(ForeignKey("release_place.id"), sort_order=2)


def _figured() -> tuple[CheckConstraint, ...]:
    return (
        CheckConstraint(
            "num_nonnulls(figure, band, missing) = 1"
            " and (missing is null or num_nonnulls(base, rate) = 0)"
            " and (rate is null or (figure is not null and base is not null))",
            name="figure_or_reason",
        ),
        CheckConstraint("figure >= 0 and base >= 0", name="not_negative"),
        CheckConstraint("rate between 0 and 100", name="rate_range"),
    )


class ReleaseCell(Figured, Base):
    """A cell that everybody may read once its release is published. Class P0."""

    __tablename__ = "release_cell"
    __table_args__ = (
        *_figured(),
        Index(None, "place_id", "indicator", "category", unique=True),
        Index(None, "release_id", "indicator"),
    )


class ReleaseRestrictedCell(Figured, Base):
    """A cell for some readers only; each audience is a column of its own, for the policies."""

    __tablename__ = "release_restricted_cell"
    __table_args__ = (
        *_figured(),
        CheckConstraint(
            "for_council or for_planning or for_prefecture or for_research", name="for_somebody"
        ),
        Index(None, "place_id", "indicator", "category", unique=True),
        Index(None, "release_id", "indicator"),
    )

    for_council: Mapped[bool] = mapped_column(server_default=sql_false(), sort_order=20)
    for_planning: Mapped[bool] = mapped_column(server_default=sql_false(), sort_order=21)
    for_prefecture: Mapped[bool] = mapped_column(server_default=sql_false(), sort_order=21)
    for_research: Mapped[bool] = mapped_column(server_default=sql_false(), sort_order=22)
