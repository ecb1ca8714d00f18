"""A holder's name or tax code helps a match, and is kept nowhere."""

from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.identity.models import UnitReference
from data.identity.resolving import resolve
from tests.data.identity.asking import ask, unit_of
from tests.data.identity.people import give_holder

ROBINIA_B_10 = "G686/-/900/19/31"
UNCERTAIN = {"street_name": "via Wagner", "number_text": "905", "unit_number": "10"}


def hint(session: Session, naming: UnitReference, **said: Any) -> None:
    session.execute(
        text(
            "create temporary table if not exists reference_hint "
            "(reference_id uuid, person_name text, tax_code text) on commit drop"
        )
    )
    session.execute(
        text("insert into reference_hint values (:id, :person_name, :tax_code)"),
        {"id": naming.id, "person_name": None, "tax_code": None} | said,
    )


def test_a_name_chooses_between_staircases(district_session: Session) -> None:
    give_holder(district_session, ROBINIA_B_10, "Fantàsio", "Ugo Maria", "FNTGUO80A01F205X")
    naming = ask(district_session, **UNCERTAIN)
    hint(district_session, naming, person_name="UGO FANTASIO")

    resolve(district_session.connection())
    district_session.expire_all()

    assert naming.unit_id == unit_of(district_session, ROBINIA_B_10)
    assert naming.reasons[-1] == "person_name"
    stored = district_session.execute(
        text("select count(*) from unit_reference r where r::text ilike '%fantasio%'")
    ).scalar()
    assert stored == 0


def test_a_tax_code_chooses_too(district_session: Session) -> None:
    give_holder(district_session, ROBINIA_B_10, "Inventato", "Ada", "NVNDAA80A41F205Y")
    naming = ask(district_session, **UNCERTAIN)
    hint(district_session, naming, tax_code="nvndaa80a41f205y")

    resolve(district_session.connection())
    district_session.expire_all()

    assert naming.unit_id == unit_of(district_session, ROBINIA_B_10)
    assert naming.reasons[-1] == "person_tax_code"


def test_a_name_alone_is_never_enough(district_session: Session) -> None:
    give_holder(district_session, ROBINIA_B_10, "Fantasio", "Ugo", None)
    naming = ask(district_session)
    hint(district_session, naming, person_name="Fantasio U.")

    resolve(district_session.connection())
    district_session.expire_all()

    assert naming.unit_id is None


def test_a_stranger_changes_nothing(district_session: Session) -> None:
    naming = ask(district_session, **UNCERTAIN, staircase_code="B")
    hint(district_session, naming, person_name="Nessuno Qualsiasi")

    resolve(district_session.connection())
    district_session.expire_all()

    assert naming.unit_id == unit_of(district_session, ROBINIA_B_10)
