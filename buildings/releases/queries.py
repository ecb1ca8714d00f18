"""Reads of releases and of what was published in them."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.releases.catalogue import CATALOGUE, Table
from buildings.releases.drawing import Key
from buildings.releases.models import Release, ReleaseCell, ReleasePlace, ReleaseRestrictedCell
from buildings.releases.states import Audience, RateBand, ReleaseState
from gis.codes import Text
from gis.errors import RuleError

COLUMNS = (
    "quarter", "indicator", "level", "place", "category", "category_it", "figure", "base", "rate",
    "band", "missing",
)  # fmt: skip
"""What a line of a table says."""

Row = ReleaseCell | ReleaseRestrictedCell
Kind = TypeVar("Kind", ReleaseCell, ReleaseRestrictedCell)


def all_releases(session: Session) -> Sequence[Release]:
    """Every release, the latest day first."""
    return session.scalars(
        select(Release).order_by(Release.as_of.desc(), Release.made_at.desc())
    ).all()


def out_before(session: Session, release: Release | None = None) -> Sequence[Release]:
    """Releases that readers have: published ones and withdrawn ones, which nobody unreads.

    In the order of their days; not `release` itself.
    """
    query = (
        select(Release)
        .where(Release.state != ReleaseState.DRAFT)
        .order_by(Release.as_of, Release.made_at)
    )
    if release is not None:
        query = query.where(Release.id != release.id)
    return session.scalars(query).all()


def standing(session: Session, quarter: str) -> Release | None:
    """The draft or published release of a quarter."""
    return session.scalars(
        select(Release).where(Release.quarter == quarter, Release.state != ReleaseState.WITHDRAWN)
    ).one_or_none()


def all_published(session: Session) -> Sequence[Release]:
    """The published releases, the latest quarter first."""
    return session.scalars(
        select(Release)
        .where(Release.state == ReleaseState.PUBLISHED)
        .order_by(Release.as_of.desc())
    ).all()


def cells(session: Session, release: Release, table: Table) -> Sequence[tuple[Row, ReleasePlace]]:
    """The cells of one table of a release with their places, in the order they were written."""
    if table.is_public:
        return _cells(session, ReleaseCell, release, table)
    return _cells(session, ReleaseRestrictedCell, release, table)


def _cells(
    session: Session, kind: type[Kind], release: Release, table: Table
) -> list[tuple[Kind, ReleasePlace]]:
    rows = session.execute(
        select(kind, ReleasePlace)
        .join(ReleasePlace, ReleasePlace.id == kind.place_id)
        .where(kind.release_id == release.id, kind.indicator == table.indicator)
        .order_by(kind.fid)
    )
    return [(cell, place) for cell, place in rows]


def lines(session: Session, release: Release, audience: Audience) -> Iterator[tuple[object, ...]]:
    """The cells of a published release that an audience may read, by `COLUMNS`.

    Raises RuleError for a draft: its figures are nobody's yet.
    """
    if release.state is not ReleaseState.PUBLISHED:
        raise RuleError(
            Text(
                it=f"Il rilascio {release.quarter} non è pubblicato: le sue cifre non si danno.",
                en=f"Release {release.quarter} is not published: its figures are not given out.",
            )
        )
    for table in CATALOGUE.values():
        if table.is_public or audience in table.audiences:
            for cell, place in cells(session, release, table):
                yield (
                    release.quarter, table.indicator, place.level, place.name, cell.category,
                    cell.category_it, cell.figure, cell.base, cell.rate, cell.band, cell.missing,
                )  # fmt: skip


def readable_tables(session: Session, releases: Iterable[Release]) -> dict[uuid.UUID, list[Table]]:
    """The tables of which the reader may see any cell, by release, in the catalogue's order."""
    ids = [each.id for each in releases]
    seen = {
        (row.release_id, row.indicator)
        for kind in (ReleaseCell, ReleaseRestrictedCell)
        for row in session.execute(
            select(kind.release_id, kind.indicator).where(kind.release_id.in_(ids)).distinct()
        )
    }
    return {
        each: [table for table in CATALOGUE.values() if (each, table.indicator) in seen]
        for each in ids
    }


def published(session: Session, release: Release, table: Table) -> dict[Key, int | RateBand | None]:
    """The figures of one table of a release by place and category, None where one is missing."""
    return {
        (place.level, place.thing_id, row.category): row.figure if row.band is None else row.band
        for row, place in cells(session, release, table)
    }
