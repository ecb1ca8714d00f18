"""Borgo Esempio's offices: files written by hand, and a flat that namings may be tied to."""

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from buildings.identity.models import UnitReference
from buildings.identity.states import MatchMethod, ReferenceState
from tests import make
from tests.data.ingest.conftest import Register, register

__all__ = ["register"]

Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """A file of that name and text, in a folder of its own a file."""

    def written(name: str, text: str) -> Path:
        folder = tmp_path / uuid.uuid4().hex
        folder.mkdir()
        path = folder / name
        path.write_text(text, encoding="utf-8")
        return path

    return written


def tie(register: Register, **named: str) -> str:
    """Tie the namings with these parts to a new flat, as a decision would; the flat's id."""
    with Session(register.engine) as session:
        flat = make.unit(session)
        flat_id = flat.id
        found = session.query(UnitReference).filter_by(**named).all()
        assert found
        for reference in found:
            reference.unit_id, reference.method = flat_id, MatchMethod.DECISION
            reference.state = ReferenceState.MATCHED
        session.commit()
    return str(flat_id)


def untie(register: Register, **named: str) -> None:
    """Undo what `tie` did."""
    with Session(register.engine) as session:
        for reference in session.query(UnitReference).filter_by(**named):
            reference.unit_id = reference.method = None
            reference.state = ReferenceState.WAITING
        session.commit()
