"""What an error of the database tells a log: which rule failed where, never whose row it was."""

import traceback

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from gis.errors import InputError
from tests import make

PERSON = (
    "insert into person (source_key, surname, tax_code, sealed, sealed_digest, source_id, as_of, "
    "reliability) values ('1', :surname, :tax_code, '', '', 'test', '2026-01-01', 'official')"
)
COLOMBO = {"surname": "Colombo", "tax_code": "RSSMRA85T10A562S"}


@pytest.mark.parametrize("unwritable", ["x\0", "\ud800"])
def test_what_no_text_can_hold_is_told_to_its_sender(session: Session, unwritable: str) -> None:
    with pytest.raises(InputError, match="NUL"):
        session.execute(text("select :word"), {"word": unwritable})


def written(error: BaseException) -> str:
    return "".join(traceback.format_exception(error))


def test_a_refused_person_is_not_named(session: Session) -> None:
    make.source(session)

    with pytest.raises(IntegrityError) as refused:
        session.execute(text(PERSON), COLOMBO)

    told = written(refused.value)
    assert "ck_person_sealed_as_written" in told
    assert "insert into person" in told
    assert not [each for each in COLOMBO.values() if each in told]
    assert refused.value.orig.diag.constraint_name == "ck_person_sealed_as_written"  # type: ignore[union-attr] # psycopg2's


def test_a_key_that_is_there_already_is_not_told(session: Session) -> None:
    make.source(session)
    again = {"id": "test", "title": "Colombo"}

    with pytest.raises(IntegrityError) as refused:
        session.execute(text("insert into source (id, title) values (:id, :title)"), again)

    told = str(refused.value)
    assert "pk_source" in told
    assert "Colombo" not in told
    assert "(test)" not in told
