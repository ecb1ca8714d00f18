"""Somebody decides about a naming while an import looks for its unit."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from buildings.identity import queries, service
from buildings.identity.models import UnitCandidate, UnitReference
from buildings.identity.states import ReferenceState
from buildings.registry.states import IdentifierScheme
from data.identity.resolving import Resolved, resolve
from gis.db import make_engine
from gis.errors import RuleError
from tests import make
from tests.data.identity.asking import ask
from tests.overlapping import had_to_wait


@dataclass
class Register:
    """Two committed flats, and a naming that waits whose cadastral reference is the first's."""

    engine: Engine
    named: uuid.UUID
    other: uuid.UUID
    naming: uuid.UUID


@pytest.fixture
def register(fresh_url: str) -> Iterator[Register]:
    engine = make_engine(fresh_url)
    with Session(engine) as session:
        named = make.unit(session)
        other = make.unit(session, building_id=named.building_id, unit_number="13")
        make.identifier(session, named, IdentifierScheme.CADASTRAL_UNIT, "G686/-/900/19/31")
        naming = ask(session, source="test", sheet="900", parcel_number="19", subunit="31")
        session.commit()
        made = Register(engine, named.id, other.id, naming.id)
    yield made
    engine.dispose()


def test_a_decision_taken_during_an_import_is_not_lost(register: Register) -> None:
    ended: list[Resolved] = []

    def resolve_too() -> None:
        with register.engine.begin() as connection:
            ended.append(resolve(connection))

    with Session(register.engine) as deciding:
        service.accept(deciding, register.naming, register.other, by="Ufficio Casa")
        assert had_to_wait(resolve_too, deciding.commit)

    assert ended == [Resolved(matched=1)]
    with Session(register.engine) as session:
        naming = queries.reference(session, register.naming)
        assert (naming.state, naming.unit_id) == (ReferenceState.MATCHED, register.other)
        assert naming.reasons == ["decided"]
        assert session.query(UnitCandidate).count() == 0
        decision = queries.standing_decision(session, register.naming)
        assert decision is not None
        service.undo(session, decision.id, by="Ufficio Casa")
        assert resolve(session.connection()) == Resolved(matched=1)
        session.expire_all()
        assert naming.unit_id == register.named


def test_two_people_do_not_decide_the_same_naming(register: Register) -> None:
    told: list[str] = []

    def dismiss_too(session: Session) -> None:
        try:
            service.dismiss(session, register.naming, by="Altri")
        except RuleError as error:
            told.append(str(error))

    with Session(register.engine) as first, Session(register.engine) as second:
        assert second.get(UnitReference, register.naming) is not None
        decision = service.accept(first, register.naming, register.other, by="Ufficio Casa").id
        assert had_to_wait(lambda: dismiss_too(second), first.commit)

    assert len(told) == 1
    assert told[0].startswith(f"Ufficio Casa decided about this row already (decision {decision})")


def test_a_decision_is_undone_once_by_two_people(register: Register) -> None:
    told: list[str] = []

    def undo_too(session: Session, decision_id: int) -> None:
        try:
            service.undo(session, decision_id, by="Altri")
        except RuleError as error:
            told.append(str(error))

    with Session(register.engine) as first, Session(register.engine) as second:
        decision = service.accept(first, register.naming, register.other, by="Ufficio Casa").id
        first.commit()
        assert queries.standing_decision(second, register.naming) is not None
        service.undo(first, decision, by="Ufficio Casa")
        assert had_to_wait(lambda: undo_too(second, decision), first.commit)
        undone_by = first.execute(text("select undone_by from reference_decision")).scalar_one()

    assert told == [f"Decision {decision} was undone already."]
    assert undone_by == "Ufficio Casa"
