"""What a source says about a unit follows the unit that its naming is matched with."""

from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.identity.models import ReferenceDecision, UnitReference
from buildings.identity.states import MatchMethod, ReferenceState
from data.ingest.staging import Staging
from data.ingest.steps import run_step
from data.sources.facts import Fact, Naming
from data.sources.rows import Row
from tests import make

TOLD = Naming("tari", street_name="Via  Cilea", number_text="901", unit_number="7")


def staged_rows(session: Session, *namings: Naming) -> None:
    staging = Staging(session.connection())
    for number, naming in enumerate(namings, start=1):
        staging.add(Row(number, "", Fact("charge", str(number), naming=naming)))
    staging.finish()
    for step in ("name_units", "refer_rows"):
        run_step(session.connection(), step, {"source": "test", "code": "G686"})


def test_two_spellings_of_one_naming_are_one_reference(session: Session) -> None:
    make.municipality(session)
    staged_rows(session, TOLD, Naming("tari", "VIA CILEA", "901", unit_number="7"))

    reference = session.query(UnitReference).one()
    assert reference.state is ReferenceState.WAITING
    assert reference.street_name == "Via  Cilea"
    rows = session.execute(text("select reference_id from staged")).scalars().all()
    assert rows == [reference.id, reference.id]


def test_what_was_decided_about_a_naming_survives_the_next_file(session: Session) -> None:
    flat = make.unit(session)
    staged_rows(session, TOLD)
    reference = session.query(UnitReference).one()
    reference.unit_id, reference.method = flat.id, MatchMethod.DECISION
    reference.state = ReferenceState.MATCHED
    session.add(
        ReferenceDecision(reference_id=reference.id, unit_id=flat.id, decided_by="operator")
    )
    session.flush()
    session.execute(text("drop table staged"))
    staged_rows(session, TOLD)

    again = session.query(UnitReference).one()
    assert (again.unit_id, again.state) == (flat.id, ReferenceState.MATCHED)
