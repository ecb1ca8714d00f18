"""Namings of invented flats put into the district, as an import would."""

import itertools
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.identity.models import UnitReference
from buildings.registry.models import ExternalIdentifier
from gis.provenance import Source

_NUMBER = itertools.count(1)


def ask(session: Session, source: str = "waste_charge", **cells: Any) -> UnitReference:
    """A naming that waits, from a sender of its own source."""
    if session.get(Source, source) is None:
        session.add(Source(id=source, title="A test's own word"))
        session.flush()
    naming = UnitReference(
        sender=cells.pop("sender", source),
        key=f"row {next(_NUMBER)}",
        source_id=source,
        municipality_code="G686",
        **cells,
    )
    session.add(naming)
    session.flush()
    return naming


def unit_of(session: Session, value: str) -> Any:
    """The unit that has a cadastral identifier."""
    return session.scalar(
        select(ExternalIdentifier.unit_id).where(ExternalIdentifier.value == value)
    )


def identifier_of(session: Session, naming: UnitReference) -> str | None:
    """The cadastral identifier of the unit that a naming was tied to."""
    return session.scalar(
        select(ExternalIdentifier.value).where(ExternalIdentifier.unit_id == naming.unit_id)
    )
