"""A small invented town that search and cards are tested on.

Condominium Girasole, part of the super-condominium I Fiori, stands at via Dante 901 with two
staircases. In flat A 3, on the second floor, nearly everything happens at once: the owner's flat is
seized, an occupation was reported and then established, the eviction case is late, the water meter
is broken, an auction is near. Flat B 1 stands empty. A shed of the same address fell in 2020.
Another house stands at piazza Niccolò Tommaseo 3/A, and condominium Papavero has no known address.
"""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase, HousingCaseState
from buildings.cases.states import CaseState, CaseType, Office
from buildings.condominiums.models import Condominium, SuperCondominium
from buildings.interventions.models import (
    Intervention,
    InterventionFunding,
    InterventionStage,
    InterventionTarget,
)
from buildings.interventions.states import FundingSource, InterventionState, WorksCategory
from buildings.issues.models import CondominiumIssue, CondominiumIssueState
from buildings.issues.states import IssueState, IssueType, Severity
from buildings.occupations.models import (
    OccupationEpisode,
    OccupationEpisodeState,
    OccupationReport,
    OccupationReportState,
)
from buildings.occupations.states import EpisodeState, ReportChannel, ReportState
from buildings.registry.models import Address, Staircase, Unit
from buildings.registry.states import IdentifierScheme
from buildings.status.models import (
    EnforcementSale,
    EnforcementSaleState,
    UnitEncumbrance,
    UnitUtility,
)
from buildings.status.states import (
    Dimension,
    EncumbranceKind,
    Occupancy,
    SaleState,
    UtilityService,
    UtilityState,
)
from gis.db import Base
from tests import make
from tests.make import PROVENANCE

TODAY = dt.date(2026, 11, 22)
LONG_AGO = dt.date(2020, 1, 1)


@dataclass
class Town:
    """Ids of what stands there; flats by staircase and door."""

    condominium: uuid.UUID
    nameless: uuid.UUID
    building: uuid.UUID
    square: uuid.UUID
    flats: dict[str, uuid.UUID] = field(default_factory=dict)


def build(session: Session) -> Town:
    """Write the town and flush it."""
    make.municipality(session)
    flowers = added(session, SuperCondominium, name="I Fiori")
    dante = address(session, "via Dante", 901)
    girasole = added(
        session, Condominium, name="Girasole", super_condominium_id=flowers.id, address_id=dante
    )
    papavero = added(
        session,
        Condominium,
        name="Papavero",
        note_it="È noto solo il nome.",
        note_en="Only the name is known.",
    )
    house = make.building(session, condominium_id=girasole.id, address_id=dante)
    make.building(session, address_id=dante, ended_on=LONG_AGO)
    square = make.building(
        session, address_id=address(session, "piazza Niccolò Tommaseo", 3, suffix="A")
    )
    town = Town(girasole.id, papavero.id, house.id, square.id)
    stairs = {
        code: added(session, Staircase, building_id=house.id, staircase_code=code).id
        for code in "AB"
    }
    for number, (code, door, floor, order) in enumerate(DOORS, start=1):
        flat = make.unit(
            session,
            building_id=house.id,
            staircase_id=stairs[code],
            condominium_id=girasole.id,
            floor_code=floor,
            floor_order=order,
            unit_number=door,
        )
        make.identifier(session, flat, IdentifierScheme.CADASTRAL_UNIT, f"G686/-/900/12/{number}")
        town.flats[f"{code}{door}"] = flat.id
    trouble(session, session.get_one(Unit, town.flats["A3"]))
    empty = session.get_one(Unit, town.flats["B1"])
    make.status(session, empty, Dimension.OCCUPANCY, Occupancy.VACANT, LONG_AGO)
    session.flush()
    return town


DOORS = (
    ("A", "1", "T", 0),
    ("A", "2", "1", 1),
    ("A", "3", "2", 2),
    ("A", "10", "2", 2),
    ("B", "1", "1", 1),
    ("B", "2", "2", 2),
)
"""Staircase, door, floor and its order; the subunit is the place in this list."""


def address(session: Session, street: str, number: int, suffix: str | None = None) -> uuid.UUID:
    """A street number; its id."""
    made: Address = added(
        session,
        Address,
        municipality_code="G686",
        street_name=street,
        house_number=number,
        number_suffix=suffix,
        number_text=f"{number}/{suffix}" if suffix else str(number),
    )
    return made.id


