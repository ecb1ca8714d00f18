"""No unit's arrears without an agreement in force, whatever plain SQL tries."""

import datetime as dt
import uuid

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.arrears.service import Agreement, end_agreement, record_agreement
from buildings.condominiums.models import Condominium
from buildings.identity.models import UnitReference
from gis.dates import today
from gis.errors import NotFoundError, RuleError
from tests import make

STUDIO = "Studio Esempio"
WEEK = dt.timedelta(days=7)


def condominium(session: Session, name: str = "Condominio Le Prove") -> uuid.UUID:
    make.municipality(session)
    made = Condominium(name=name, **make.PROVENANCE)
    session.add(made)
    session.flush()
    return made.id


def agreed(
    session: Session, place: uuid.UUID, since: dt.date, until: dt.date, sender: str = STUDIO
) -> uuid.UUID:
    return record_agreement(
        session,
        Agreement(
            condominium_id=place,
            sender=sender,
            parties="Comune; condominio",
            legal_basis="art. 6(1)(e)",
            document_reference="Prot. 1",
            valid_from=since,
            valid_to=until,
        ),
    ).id


def insert(session: Session, place: uuid.UUID, agreement: uuid.UUID, **changes: object) -> None:
    reference = UnitReference(
        sender="administrator_units:x", key=str(uuid.uuid4()), source_id="test",
        municipality_code="G686",
    )  # fmt: skip
    session.add(reference)
    session.flush()
    values = {
        "condominium": place, "agreement": agreement, "sender": STUDIO, "balance": 100,
        "loaded_on": today(), "reference": reference.id,
    } | changes  # fmt: skip
    session.execute(
        text(
            "insert into unit_arrears (condominium_id, agreement_id, sender, financial_year,"
            " balance_eur, band, legal_step, loaded_on, reference_id, valid_from, source_id, as_of,"
            " reliability) values (:condominium, :agreement, :sender, 2026, :balance, 'none',"
            " 'none', :loaded_on, :reference, '2026-01-01', 'test', '2026-01-01', 'official')"
        ),
        values,
    )


def refused(session: Session, statement: str, **values: object) -> str:
    with pytest.raises(IntegrityError) as caught, session.begin_nested():
        session.execute(text(statement), values)
    return str(caught.value.orig.diag.constraint_name)  # type: ignore[union-attr]


def test_a_row_needs_an_agreement_of_its_condominium_and_sender_in_force_today(
    session: Session,
) -> None:
    place, other = condominium(session), condominium(session, "Condominio Altrove")
    past = agreed(session, place, today() - 2 * WEEK, today())
    future = agreed(session, place, today() + WEEK, today() + 2 * WEEK)
    elsewhere = agreed(session, other, today(), today() + WEEK)
    someone = agreed(session, place, today(), today() + WEEK, sender="Un altro studio")
    for agreement in (past, future, elsewhere, someone):
        with pytest.raises(IntegrityError, match="no delivery agreement"), session.begin_nested():
            insert(session, place, agreement)
    for claimed in (today() - WEEK, today() - dt.timedelta(days=400)):
        with pytest.raises(IntegrityError, match="no delivery agreement"), session.begin_nested():
            insert(session, place, past, loaded_on=claimed)
    current = agreed(session, place, today(), today() + WEEK)
    insert(session, place, current, loaded_on=dt.date(2001, 1, 1))
    assert session.scalar(text("select loaded_on from unit_arrears")) == today()


def test_neither_the_row_nor_the_agreement_can_be_changed_away(session: Session) -> None:
    place, other = condominium(session), condominium(session, "Condominio Altrove")
    agreement = agreed(session, place, today(), today() + WEEK)
    past = agreed(session, place, today() - WEEK, today())
    insert(session, place, agreement)
    in_force = "agreement_in_force"
    assert refused(session, "update unit_arrears set agreement_id = :p", p=past) == in_force
    assert refused(session, "update unit_arrears set condominium_id = :o", o=other) == in_force
    covers = "agreement_covers_rows"
    change = "update delivery_agreement set {} where id = :a"
    tomorrow = today() + dt.timedelta(days=1)
    assert refused(session, change.format("valid_from = :t"), a=agreement, t=tomorrow) == covers
    assert (
        refused(session, change.format("valid_from = :p, valid_to = :t"), a=agreement,
                p=today() - WEEK, t=today()) == covers
    )  # fmt: skip
    assert (
        refused(session, change.format("condominium_id = :o"), a=agreement, o=other)
        == "agreement_of_one_condominium"
    )
    assert "fk_unit_arrears" in refused(
        session, "delete from delivery_agreement where id = :a", a=agreement
    )
    endless = change.format("valid_to = 'infinity'")
    assert "end_given" in refused(session, endless, a=agreement)


def test_a_row_that_came_in_rightly_ends_and_follows_its_unit_after_the_agreement(
    session: Session,
) -> None:
    place = condominium(session)
    agreement = agreed(session, place, today(), today() + WEEK)
    insert(session, place, agreement)
    end_agreement(session, agreement, today() + dt.timedelta(days=1))
    flat = make.unit(session)
    session.execute(text("update unit_arrears set unit_id = :u"), {"u": flat.id})
    session.execute(text("update unit_arrears set valid_to = '2026-06-30'"))
    assert session.scalar(text("select valid_to::text from unit_arrears")) == "2026-06-30"


def test_an_agreement_says_everything_and_does_not_overlap(session: Session) -> None:
    place = condominium(session)
    agreed(session, place, today(), today() + WEEK)
    with pytest.raises(RuleError, match="already holds"):
        agreed(session, place, today() + dt.timedelta(days=3), today() + 2 * WEEK)
    with pytest.raises(RuleError, match="sender"):
        agreed(session, place, today(), today() + WEEK, sender="  ")
    with pytest.raises(RuleError, match="after its beginning"):
        agreed(session, place, today(), today(), sender="Un altro studio")


def test_a_sender_written_with_two_blanks_is_the_same_sender(session: Session) -> None:
    place = condominium(session)
    agreed(session, place, today(), today() + WEEK, sender="Studio  Esempio ")
    with pytest.raises(RuleError, match="already holds"):
        agreed(session, place, today(), today() + WEEK, sender=" Studio\tEsempio")
    assert session.scalar(text("select sender from delivery_agreement")) == "Studio Esempio"


def test_an_agreement_cannot_end_before_the_rows_that_came_in_under_it(session: Session) -> None:
    place = condominium(session)
    agreement = agreed(session, place, today() - WEEK, today() + WEEK)
    insert(session, place, agreement)
    for day in (today(), today() - dt.timedelta(days=3)):
        with pytest.raises(RuleError, match="it can only end later"):
            end_agreement(session, agreement, day)
    for day in (today() - WEEK, today() + 2 * WEEK):
        with pytest.raises(RuleError, match="after its beginning and not beyond its end"):
            end_agreement(session, agreement, day)
    with pytest.raises(NotFoundError):
        end_agreement(session, place, today())
    assert end_agreement(session, agreement, today() + dt.timedelta(days=1)).valid_to == (
        today() + dt.timedelta(days=1)
    )
