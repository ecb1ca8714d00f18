"""Everybody may read how long data are kept; what was erased only the data protection officer."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.privacy.states import Role
from tests.api.pages.conftest import Reader, words
from tests.readers import bearer

ERASED = (
    "insert into erasure (kind, entity, entity_id, action, ground) values "
    "('read_audit', 'nothing', '1', 'erase', 'subject_request')"
)


def test_the_rules_are_told_with_their_basis(reading: Reader) -> None:
    page = reading("/retention")
    rows = [words(row) for row in page.xpath("//tbody/tr")]

    assert len(rows) == 21
    (reports,) = [row for row in rows if row.startswith("Segnalazioni infondate")]
    assert "il numero sì 12 esito della segnalazione si cancella" in reports
    (certificates,) = [row for row in rows if row.startswith("Attestati")]
    assert "niente di questo genere per ora Piano di conservazione" in certificates
    assert "60 scadenza" in certificates
    (kept,) = [row for row in rows if row.startswith("Catasto")]
    assert "nessuna decorrenza si conserva" in kept


@pytest.mark.parametrize(
    ("role", "sees"),
    [(Role.PUBLIC, False), (Role.HOUSING_MANAGER, False), (Role.AUDITOR, True)],
)
def test_what_was_erased_is_for_the_auditor(
    session: Session, engine: Engine, visitor: TestClient, role: Role, *, sees: bool
) -> None:
    session.execute(text(ERASED))
    visitor.headers.pop("authorization", None)
    answer = visitor.get("/retention?lang=en", headers=bearer(engine, role))

    assert answer.status_code == 200
    assert "Retention rules in force" in answer.text
    assert ("Erased so far" in answer.text) is sees
    assert answer.headers["cache-control"] == "no-store"
