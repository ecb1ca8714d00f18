"""An import ties the namings of its file to units, and a decision holds for the next file."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.identity import service
from buildings.identity.models import UnitReference
from data.ingest.staging import Staging
from data.ingest.steps import IN_CODE, run_step
from data.sources.facts import Fact, Naming
from data.sources.rows import Row
from tests import make
from tests.data.identity.asking import identifier_of, unit_of

VALUES = {"source": "test", "code": "G686"}


def imported(session: Session, *namings: Naming) -> list[UnitReference]:
    """The namings of a file after the steps that every import takes."""
    make.source(session)
    session.execute(text("drop table if exists staged"))
    staging = Staging(session.connection())
    for number, naming in enumerate(namings, start=1):
        staging.add(Row(number, "", Fact("charge", str(number), naming=naming)))
    staging.finish()
    for step in ("name_units", "refer_rows"):
        run_step(session.connection(), step, VALUES)
    IN_CODE["resolve_units"](session.connection(), VALUES)
    session.expire_all()
    return session.query(UnitReference).order_by(UnitReference.fid).all()


def test_the_step_ties_what_is_sure_and_asks_for_the_rest(district_session: Session) -> None:
    sure, unsure = imported(
        district_session,
        Naming("test", "V. Vagner", "905", staircase_code="sc. B", unit_number="int. 10"),
        Naming("test", "Via Wagner", "905", unit_number="11"),
    )

    assert identifier_of(district_session, sure) == "G686/-/900/19/31"
    assert (unsure.state.value, unsure.unit_id) == ("review", None)


def test_the_next_file_takes_over_what_was_decided(district_session: Session) -> None:
    told = Naming("test", "Via Wagner", "905", unit_number="11")
    (naming,) = imported(district_session, told)
    chosen = unit_of(district_session, "G686/-/900/19/32")
    service.accept(district_session, naming.id, chosen, by="Ufficio Casa")
    (again,) = imported(district_session, told)

    assert (again.id, again.unit_id) == (naming.id, chosen)
    attached = district_session.execute(
        text("select r.unit_id from staged s join unit_reference r on r.id = s.reference_id")
    ).scalars()
    assert set(attached) == {chosen}
