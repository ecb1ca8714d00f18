"""Reads of research projects, their members and extracts."""

import uuid
from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from buildings.accounts.models import Account
from buildings.disclosure.models import ResearchProject
from buildings.privacy.states import Role
from buildings.releases.models import Release
from buildings.research.models import ResearchExtract
from gis.codes import Text
from gis.errors import NotFoundError


def all_projects(session: Session) -> Sequence[ResearchProject]:
    """The projects that the reader may know of, the newest first."""
    return session.scalars(select(ResearchProject).order_by(ResearchProject.fid.desc())).all()


def project_named(session: Session, asked: str) -> ResearchProject:
    """The project of a number or a title; raises NotFoundError."""
    projects = all_projects(session)
    found = [each for each in projects if asked in (str(each.fid), str(each.id), each.title)]
    if len(found) != 1:
        raise NotFoundError(
            Text(
                it=f"Non c'è un solo progetto «{asked[:80]}»: vedere «satellite research list».",
                en=f"There is no single project “{asked[:80]}”: see “satellite research list”.",
            )
        )
    return found[0]


def researcher(session: Session, email: str) -> uuid.UUID | None:
    """The open account of a researcher with that address."""
    return session.scalars(
        select(Account.id).where(
            func.lower(Account.email) == email.lower(),
            Account.role == Role.RESEARCHER,
            Account.disabled_at.is_(None),
        )
    ).one_or_none()


def extract_of(
    session: Session, project: ResearchProject, release: Release
) -> ResearchExtract | None:
    """What a project was given of a release."""
    return session.scalars(
        select(ResearchExtract).where(
            ResearchExtract.project_id == project.id, ResearchExtract.release_id == release.id
        )
    ).one_or_none()


def extracts(
    session: Session,
) -> Sequence[tuple[ResearchExtract, ResearchProject, Release]]:
    """The extracts that the reader may know of, with their projects, the latest quarter first."""
    rows = session.execute(
        select(ResearchExtract, ResearchProject, Release)
        .join(ResearchProject, ResearchProject.id == ResearchExtract.project_id)
        .join(Release, Release.id == ResearchExtract.release_id)
        .order_by(Release.as_of.desc(), ResearchProject.title)
    )
    return [(row[0], row[1], row[2]) for row in rows]
