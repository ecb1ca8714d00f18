"""A naming finds its unit by itself only where nothing speaks for another."""

import datetime as dt

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from buildings.arrears.models import CondominiumBridge
from buildings.condominiums.models import Condominium
from buildings.identity.models import UnitCandidate, UnitReference
from buildings.identity.states import MatchMethod, ReferenceState
from buildings.registry.models import ExternalIdentifier
from buildings.registry.states import IdentifierScheme
from data.identity.resolving import Resolved, resolve
from tests.data.identity.asking import ask, identifier_of, unit_of
from tests.make import PROVENANCE, source

ROBINIA_B_10 = "G686/-/900/19/31"
"""Via Wagner 905, staircase B, door 10."""


def resolved(session: Session, *, again: bool = False) -> Resolved:
    session.flush()
    found = resolve(session.connection(), again=again)
    session.expire_all()
    return found


def test_an_identifier_finds_its_unit(district_session: Session) -> None:
    naming = ask(district_session, sheet="0900", parcel_number="00019", subunit="0031")

    assert resolved(district_session) == Resolved(matched=1)
    assert identifier_of(district_session, naming) == ROBINIA_B_10
    assert (naming.state, naming.method) == (ReferenceState.MATCHED, MatchMethod.IDENTIFIER)
    assert naming.reasons == ["cadastral_same"]
    assert naming.matched_at is not None


def test_a_messy_address_finds_its_unit(district_session: Session) -> None:
    naming = ask(district_session, street_name="v. R. Vagner 905 sc b int. 10")

    resolved(district_session)

    assert identifier_of(district_session, naming) == ROBINIA_B_10
    assert naming.method is MatchMethod.SCORE
    assert naming.score is not None
    assert naming.reasons == ["street_typo", "civic_same", "staircase_same", "door_same"]


def test_an_identifier_that_ended_still_finds_its_unit(district_session: Session) -> None:
    district_session.add(
        ExternalIdentifier(
            scheme=IdentifierScheme.CADASTRAL_UNIT,
            value="G686/-/77/5/3",
            unit_id=unit_of(district_session, ROBINIA_B_10),
            valid_from=dt.date(1950, 1, 1),
            valid_to=dt.date(1966, 1, 1),
            **PROVENANCE | {"source_id": "generator"},
        )
    )
    naming = ask(district_session, sheet="77", parcel_number="5", subunit="3")

    resolved(district_session)

    assert naming.unit_id == unit_of(district_session, ROBINIA_B_10)
    assert naming.reasons == ["cadastral_old"]


def test_a_triple_of_one_flat_with_the_address_of_another_is_for_a_person(
    district_session: Session,
) -> None:
    naming = ask(
        district_session,
        street_name="via Cimarosa",
        number_text="903",
        staircase_code="A",
        unit_number="5",
        sheet="900",
        parcel_number="19",
        subunit="31",
    )

    assert resolved(district_session) == Resolved(review=1)
    assert naming.unit_id is None
    candidates = candidates_of(district_session, naming)
    assert unit_of(district_session, ROBINIA_B_10) in candidates
    assert unit_of(district_session, "G686/-/900/8/5") in candidates
    assert naming.reasons[-1] in {"cadastre_says_another", "address_says_another"}


@pytest.mark.parametrize(("counted", "state"), [("2", "matched"), ("1", "review")])
def test_a_counted_staircase_is_counted_among_all_of_the_condominium(
    district_session: Session, counted: str, state: str
) -> None:
    """Only the flat of the identifier is looked at: it is of B, which is the second."""
    naming = ask(
        district_session, sheet="900", parcel_number="19", subunit="31", staircase_code=counted
    )

    resolved(district_session)

    assert naming.state.value == state
    assert ("staircase_order" in naming.reasons) is (counted == "2")


def test_a_door_of_three_staircases_is_for_a_person(district_session: Session) -> None:
    naming = ask(district_session, street_name="via Wagner", number_text="905", unit_number="10")

    resolved(district_session)

    assert naming.state is ReferenceState.REVIEW
    assert naming.reasons[-1] in {"several_fit", "staircase_not_said"}
    ranks = district_session.scalars(
        select(UnitCandidate.rank)
        .where(UnitCandidate.reference_id == naming.id)
        .order_by(UnitCandidate.rank)
    ).all()
    assert ranks == [1, 2, 3]


