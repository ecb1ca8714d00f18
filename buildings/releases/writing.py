"""A release's rows: its places as they are now, and its cells."""

import uuid
from collections.abc import Iterable, Mapping
from decimal import Decimal
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.disclosure.rounding import rate
from buildings.disclosure.states import Missing, Reason
from buildings.releases import queries
from buildings.releases.catalogue import ALL, CATALOGUE, Table
from buildings.releases.drawing import Drawn
from buildings.releases.models import Release, ReleaseCell, ReleasePlace, ReleaseRestrictedCell
from buildings.releases.states import Audience, Level, RateBand
from buildings.releases.truth import SQL
from gis.codes import Text
from gis.sqlfiles import statement

TOTAL = Text(it="totale", en="total")

Places = Mapping[tuple[Level, uuid.UUID], ReleasePlace]


def keep_places(session: Session, release: Release, cells: Iterable[Drawn]) -> Places:
    """Write down the places that cells are of, with the names and outlines that they have."""
    things = {each.key[1] for each in cells}
    session.execute(
        statement(SQL, "keep_places"),
        {"release_id": release.id, "things": list(things), "on_date": release.as_of},
    )
    rows = session.scalars(select(ReleasePlace).where(ReleasePlace.release_id == release.id))
    return {(each.level, each.thing_id): each for each in rows}


def row(
    release: Release, table: Table, each: Drawn, reason: Reason | None, places: Places
) -> ReleaseCell | ReleaseRestrictedCell:
    """The row of a cell; of one that is held back it has nothing but that it is."""
    level, thing, category = each.key
    label = _label(table, category)
    values = {
        "release_id": release.id,
        "place_id": places[level, thing].id,
        "indicator": table.indicator,
        "category": category,
        "category_it": label.it,
        "category_en": label.en,
        **_told(each, reason),
    }
    if table.is_public:
        return ReleaseCell(**values)
    return ReleaseRestrictedCell(
        **values,
        for_council=Audience.COUNCIL in table.audiences,
        for_planning=Audience.PLANNING in table.audiences,
        for_prefecture=Audience.PREFECTURE in table.audiences,
        for_research=Audience.RESEARCH in table.audiences,
    )


def digest(session: Session, release: Release) -> str:
    """SHA-256 of all that a release tells, in the order in which it was written."""
    lines = [
        "\t".join(
            str(each)
            for each in (
                cell.indicator, place.level, place.thing_id, cell.category, cell.figure,
                cell.base, cell.rate, cell.band, cell.missing,
            )
        )
        for table in CATALOGUE.values()
        for cell, place in queries.cells(session, release, table)
    ]  # fmt: skip
    return sha256("\n".join(lines).encode()).hexdigest()


def _told(each: Drawn, reason: Reason | None) -> dict[str, object]:
    if reason is not None:
        return {"missing": Missing.WITHHELD}
    if each.figure is None:
        return {"missing": Missing.NO_DATA}
    if isinstance(each.figure, RateBand):
        return {"band": each.figure}
    if each.base is None:
        return {"figure": each.figure}
    share = rate(each.figure, each.base)
    told = None if share is None else Decimal(str(share))
    return {"figure": each.figure, "base": each.base, "rate": told}


def _label(table: Table, category: str) -> Text:
    if category == ALL or table.classes is None:
        return TOTAL
    return next(each.label for each in table.classes if each.value == category)
