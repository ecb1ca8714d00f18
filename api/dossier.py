"""Everything the register holds about one unit on a day, read in a bounded number of queries."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain
from typing import Literal

from sqlalchemy.orm import Session

from buildings.arrears import queries as arrears
from buildings.arrears.models import UnitArrears
from buildings.cadastre import queries as cadastre
from buildings.cadastre.queries import CadastreOfUnit
from buildings.cases import queries as cases
from buildings.cases.queries import CaseOnDay
from buildings.cases.states import Office
from buildings.condominiums import management
from buildings.condominiums.management import ShareOfUnit
from buildings.condominiums.models import Meter
from buildings.discrepancies import queries as discrepancies
from buildings.discrepancies.models import Discrepancy
from buildings.discrepancies.queries import Wanted
from buildings.dwellings import queries as dwellings
from buildings.dwellings.queries import Home
from buildings.interventions import queries as interventions
from buildings.interventions.queries import InterventionOnDay
from buildings.issues import queries as issues
from buildings.issues.queries import IssueOnDay
from buildings.occupations import queries as occupations
from buildings.occupations.queries import Occupations
from buildings.purposes.queries import UnitReading, begin_reading
from buildings.registry import queries as registry
from buildings.registry.queries import UnitPlace
from buildings.residence import queries as residence
from buildings.residence.queries import UnitFacts
from buildings.residence.room import Room
from buildings.residence.states import JoinPurpose
from buildings.status import course
from buildings.status import queries as status
from buildings.status.course import StateOfUnit
from buildings.status.queries import NOTHING_KNOWN, Glance
from gis.codes import Coded
from gis.columns import Provenance
from gis.provenance import Source

CARD_PURPOSE = JoinPurpose.CASE
"""What the registers are read for, until accounts say who reads them and why."""

ROOM_PURPOSE = JoinPurpose.SUITABILITY
"""What persons are counted for."""

Scope = Literal["unit", "building", "condominium"]
"""What something is about: the unit itself, or what it is part of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """Something that somebody must do: what, which office follows it, by when.

    `what` is the type of the case or issue, None for an auction.
    """

    kind: str
    what: Coded | None
    state: Coded
    office: Office | None
    due_on: dt.date | None
    is_overdue: bool
    scope: Scope


@dataclass(frozen=True, slots=True, kw_only=True)
class Dossier:
    """One unit on a day; every list in the order in which people should read it.

    `reading` says which parts are closed to the reader: an empty list there means nothing.
    """

    on_date: dt.date
    reading: UnitReading
    place: UnitPlace
    glance: Glance
    state: StateOfUnit
    issues: list[IssueOnDay]
    cases: list[CaseOnDay]
    occupations: Occupations
    interventions: list[InterventionOnDay]
    homes: list[Home]
    arrears: list[UnitArrears]
    meters: list[Meter]
    shares: list[ShareOfUnit]
    discrepancies: list[Discrepancy]
    cadastre: CadastreOfUnit
    linked_places: dict[uuid.UUID, UnitPlace]
    registers: UnitFacts
    room: Room
    sources: dict[str, Source]

    @property
    def tasks(self) -> list[Task]:
        """What is to be done about the unit, then about what it is part of; soonest first.

        What has no date comes last.
        """
        found = chain(_of_cases(self.cases), _of_issues(self.issues, self.place.id), self._auctions)
        return sorted(
            found,
            key=lambda task: (
                task.scope != "unit",
                task.due_on is None,
                task.due_on or dt.date.max,
            ),
        )

    @property
    def _auctions(self) -> Iterator[Task]:
        for each in self.state.sales:
            if each.is_awaited(self.on_date):
                yield Task(
                    kind="sale",
                    what=None,
                    state=each.states[0].state,
                    office=None,
                    due_on=each.sale.sale_on,
                    is_overdue=False,
                    scope="unit",
                )


def _of_cases(found: Iterable[CaseOnDay]) -> Iterator[Task]:
    for each in found:
        if each.is_open:
            yield Task(
                kind="case",
                what=each.case.case_type,
                state=each.state.state,
                office=each.case.office,
                due_on=each.case.due_on,
                is_overdue=each.is_overdue,
                scope="unit" if each.reaches_unit else "building",
            )