@pytest.mark.parametrize(
    "cells",
    [
        {"street_name": "via Puccini", "number_text": "905", "unit_number": "10"},
        {"street_name": "via Wagner", "number_text": "999", "staircase_code": "B"},
        {"sheet": "12", "parcel_number": "345", "subunit": "6"},
        {},
        {"street_name": "\x07\t%_\\", "number_text": "'; drop table unit; --"},
        {"sheet": "900", "parcel_number": "19", "subunit": '31"'},
        {"sheet": "900", "parcel_number": '1"9\\', "subunit": '{3,"\\ 1}'},
    ],
)
def test_what_is_not_of_the_register_finds_nothing(
    district_session: Session, cells: dict[str, str]
) -> None:
    naming = ask(district_session, **cells)

    assert resolved(district_session) == Resolved(unmatched=1)
    assert (naming.state, naming.reasons) == (ReferenceState.UNMATCHED, ["nothing_fits"])


def test_a_garage_is_not_the_flat_of_its_number(district_session: Session) -> None:
    naming = ask(
        district_session,
        street_name="via Wagner",
        number_text="905",
        staircase_code="B",
        unit_number="10",
        cadastral_category="C06",
    )

    resolved(district_session)

    assert naming.unit_id is None
    assert naming.reasons[-1] == "another_kind_of_unit"


def test_two_namings_of_a_sender_with_one_row_a_unit_are_both_for_a_person(
    district_session: Session,
) -> None:
    place = {"street_name": "via Wagner", "number_text": "905"}
    one = ask(district_session, "custodian_list", **place, staircase_code="B", unit_number="10")
    other = ask(district_session, "custodian_list", **place, staircase_code="B", unit_number="010")

    assert resolved(district_session) == Resolved(review=2)
    assert {one.reasons[-1], other.reasons[-1]} == {"two_namings_one_unit"}


def test_two_namings_in_several_notices_mean_one_unit(district_session: Session) -> None:
    place = {"street_name": "via Wagner", "number_text": "905"}
    ask(district_session, "notice", **place, staircase_code="B", unit_number="10")
    ask(district_session, "notice", **place, staircase_code="sc. B", unit_number="int. 10")

    assert resolved(district_session) == Resolved(matched=2)


def test_what_found_nothing_is_asked_again_when_wanted(district_session: Session) -> None:
    naming = ask(district_session, sheet="77", parcel_number="5", subunit="3")
    resolved(district_session)
    district_session.add(
        ExternalIdentifier(
            scheme=IdentifierScheme.CADASTRAL_UNIT,
            value="G686/-/77/5/3",
            unit_id=unit_of(district_session, "G686/-/900/19/32"),
            valid_from=dt.date(2020, 1, 1),
            **PROVENANCE | {"source_id": "generator"},
        )
    )

    assert resolved(district_session) == Resolved()
    assert resolved(district_session, again=True) == Resolved(matched=1)
    assert naming.unit_id == unit_of(district_session, "G686/-/900/19/32")


def test_an_explained_code_is_bridged(district_session: Session) -> None:
    robinia = district_session.scalars(
        select(Condominium).where(Condominium.name == "Robinia")
    ).one()
    source(district_session)
    district_session.add(
        CondominiumBridge(
            condominium_id=robinia.id,
            sender="studio",
            code="R-77",
            staircase_code="B",
            unit_number="10",
            answered_on=dt.date(2026, 1, 1),
            **PROVENANCE,
        )
    )
    naming = ask(
        district_session,
        "administrator_units",
        sender="administrator_units:studio",
        condominium_id=robinia.id,
        other_code="r-77",
    )

    resolved(district_session)

    assert identifier_of(district_session, naming) == ROBINIA_B_10
    assert naming.method is MatchMethod.BRIDGE


def candidates_of(session: Session, naming: UnitReference) -> list[object]:
    query = select(UnitCandidate.unit_id).where(UnitCandidate.reference_id == naming.id)
    return list(session.scalars(query))


def test_one_transaction_resolves_as_often_as_it_likes(district_session: Session) -> None:
    one = ask(district_session, sheet="900", parcel_number="19", subunit="31")
    assert resolved(district_session) == Resolved(matched=1)
    other = ask(district_session, sheet="900", parcel_number="19", subunit="32")

    assert resolved(district_session) == Resolved(matched=1)
    assert resolved(district_session) == Resolved()
    assert one.unit_id != other.unit_id
