"""A person's decision about a naming is remembered; undoing it moves the facts back."""

import datetime as dt
import uuid
from typing import Any

import pytest
from sqlalchemy.orm import Session

from buildings.identity import queries, service
from buildings.identity.models import ReferenceDecision, UnitCandidate, UnitReference
from buildings.identity.states import MatchMethod, ReferenceState
from buildings.registry.models import Unit
from buildings.residence.models import UnitWasteCharge
from gis.errors import InputError, NotFoundError, RuleError
from tests import make


def naming(session: Session, **changes: Any) -> UnitReference:
    values: dict[str, Any] = {
        "sender": "waste_charge",
        "key": "VIA CIMAROSA|905|12",
        "source_id": "test",
        "municipality_code": make.municipality(session),
        "state": ReferenceState.REVIEW,
    }
    made = UnitReference(**values | changes)
    session.add(made)
    session.flush()
    return made


def charge(session: Session, of: UnitReference) -> UnitWasteCharge:
    """A waste charge that came with a naming."""
    made = UnitWasteCharge(
        reference_id=of.id,
        unit_id=of.unit_id,
        charged_area_m2=70,
        valid_from=dt.date(2025, 1, 1),
        **make.PROVENANCE,
    )
    session.add(made)
    session.flush()
    return made


def told_of(session: Session, fact: UnitWasteCharge) -> uuid.UUID | None:
    session.flush()
    session.expire_all()
    return fact.unit_id


@pytest.fixture
def flats(session: Session) -> tuple[Unit, Unit]:
    body = make.building(session)
    return (
        make.unit(session, building_id=body.id),
        make.unit(session, building_id=body.id, unit_number="13"),
    )


def test_a_decision_ties_the_naming_and_its_facts(
    session: Session, flats: tuple[Unit, Unit]
) -> None:
    row = naming(session)
    fact = charge(session, row)
    session.add(UnitCandidate(reference_id=row.id, unit_id=flats[0].id, rank=1, score=0.5))

    decision = service.accept(session, row.id, flats[0].id, by="  Ufficio   Casa ", note=" visto ")

    assert told_of(session, fact) == flats[0].id
    assert (row.state, row.method) == (ReferenceState.MATCHED, MatchMethod.DECISION)
    assert (decision.decided_by, decision.note) == ("Ufficio Casa", "visto")
    assert queries.candidates(session, [row.id]) == {row.id: []}


def test_undoing_a_decision_takes_the_facts_back(
    session: Session, flats: tuple[Unit, Unit]
) -> None:
    row = naming(session)
    fact = charge(session, row)
    decision = service.accept(session, row.id, flats[0].id, by="Ufficio Casa")
    assert told_of(session, fact) == flats[0].id

    service.undo(session, decision.id, by="Responsabile")

    assert told_of(session, fact) is None
    assert (row.state, row.unit_id, row.method) == (ReferenceState.WAITING, None, None)
    assert (decision.undone_by, decision.undone_at is None) == ("Responsabile", False)
    service.accept(session, row.id, flats[1].id, by="Responsabile")
    assert told_of(session, fact) == flats[1].id


def test_a_person_may_correct_an_automatic_match(
    session: Session, flats: tuple[Unit, Unit]
) -> None:
    row = naming(
        session,
        state=ReferenceState.MATCHED,
        unit_id=flats[0].id,
        method=MatchMethod.SCORE,
        score=0.9,
    )
    fact = charge(session, row)

    service.accept(session, row.id, flats[1].id, by="Ufficio Casa")

    assert told_of(session, fact) == flats[1].id
    assert (row.method, row.score) == (MatchMethod.DECISION, None)


def test_what_is_not_of_the_register_loses_its_unit(
    session: Session, flats: tuple[Unit, Unit]
) -> None:
    row = naming(
        session, state=ReferenceState.MATCHED, unit_id=flats[0].id, method=MatchMethod.SCORE
    )
    fact = charge(session, row)

    decision = service.dismiss(session, row.id, by="Ufficio Casa", note="è un box")

    assert told_of(session, fact) is None
    assert row.state is ReferenceState.DISMISSED
    assert decision.unit_id is None


def test_a_standing_decision_is_not_overruled(session: Session, flats: tuple[Unit, Unit]) -> None:
    row = naming(session)
    service.accept(session, row.id, flats[0].id, by="Ufficio Casa")

    with pytest.raises(RuleError, match="Ufficio Casa decided"):
        service.accept(session, row.id, flats[1].id, by="Altri")
    with pytest.raises(RuleError):
        service.dismiss(session, row.id, by="Altri")
    assert session.query(ReferenceDecision).count() == 1


def test_a_decision_is_undone_once(session: Session, flats: tuple[Unit, Unit]) -> None:
    decision = service.accept(session, naming(session).id, flats[0].id, by="Ufficio Casa")
    service.undo(session, decision.id, by="Ufficio Casa")

    with pytest.raises(RuleError, match="undone already"):
        service.undo(session, decision.id, by="Ufficio Casa")


def test_decisions_need_a_person_a_naming_and_a_unit(
    session: Session, flats: tuple[Unit, Unit]
) -> None:
    row = naming(session)

    with pytest.raises(InputError, match="who decides"):
        service.accept(session, row.id, flats[0].id, by="   ")
    with pytest.raises(InputError):
        service.dismiss(session, row.id, by="x" * 121)
    with pytest.raises(NotFoundError):
        service.accept(session, uuid.uuid4(), flats[0].id, by="Ufficio Casa")
    with pytest.raises(NotFoundError):
        service.accept(session, row.id, uuid.uuid4(), by="Ufficio Casa")
    with pytest.raises(NotFoundError):
        service.undo(session, 987654, by="Ufficio Casa")
    assert row.state is ReferenceState.REVIEW


def test_the_queue_goes_on_from_where_it_was(session: Session) -> None:
    rows = [naming(session, key=f"riga {number}") for number in range(5)]
    naming(session, key="altra", sender="lease", state=ReferenceState.UNMATCHED)

    first = queries.queue(session, most=2)
    then = queries.queue(session, after=first[-1].fid, most=10)

    assert [row.id for row in [*first, *then]] == [row.id for row in rows]
    assert queries.queue(session, sender="lease") == []
    assert [(each.sender, each.count) for each in queries.counts(session)] == [
        ("lease", 1),
        ("waste_charge", 5),
    ]
