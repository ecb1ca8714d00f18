"""Cases, reports and episodes with a course behind them, for tests of their clocks."""

import datetime as dt
import uuid

from sqlalchemy.orm import Session

from buildings.cases.models import HousingCase, HousingCaseState
from buildings.cases.states import CaseState, CaseType, Office
from buildings.occupations.models import (
    OccupationEpisode,
    OccupationEpisodeState,
    OccupationReport,
    OccupationReportState,
)
from buildings.occupations.states import EpisodeState, ReportChannel, ReportState
from tests import make

OPENED = dt.date(2010, 1, 10)


def case(
    session: Session,
    closed_on: dt.date | None,
    case_type: CaseType = CaseType.SAP,
    last: CaseState = CaseState.CLOSED,
) -> uuid.UUID:
    """A case opened in 2010, whose last state began on a day; without one it is under review."""
    made = HousingCase(
        id=uuid.uuid4(),
        case_type=case_type,
        unit_id=make.unit(session).id,
        office=Office.HOUSING_OFFICE,
        opened_on=OPENED,
        **make.PROVENANCE,
    )
    session.add(made)
    session.flush()
    states = [(CaseState.UNDER_REVIEW, OPENED, closed_on)]
    states += [(last, closed_on, None)] if closed_on else []
    session.add_all(
        HousingCaseState(
            case_id=made.id, state=state, valid_from=since, valid_to=until, **make.PROVENANCE
        )
        for state, since, until in states
    )
    session.flush()
    return made.id


def report(
    session: Session,
    judged_on: dt.date | None,
    last: ReportState = ReportState.UNFOUNDED,
    episode_id: uuid.UUID | None = None,
) -> uuid.UUID:
    """A report received in 2010, its outcome known since a day."""
    made = OccupationReport(
        id=uuid.uuid4(),
        unit_id=make.unit(session).id,
        episode_id=episode_id,
        channel=ReportChannel.CITIZEN_FORM,
        received_on=OPENED,
        **make.PROVENANCE,
    )
    session.add(made)
    session.flush()
    states = [(ReportState.RECEIVED, OPENED, judged_on)]
    states += [(last, judged_on, None)] if judged_on else []
    session.add_all(
        OccupationReportState(
            report_id=made.id, state=state, valid_from=since, valid_to=until, **make.PROVENANCE
        )
        for state, since, until in states
    )
    session.flush()
    return made.id


def episode(
    session: Session,
    ended_on: dt.date | None,
    last: EpisodeState = EpisodeState.CLOSED,
    previous: uuid.UUID | None = None,
) -> uuid.UUID:
    """An episode opened in 2010, in its last state since a day."""
    made = OccupationEpisode(
        id=uuid.uuid4(),
        unit_id=make.unit(session).id,
        previous_episode_id=previous,
        recidivism_no=0 if previous is None else 1,
        opened_on=OPENED,
        **make.PROVENANCE,
    )
    session.add(made)
    session.flush()
    states = [(EpisodeState.UNDER_VERIFICATION, OPENED, ended_on)]
    states += [(last, ended_on, None)] if ended_on else []
    session.add_all(
        OccupationEpisodeState(
            episode_id=made.id, state=state, valid_from=since, valid_to=until, **make.PROVENANCE
        )
        for state, since, until in states
    )
    session.flush()
    return made.id
