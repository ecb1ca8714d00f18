import pytest

from buildings.cases.states import CASE_WORKFLOW
from buildings.interventions.states import INTERVENTION_WORKFLOW
from buildings.issues.states import ISSUE_WORKFLOW
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


@pytest.mark.parametrize(
    "workflow",
    [
        CASE_WORKFLOW,
        EPISODE_WORKFLOW,
        INTERVENTION_WORKFLOW,
        ISSUE_WORKFLOW,
        REPORT_WORKFLOW,
        SALE_WORKFLOW,
    ],
    ids=["case", "episode", "intervention", "issue", "report", "sale"],
)
def test_every_workflow_of_the_domain_has_an_end(workflow: Workflow[Coded]) -> None:
    assert any(workflow.is_final(state) for state in workflow.steps) or "closed" in workflow.steps


def test_nobody_is_found_without_title_before_a_verification() -> None:
    before = [
        state for state in EpisodeState if EPISODE_WORKFLOW.allows(state, EpisodeState.CONFIRMED)
    ]
    assert before == [EpisodeState.UNDER_VERIFICATION]
