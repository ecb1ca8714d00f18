"""The badge of signora Brambilla's flat: the first that matches, with everything else true too."""

import datetime as dt
from collections.abc import Callable

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase, HousingCaseState
from buildings.cases.states import CaseState, CaseType, Office
from buildings.occupations.models import OccupationEpisode, OccupationEpisodeState
from buildings.occupations.states import EpisodeState
from buildings.registry.models import Unit
from buildings.status import queries
from buildings.status.models import (
    EnforcementSale,
    EnforcementSaleState,
    UnitEncumbrance,
    UnitStatus,
    UnitUtility,
)
from buildings.status.states import (
    Badge,
    Condition,
    Crowding,
    Dimension,
    EncumbranceKind,
    Occupancy,
    SaleState,
    UtilityService,
    UtilityState,
)
from gis.codes import Coded
from tests import make
from tests.buildings.town import added

DAY = dt.date(2026, 11, 22)
SINCE = dt.date(2026, 1, 1)


def states(dimension: Dimension, value: Coded, **more: object) -> Callable[[Session, Unit], None]:
    def write(session: Session, flat: Unit) -> None:
        added(
            session, UnitStatus, unit_id=flat.id, dimension=dimension, value=value.value,
            valid_from=SINCE, **more,
        )  # fmt: skip

    return write


def episode(state: EpisodeState) -> Callable[[Session, Unit], None]:
    def write(session: Session, flat: Unit) -> None:
        made = added(session, OccupationEpisode, unit_id=flat.id, opened_on=SINCE)
        added(session, OccupationEpisodeState, episode_id=made.id, state=state, valid_from=SINCE)

    return write


def encumbrance(kind: EncumbranceKind) -> Callable[[Session, Unit], None]:
    def write(session: Session, flat: Unit) -> None:
        added(session, UnitEncumbrance, unit_id=flat.id, kind=kind, valid_from=SINCE)

    return write


def auction(session: Session, flat: Unit) -> None:
    sale = added(
        session, EnforcementSale, unit_id=flat.id, court="Tribunale inventato", rge_number=1,
        rge_year=2025, sale_on=DAY + dt.timedelta(days=60),
    )  # fmt: skip
    added(
        session, EnforcementSaleState, sale_id=sale.id, state=SaleState.PUBLISHED, valid_from=SINCE
    )


def eviction(session: Session, flat: Unit) -> None:
    case = added(
        session, HousingCase, case_type=CaseType.EVICTION, unit_id=flat.id,
        office=Office.HOUSING_OFFICE, opened_on=SINCE,
    )  # fmt: skip
    added(
        session, HousingCaseState, case_id=case.id, state=CaseState.UNDER_REVIEW, valid_from=SINCE
    )


def cut(session: Session, flat: Unit) -> None:
    added(
        session, UnitUtility, unit_id=flat.id, service=UtilityService.GAS, state=UtilityState.CUT,
        valid_from=SINCE,
    )  # fmt: skip


ORDER: tuple[tuple[Badge, Callable[[Session, Unit], None]], ...] = (
    (Badge.UNINHABITABLE, states(Dimension.CONDITION, Condition.UNINHABITABLE)),
    (Badge.EPISODE_CONFIRMED, episode(EpisodeState.CONFIRMED)),
    (Badge.EPISODE_REPORTED, episode(EpisodeState.REPORTED)),
    (Badge.AUCTION_SOON, auction),
    (Badge.SEIZED, encumbrance(EncumbranceKind.SEIZURE)),
    (Badge.CONFISCATED, encumbrance(EncumbranceKind.CONFISCATION_FIRST)),
    (Badge.EVICTION, eviction),
    (
        Badge.SEVERELY_OVERCROWDED,
        states(Dimension.CROWDING, Crowding.SEVERE, persons=9),
    ),
    (Badge.UTILITY_CUT, cut),
    (Badge.VACANT, states(Dimension.OCCUPANCY, Occupancy.VACANT)),
)


@pytest.fixture
def flat(session: Session) -> Unit:
    return make.unit(session, usable_area_m2=40)


def badge(session: Session, flat: Unit) -> Badge:
    return queries.glances(session, [flat.id], DAY)[flat.id].badge


@pytest.mark.parametrize("place", range(len(ORDER)), ids=[wanted.value for wanted, _ in ORDER])
def test_the_first_that_matches_wins_over_all_that_follow(
    session: Session, flat: Unit, place: int
) -> None:
    for _, write in ORDER[place:]:
        write(session, flat)
    assert badge(session, flat) is ORDER[place][0]


def test_a_flat_lived_in_without_trouble_is_regular(session: Session, flat: Unit) -> None:
    assert badge(session, flat) is Badge.UNKNOWN
    states(Dimension.OCCUPANCY, Occupancy.INTERMITTENT)(session, flat)
    assert badge(session, flat) is Badge.REGULAR


def test_the_order_of_the_badges_is_that_of_the_list() -> None:
    assert [wanted for wanted, _ in ORDER] == list(Badge)[: len(ORDER)]
    assert list(Badge)[len(ORDER) :] == [Badge.REGULAR, Badge.PARTIAL, Badge.UNKNOWN]


def test_an_auction_in_sixty_one_days_is_not_near(session: Session, flat: Unit) -> None:
    auction(session, flat)
    assert badge(session, flat) is Badge.AUCTION_SOON
    session.execute(text("update enforcement_sale set sale_on = sale_on + 1"))
    assert badge(session, flat) is Badge.UNKNOWN


def test_who_does_not_see_everything_is_never_told_that_all_is_well(
    session: Session, flat: Unit
) -> None:
    assert badge(session, flat) is Badge.UNKNOWN
    session.execute(text("select set_config('satellite.role', 'planner', true)"))
    assert badge(session, flat) is Badge.PARTIAL
    session.execute(text("select set_config('satellite.role', 'housing_manager', true)"))
    assert badge(session, flat) is Badge.UNKNOWN