def trouble(session: Session, flat: Unit) -> None:
    """Everything that happens in flat A 3."""
    make.status(session, flat, Dimension.OCCUPANCY, Occupancy.VACANT, LONG_AGO, dt.date(2026, 9, 1))
    make.status(session, flat, Dimension.OCCUPANCY, Occupancy.OCCUPIED, dt.date(2026, 9, 1))
    added(
        session,
        UnitUtility,
        unit_id=flat.id,
        service=UtilityService.WATER,
        state=UtilityState.CUT,
        valid_from=dt.date(2026, 10, 1),
    )
    added(
        session,
        UnitEncumbrance,
        unit_id=flat.id,
        kind=EncumbranceKind.SEIZURE,
        reference="12/2025",
        valid_from=dt.date(2025, 5, 1),
    )
    sale = added(
        session,
        EnforcementSale,
        unit_id=flat.id,
        court="Tribunale inventato",
        rge_number=12,
        rge_year=2025,
        base_price_eur=60000,
        min_offer_eur=45000,
        sale_on=dt.date(2026, 12, 20),
    )
    history(
        session,
        EnforcementSaleState,
        "sale_id",
        sale.id,
        (SaleState.SEIZED, dt.date(2025, 5, 1)),
        (SaleState.PUBLISHED, dt.date(2026, 10, 20)),
    )
    occupation(session, flat)
    followed(session, flat)


def occupation(session: Session, flat: Unit) -> None:
    """A report, and the episode that it led to."""
    episode = added(session, OccupationEpisode, unit_id=flat.id, opened_on=dt.date(2026, 9, 2))
    history(
        session,
        OccupationEpisodeState,
        "episode_id",
        episode.id,
        (EpisodeState.REPORTED, dt.date(2026, 9, 2)),
        (EpisodeState.UNDER_VERIFICATION, dt.date(2026, 9, 5)),
        (EpisodeState.CONFIRMED, dt.date(2026, 10, 1)),
    )
    report = added(
        session,
        OccupationReport,
        episode_id=episode.id,
        unit_id=flat.id,
        channel=ReportChannel.ADMINISTRATOR,
        received_on=dt.date(2026, 9, 2),
    )
    history(
        session,
        OccupationReportState,
        "report_id",
        report.id,
        (ReportState.LINKED, report.received_on),
    )


def followed(session: Session, flat: Unit) -> None:
    """A late case, an issue of the flat, a debt of the condominium that ended, works."""
    case = added(
        session,
        HousingCase,
        case_type=CaseType.EVICTION,
        unit_id=flat.id,
        office=Office.HOUSING_OFFICE,
        opened_on=dt.date(2026, 10, 1),
        due_on=dt.date(2026, 11, 2),
        protocol_no="PROVA/7",
    )
    history(
        session,
        HousingCaseState,
        "case_id",
        case.id,
        (CaseState.UNDER_REVIEW, dt.date(2026, 10, 1)),
    )
    for title, where, due, states in (
        ("Contatore rotto", {"unit_id": flat.id}, dt.date(2026, 12, 1), OPEN_ISSUE),
        ("Debito verso fornitori", {"condominium_id": flat.condominium_id}, None, ENDED_ISSUE),
    ):
        issue = added(
            session,
            CondominiumIssue,
            issue_type=IssueType.BACKLOG,
            severity=Severity.MEDIUM,
            title_it=title,
            title_en=f"{title} (en)",
            reported_on=states[0][1],
            due_on=due,
            **where,
        )
        history(session, CondominiumIssueState, "issue_id", issue.id, *states)
    works = added(
        session,
        Intervention,
        name_it="Rifacimento del tetto",
        name_en="New roof",
        works_category=WorksCategory.EXTRAORDINARY,
    )
    history(
        session,
        InterventionStage,
        "intervention_id",
        works.id,
        (InterventionState.WORKS_STARTED, dt.date(2026, 6, 1)),
    )
    added(session, InterventionTarget, intervention_id=works.id, building_id=flat.building_id)
    for amount in (839041.47, 893000):
        added(
            session,
            InterventionFunding,
            intervention_id=works.id,
            funding_source=FundingSource.CONDOMINIUM,
            amount_eur=amount,
        )


OPEN_ISSUE = ((IssueState.REPORTED, dt.date(2026, 11, 1)),)
ENDED_ISSUE = (
    (IssueState.REPORTED, dt.date(2024, 1, 1)),
    (IssueState.CLOSED, dt.date(2025, 1, 1)),
)


def added(session: Session, table: type[Base], **values: Any) -> Any:
    """A row of any table with the provenance of the tests."""
    made = table(**PROVENANCE | values)
    session.add(made)
    session.flush()
    return made


def history(
    session: Session,
    table: type[Base],
    key: str,
    thing_id: uuid.UUID,
    *states: tuple[Any, dt.date],
) -> None:
    """The states that a thing went through, each until the next."""
    ends = [day for _, day in states[1:]] + [None]
    for (state, day), end in zip(states, ends, strict=True):
        added(session, table, **{key: thing_id}, state=state, valid_from=day, valid_to=end)
