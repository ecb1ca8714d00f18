import pytest

from buildings.cases.states import CASE_WORKFLOW, ENDED_STATES
from buildings.interventions.states import INTERVENTION_WORKFLOW
from buildings.issues.states import ISSUE_WORKFLOW, OPEN_STATES, IssueState
from buildings.occupations.states import EPISODE_WORKFLOW, REPORT_WORKFLOW, EpisodeState
from buildings.status.states import SALE_WORKFLOW
from gis.codes import Coded
from gis.workflow import Workflow


class Lamp(Coded):
    OFF = "off", "spenta", "off"
    ON = "on", "accesa", "on"
    BROKEN = "broken", "rotta", "broken"


def test_a_table_that_forgets_a_state_is_refused() -> None:
    with pytest.raises(ValueError, match="not total: broken"):
        Workflow(initial=Lamp.OFF, steps={Lamp.OFF: frozenset({Lamp.ON}), Lamp.ON: frozenset()})


def test_a_state_that_nothing_leads_to_is_refused() -> None:
    with pytest.raises(ValueError, match="out of reach: broken"):
        Workflow(
            initial=Lamp.OFF,
            steps={
                Lamp.OFF: frozenset({Lamp.ON}),
                Lamp.ON: frozenset({Lamp.OFF}),
                Lamp.BROKEN: frozenset(),
            },
        )


def reachable(workflow: Workflow[Coded], state: Coded) -> set[Coded]:
    reached, frontier = {state}, {state}
    while frontier:
        frontier = {after for each in frontier for after in workflow.steps[each]} - reached
        reached |= frontier
    return reached


@pytest.mark.parametrize(
    ("workflow", "ends"),
    [
        (CASE_WORKFLOW, ENDED_STATES),
        (EPISODE_WORKFLOW, None),
        (INTERVENTION_WORKFLOW, None),
        (ISSUE_WORKFLOW, frozenset(IssueState) - OPEN_STATES),
        (REPORT_WORKFLOW, None),
        (SALE_WORKFLOW, None),
    ],
    ids=["case", "episode", "intervention", "issue", "report", "sale"],
)
def test_from_every_state_an_end_can_be_reached(
    workflow: Workflow[Coded], ends: frozenset[Coded] | None
) -> None:
    closed = ends or {state for state in workflow.steps if workflow.is_final(state)}
    stuck = [state for state in workflow.steps if not reachable(workflow, state) & closed]
    assert closed
    assert stuck == []


def test_nobody_is_found_without_title_before_a_verification() -> None:
    before = [
        state for state in EpisodeState if EPISODE_WORKFLOW.allows(state, EpisodeState.CONFIRMED)
    ]
    assert before == [EpisodeState.UNDER_VERIFICATION]
