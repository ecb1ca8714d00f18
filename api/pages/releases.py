"""Pages of released figures: the releases, and each table as its reader may see it."""

from collections.abc import Sequence
from dataclasses import dataclass

from fastapi import APIRouter, Request
from fastapi.responses import Response

from api.deps import SessionDep
from api.pages.templates import NOT_STORED, render
from buildings.disclosure.states import Measure
from buildings.releases import queries
from buildings.releases.catalogue import Table
from buildings.releases.models import Release, ReleasePlace
from buildings.releases.past import rules_of
from buildings.releases.quarters import Quarter
from buildings.releases.queries import Row
from buildings.releases.service import of_quarter
from buildings.releases.states import Indicator, Level, ReleaseState
from buildings.research import queries as research
from gis.codes import Text
from gis.errors import NotFoundError

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class Shown:
    """One table of a release at one level: a line a place, a cell a class.

    `unseen` are the classes of which no place has a figure, where others have some.
    """

    table: Table
    level: Level
    levels: tuple[Level, ...]
    classes: dict[str, Text]
    unseen: list[Text]
    lines: list[tuple[ReleasePlace, dict[str, Row]]]
    least: int


@router.get("/releases")
def releases(request: Request, session: SessionDep) -> Response:
    """The releases that the reader may know of; for researchers, the extracts of their projects."""
    found = queries.all_releases(session)
    return render(
        request,
        "releases.html",
        headers=NOT_STORED,
        releases=found,
        withdrawn=ReleaseState.WITHDRAWN,
        tables=queries.readable_tables(session, found),
        extracts=research.extracts(session),
        projects=research.all_projects(session),
    )


@router.get("/releases/{quarter}")
def release(request: Request, session: SessionDep, quarter: str) -> Response:
    """One release: how it is cited, and the tables of it that the reader may see."""
    found = of_quarter(session, Quarter.of(quarter))
    tables = queries.readable_tables(session, [found])[found.id]
    return render(request, "release.html", headers=NOT_STORED, release=found, tables=tables)


@router.get("/releases/{quarter}/{indicator}")
def release_table(
    request: Request, session: SessionDep, quarter: str, indicator: str, level: str = ""
) -> Response:
    """One table of a release; NotFoundError for one that the reader may not see."""
    found = of_quarter(session, Quarter.of(quarter))
    tables = queries.readable_tables(session, [found])[found.id]
    table = next((each for each in tables if each.indicator == indicator), None)
    if table is None:
        raise NotFoundError(
            Text(
                it=f"Nel rilascio {found.quarter} non c'è una tabella «{indicator[:40]}» che si "
                "possa vedere con questo ruolo.",
                en=f"Release {found.quarter} has no table “{indicator[:40]}” that this role may "
                "see.",
            )
        )
    cells = queries.cells(session, found, table)
    return render(
        request,
        "release_table.html",
        headers=NOT_STORED,
        release=found,
        shown=_shown(found, table, cells, level),
        measure=Measure,
        layer="public_indicators" if table.is_public else "restricted_indicators",
        has_layer=table.indicator is not Indicator.DWELLINGS or level != Level.BUILDING,
    )


def _shown(
    release: Release, table: Table, cells: Sequence[tuple[Row, ReleasePlace]], asked: str
) -> Shown:
    """The table's cells of one level: the one asked for, else condominiums where there are any."""
    levels = tuple(each for each in Level if any(place.level is each for _, place in cells))
    first = Level.CONDOMINIUM if Level.CONDOMINIUM in levels else levels[0]
    level = next((each for each in levels if each == asked), first)
    here = [(row, place) for row, place in cells if place.level is level]
    places = {place.id: place for _, place in here}
    rows: dict[object, dict[str, Row]] = {each: {} for each in places}
    for row, place in here:
        rows[place.id][row.category] = row
    classes = {row.category: Text(it=row.category_it, en=row.category_en) for row, _ in here}
    # An older release may have classes that the catalogue no longer has.
    order = [each for each in table.told if each in classes]
    order += [each for each in classes if each not in order]
    unseen = {each for each in order if all(row.missing for row, _ in here if row.category == each)}
    if len(unseen) == len(order):
        unseen = set()
    return Shown(
        table=table,
        level=level,
        levels=levels,
        classes={each: classes[each] for each in order if each not in unseen},
        unseen=[classes[each] for each in order if each in unseen],
        lines=sorted(
            ((places[each], rows[each]) for each in places), key=lambda one: one[0].name or ""
        ),
        least=_least(release, table),
    )


def _least(release: Release, table: Table) -> int:
    """How many there must be for a figure to be told, by the release's own rules."""
    rules = rules_of(release)
    if table.measure is Measure.MONEY_RATE:
        return int(rules.money_contributors_unmeasured)
    return table.least(rules)
