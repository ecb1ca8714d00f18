"""A wrong decision about a cadastral record, taken back after the next delivery was loaded."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from buildings.cadastre.models import CadastralUnit, CadastralUnitIdentifier
from buildings.cadastre.states import IdentifierRole
from buildings.identity import queries, service
from buildings.identity.states import ReferenceState
from buildings.registry.models import ExternalIdentifier
from buildings.registry.states import IdentifierScheme
from data.identity.resolving import Resolved, resolve
from gis.db import make_engine
from tests import make
from tests.data.identity.asking import ask

RECORDED = "G686/-/900/77/4"


@dataclass
class Wrong:
    """A flat that a person took for that of a record, before and after a delivery."""

    engine: Engine
    unit: uuid.UUID
    naming: uuid.UUID
    decision: int


@pytest.fixture
def wrong(fresh_url: str) -> Iterator[Wrong]:
    engine = make_engine(fresh_url)
    with Session(engine) as session:
        unit = make.unit(session).id
        naming = ask(session, source="test", sheet="900", parcel_number="77", subunit="4").id
        session.commit()
        decision = service.accept(session, naming, unit, by="Ufficio Casa").id
        session.commit()
    yield Wrong(engine, unit, naming, decision)
    engine.dispose()


def deliver(session: Session, wrong: Wrong, value: str = RECORDED) -> None:
    """The record on the unit of its naming, and its identifier, as an import writes them."""
    record = CadastralUnit(
        municipality_code="G686",
        immobile_id=value,
        progressive=1,
        content_digest="x",
        reference_id=wrong.naming,
        unit_id=wrong.unit,
        valid_from=dt.date(2020, 1, 1),
        **make.PROVENANCE,
    )
    session.add(record)
    session.flush()
    session.add(
        CadastralUnitIdentifier(
            cadastral_unit_id=record.id,
            role=IdentifierRole.OWN,
            position=1,
            sheet="900",
            parcel_number="77",
            value=value,
            **make.PROVENANCE,
        )
    )
    session.flush()


def identify(session: Session, wrong: Wrong, value: str = RECORDED) -> None:
    session.add(
        ExternalIdentifier(
            unit_id=wrong.unit,
            scheme=IdentifierScheme.CADASTRAL_UNIT,
            value=value,
            valid_from=dt.date(2020, 1, 1),
            **make.PROVENANCE,
        )
    )
    session.flush()


def test_the_identifiers_that_came_by_it_go_with_it(wrong: Wrong) -> None:
    with Session(wrong.engine) as session:
        deliver(session, wrong)
        identify(session, wrong)
        session.commit()
        session.execute(text("update external_identifier set valid_to = '2030-01-01'"))
        session.commit()

        service.undo(session, wrong.decision, by="Ufficio Casa")

        assert resolve(session.connection()) == Resolved(unmatched=1)
        session.expire_all()
        naming = queries.reference(session, wrong.naming)
        assert (naming.state, naming.unit_id) == (ReferenceState.UNMATCHED, None)
        assert session.query(CadastralUnit).one().unit_id is None
        assert session.query(ExternalIdentifier).count() == 0


def test_what_the_unit_had_before_stays(wrong: Wrong) -> None:
    with Session(wrong.engine) as session:
        service.undo(session, wrong.decision, by="Ufficio Casa")
        identify(session, wrong)
        session.commit()
        decision = service.accept(session, wrong.naming, wrong.unit, by="Ufficio Casa").id
        session.commit()
        deliver(session, wrong)
        session.execute(text("update external_identifier set valid_to = '2030-01-01'"))
        session.commit()

        service.undo(session, decision, by="Ufficio Casa")

        left = session.query(ExternalIdentifier).one()
        assert (left.unit_id, left.value) == (wrong.unit, RECORDED)