def _of_issues(found: Iterable[IssueOnDay], unit_id: uuid.UUID) -> Iterator[Task]:
    for each in found:
        if each.is_open:
            yield Task(
                kind="issue",
                what=each.issue.issue_type,
                state=each.state.state,
                office=None,
                due_on=each.issue.due_on,
                is_overdue=each.is_overdue,
                scope=_scope(each, unit_id),
            )


def _scope(each: IssueOnDay, unit_id: uuid.UUID) -> Scope:
    if each.issue.unit_id == unit_id:
        return "unit"
    return "condominium" if each.issue.building_id is None else "building"


def dossier(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> Dossier:
    """The dossier of a unit, in as many queries for an empty one as for a full one.

    NotFoundError where there is no such unit.
    """
    reading = begin_reading(session, unit_id)
    books = cadastre.of_unit(session, unit_id, on_date)
    places = registry.unit_and_others(
        session, unit_id, [each.unit_id for each in books.linked], on_date
    )
    place = places.pop(unit_id)
    building_id, condominium_id = place.building_id, place.condominium_id
    registers = residence.of_unit(session, unit_id, [CARD_PURPOSE, ROOM_PURPOSE], on_date)
    shares, meters = management.shares_and_meters(session, unit_id, on_date)
    made = Dossier(
        on_date=on_date,
        reading=reading,
        place=place,
        glance=status.glances(session, [unit_id], on_date).get(unit_id, NOTHING_KNOWN),
        state=course.of_unit(session, unit_id, on_date),
        issues=issues.of_unit(session, unit_id, building_id, condominium_id, on_date),
        cases=cases.of_unit(session, unit_id, building_id, on_date),
        occupations=occupations.of_unit(session, unit_id, on_date),
        interventions=interventions.of_unit(session, unit_id, building_id, condominium_id, on_date),
        homes=dwellings.homes_of_unit(session, unit_id, on_date),
        arrears=arrears.of_unit(session, unit_id, on_date),
        meters=meters,
        shares=shares,
        discrepancies=discrepancies.listed(session, Wanted(unit_id=unit_id)),
        cadastre=books,
        linked_places=places,
        registers=registers.facts[CARD_PURPOSE],
        room=Room.of(
            registers.rule,
            registers.facts[ROOM_PURPOSE].persons,
            place.usable_area_m2,
            place.bedroom_areas_m2,
            is_studio=bool(place.is_studio),
        ),
        sources={},
    )
    return replace(made, sources=registry.sources(session, _source_ids(made)))


def _source_ids(made: Dossier) -> set[str]:
    place = made.place
    told = {place.source_id, place.cadastral_source_id} | made.cadastre.source_ids
    for counted in (made.room.persons.registered, made.room.persons.noticed):
        told |= set(counted.source_ids) if counted else set()
    for each in made.discrepancies:
        told |= {each.first_source_id, each.second_source_id}
    return {fact.source_id for fact in _facts(made)} | {each for each in told if each}


def _facts(made: Dossier) -> Iterator[Provenance]:
    """Every fact of the dossier that names its source, but the unit itself."""
    for dimension in made.state.dimensions:
        yield from dimension.rows
    for utility in made.state.utilities:
        yield from utility.rows
    yield from made.state.encumbrances
    for sale in made.state.sales:
        yield sale.sale
        yield from sale.states
        yield from sale.attempts
    yield from made.registers
    yield from made.arrears
    for issue in made.issues:
        yield issue.issue
        yield issue.state
    for case in made.cases:
        yield case.case
        yield case.state
    for episode in made.occupations.episodes:
        yield episode.episode
        yield from episode.states
        yield from (report.report for report in episode.reports)
    yield from (report.report for report in made.occupations.loose_reports)
    for home in made.homes:
        yield home.dwelling
        yield from home.rows()
    yield from made.meters
    yield from (share.share for share in made.shares)
    for each in made.interventions:
        yield each.intervention
        yield each.stage
        yield from each.funds
