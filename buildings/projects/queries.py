"""Reads of public projects, each with what its registers tell and the intervention of its CUP."""

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.interventions.models import Intervention
from buildings.projects.models import (
    PublicProject,
    PublicProjectAmount,
    PublicProjectCig,
    PublicProjectPlace,
    PublicProjectStory,
)
from gis.columns import Provenance


@dataclass(frozen=True, slots=True)
class ProjectTold:
    """A project and all that is told of it; registers may contradict each other."""

    project: PublicProject
    stories: list[PublicProjectStory] = field(default_factory=list)
    amounts: list[PublicProjectAmount] = field(default_factory=list)
    places: list[PublicProjectPlace] = field(default_factory=list)
    contracts: list[PublicProjectCig] = field(default_factory=list)
    interventions: list[Intervention] = field(default_factory=list)

    @property
    def title(self) -> str | None:
        """The first title that a register gives."""
        return next((story.title for story in self.stories if story.title), None)

    def __iter__(self) -> Iterator[Provenance]:
        """Every fact about the project."""
        yield self.project
        yield from self.stories
        yield from self.amounts
        yield from self.places
        yield from self.contracts


def of_municipality(session: Session, code: str) -> list[ProjectTold]:
    """The projects of a municipality, those of an intervention first, in six queries."""
    projects = session.scalars(
        select(PublicProject)
        .where(PublicProject.municipality_code == code)
        .order_by(PublicProject.cup)
    )
    told = {project.id: ProjectTold(project) for project in projects}
    ids = list(told)
    for story in session.scalars(
        select(PublicProjectStory)
        .where(PublicProjectStory.project_id.in_(ids))
        .order_by(PublicProjectStory.register, PublicProjectStory.local_code)
    ):
        told[story.project_id].stories.append(story)
    for amount in session.scalars(
        select(PublicProjectAmount)
        .where(PublicProjectAmount.project_id.in_(ids))
        .order_by(PublicProjectAmount.register, PublicProjectAmount.id)
    ):
        told[amount.project_id].amounts.append(amount)
    for place in session.scalars(
        select(PublicProjectPlace)
        .where(PublicProjectPlace.project_id.in_(ids))
        .order_by(PublicProjectPlace.istat_code)
    ):
        told[place.project_id].places.append(place)
    for contract in session.scalars(
        select(PublicProjectCig)
        .where(PublicProjectCig.project_id.in_(ids))
        .order_by(PublicProjectCig.cig)
    ):
        told[contract.project_id].contracts.append(contract)
    for project_id, intervention in _interventions(session, told):
        told[project_id].interventions.append(intervention)
    return sorted(told.values(), key=lambda each: not each.interventions)


def _interventions(
    session: Session, told: dict[uuid.UUID, ProjectTold]
) -> Iterator[tuple[uuid.UUID, Intervention]]:
    """The interventions that carry the CUP of a project."""
    by_cup = defaultdict(list)
    for project_id, each in told.items():
        by_cup[each.project.cup].append(project_id)
    query = (
        select(Intervention).where(Intervention.cup.in_(list(by_cup))).order_by(Intervention.fid)
    )
    for intervention in session.scalars(query):
        for project_id in by_cup[intervention.cup or ""]:
            yield project_id, intervention
