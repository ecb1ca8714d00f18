"""Research projects: begun with a key of their own, ended by destroying it."""

import datetime as dt
import uuid

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from buildings.disclosure.models import ResearchProject
from buildings.disclosure.pseudonyms import Population, Pseudonymiser
from buildings.disclosure.states import ResearchField
from gis.codes import Text
from gis.errors import RuleError
from gis.keys import KeyStore


def begin(session: Session, keys: KeyStore, project: ResearchProject) -> ResearchProject:
    """Write down a project and make its key."""
    project.id = uuid.uuid4()
    session.add(project)
    session.flush()
    keys.ensure([project.id])
    return project


def pseudonymiser(
    keys: KeyStore, project: ResearchProject, population: Population, today: dt.date
) -> Pseudonymiser:
    """What makes the records of a project; raises RuleError where it has ended."""
    key = keys.find([project.id]).get(project.id)
    if key is None or project.ended_at is not None or today > project.until:
        raise RuleError(
            Text(
                it=f"Il progetto «{project.title}» è finito: per dati nuovi serve un nuovo "
                "accordo e un nuovo progetto.",
                en=f"The project “{project.title}” has ended: new data need a new agreement and "
                "a new project.",
            )
        )
    fields = frozenset(each for each in ResearchField if each.value in project.fields)
    return Pseudonymiser(key, fields, population, today)


def end(session: Session, keys: KeyStore, project: ResearchProject) -> None:
    """Destroy the key of a project: its pseudonyms can no longer be made, nor matched."""
    keys.erase(project.id)
    if project.ended_at is None:
        project.ended_at = session.execute(select(func.clock_timestamp())).scalar_one()
    session.flush()
