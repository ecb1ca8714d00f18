"""Ada Fontana and Bruno Lago own a flat, Lago's firm and a company own shares of others."""

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from buildings.people import queries
from buildings.people.models import Body, Person, UnitRight
from buildings.people.service import (
    BodyRow,
    PersonRow,
    Telling,
    Written,
    erase_person,
    record_people,
)
from buildings.people.states import Regime, RightType, Sex, TaxCodeDoubt, right_type
from buildings.people.taxcodes import doubt_of_body, doubt_of_person
from gis.db import make_engine
from gis.history.reading import as_known_at
from gis.keys import KeyStore
from tests import make
from tests.overlapping import had_to_wait

TELLING = Telling("test", dt.date(2026, 1, 1))
ADA = PersonRow(
    source_key="-/1/P",
    surname="Fontana",
    given_name="Ada",
    sex=Sex.FEMALE,
    birth_on=dt.date(1985, 12, 10),
    birth_place_code="A562",
    tax_code="RSSMRA85T10A562T",
)
BRUNO = PersonRow(source_key="-/2/P", surname="Lago", tax_code="MRTMTT25D09F205Z")
COMPANY = BodyRow(source_key="-/3/G", name="Gli Olmi srl", tax_code="12345670488")
FIRM = BodyRow(source_key="-/4/G", name="Ditta Lago Bruno", tax_code="MRTMTT25D09F205Z")


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    return KeyStore(tmp_path / "keys")


@pytest.fixture
def committed(fresh_url: str) -> Iterator[Engine]:
    made = make_engine(fresh_url)
    with Session(made) as session:
        make.source(session)
        session.commit()
    yield made
    made.dispose()


def record(session: Session, keys: KeyStore, *rows: PersonRow | BodyRow) -> dict[str, Written]:
    make.source(session)
    return record_people(session.connection(), rows, TELLING, keys)


def test_persons_and_bodies_are_written_once(session: Session, keys: KeyStore) -> None:
    first = record(session, keys, ADA, BRUNO, COMPANY)
    again = record(session, keys, ADA, BRUNO, COMPANY)

    assert {told.outcome for told in first.values()} == {"loaded"}
    assert {told.outcome for told in again.values()} == {"unchanged"}
    assert [told.person_id for told in again.values()] == [
        told.person_id for told in first.values()
    ]
    ada = session.get_one(Person, first["-/1/P"].person_id)
    assert (ada.surname, ada.given_name, ada.birth_on) == ("Fontana", "Ada", ADA.birth_on)
    company = session.get_one(Body, first["-/3/G"].body_id)
    assert (company.name, company.tax_code_doubt) == ("Gli Olmi srl", None)


def test_what_changed_is_updated_under_the_same_id(session: Session, keys: KeyStore) -> None:
    first = record(session, keys, ADA, COMPANY)
    married = PersonRow(source_key="-/1/P", surname="Fontana Lago", given_name="Ada")
    renamed = BodyRow(source_key="-/3/G", name="Gli Olmi spa", tax_code="12345670488")

    told = record(session, keys, married, renamed)

    assert told["-/1/P"] == Written(first["-/1/P"].person_id, None, "updated")
    assert told["-/3/G"] == Written(None, first["-/3/G"].body_id, "updated")
    session.expire_all()
    assert session.get_one(Person, first["-/1/P"].person_id).surname == "Fontana Lago"
    assert session.scalars(select(Body.name)).all() == ["Gli Olmi spa"]


def test_a_firm_that_is_a_person_is_kept_as_one(session: Session, keys: KeyStore) -> None:
    told = record(session, keys, FIRM)
    assert told["-/4/G"].body_id is None
    assert session.get_one(Person, told["-/4/G"].person_id).surname == "Ditta Lago Bruno"


@pytest.mark.parametrize(
    ("code", "birth_on", "sex", "doubt"),
    [
        (None, None, None, None),
        ("MRTMTT25D09F205Z", None, None, None),
        ("RSSMRA85T10A562S", dt.date(1985, 12, 10), Sex.MALE, None),
        ("RSSMRA85T10A562S", dt.date(1985, 12, 11), Sex.MALE, TaxCodeDoubt.OTHER_BIRTH),
        ("RSSMRA85T10A562S", None, Sex.FEMALE, TaxCodeDoubt.OTHER_BIRTH),
        ("ABCDEF12B23P43NE", None, None, None),
        ("RSSMRA85T10A562T", None, None, TaxCodeDoubt.WRONG_CHECK),
        ("12345670488", None, None, None),
        ("12345670480", None, None, TaxCodeDoubt.WRONG_CHECK),
        ("?", None, None, TaxCodeDoubt.WRONG_CHECK),
        ("", None, None, TaxCodeDoubt.WRONG_CHECK),
    ],
)
def test_a_wrong_code_is_doubted_and_kept(
    code: str | None, birth_on: dt.date | None, sex: Sex | None, doubt: TaxCodeDoubt | None
) -> None:
    assert doubt_of_person(code, birth_on, sex) is doubt


def test_a_bodys_code_is_doubted(session: Session, keys: KeyStore) -> None:
    assert doubt_of_body("00743110157") is None
    wrong = BodyRow(source_key="-/9/G", name="Le Querce", tax_code="00743110158")
    told = record(session, keys, wrong, ADA)
    assert session.get_one(Body, told["-/9/G"].body_id).tax_code_doubt is TaxCodeDoubt.WRONG_CHECK
    ada = session.get_one(Person, told["-/1/P"].person_id)
    assert (ada.tax_code, ada.tax_code_doubt) == ("RSSMRA85T10A562T", TaxCodeDoubt.WRONG_CHECK)


def test_the_blank_of_a_right_code_counts() -> None:
    assert right_type("20") is RightType.BARE_OWNERSHIP
    assert right_type("20 ") is RightType.OTHER
    assert right_type("10") is RightType.OWNERSHIP
    assert right_type("80") is RightType.USUFRUCT
    assert right_type("no such code") is RightType.OTHER


def right(unit_id: uuid.UUID, **changes: Any) -> UnitRight:
    values: dict[str, Any] = {
        "unit_id": unit_id,
        "source_key": "P1/F77/10",
        "right_type": RightType.OWNERSHIP,
        "right_code": "10",
        "share_num": 1,
        "share_den": 2,
        "regime": Regime.SEPARATE,
        "valid_from": dt.date(2010, 5, 1),
        **make.PROVENANCE,
    }
    return UnitRight(**values | changes)


def _rights(session: Session, unit_id: uuid.UUID, day: dt.date) -> list[UnitRight]:
    return list(session.scalars(queries.RIGHTS, {"unit_id": unit_id, "on_date": day}))


def test_rights_hold_for_as_long_as_they_say(session: Session, keys: KeyStore) -> None:
    told = record(session, keys, ADA, COMPANY)
    unit = make.unit(session).id
    ended, until = dt.date(2020, 1, 1), "P1/F77/80 "
    session.add(right(unit, person_id=told["-/1/P"].person_id, valid_to=ended))
    session.add(
        right(unit, body_id=told["-/3/G"].body_id, source_key=until, share_num=None, share_den=None)
    )
    session.flush()

    assert len(_rights(session, unit, dt.date(2015, 1, 1))) == 2
    (left,) = _rights(session, unit, ended)
    assert (left.source_key, left.share_num) == (until, None)


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"person_id": None}, "one_holder"),
        ({"share_num": None}, "share_whole"),
        ({"share_num": 3}, "share_range"),
        ({"share_num": 0, "share_den": 0}, "share_range"),
        ({"valid_to": dt.date(2010, 5, 1)}, "valid_time_ordered"),
    ],
)
def test_a_right_that_cannot_be_is_refused(
    session: Session, keys: KeyStore, changes: dict[str, Any], constraint: str
) -> None:
    person = record(session, keys, ADA)["-/1/P"].person_id
    session.add(right(make.unit(session).id, **{"person_id": person} | changes))
    with pytest.raises(DBAPIError, match=f"ck_unit_right_{constraint}"):
        session.flush()


def test_one_title_holds_once_at_a_time(session: Session, keys: KeyStore) -> None:
    person = record(session, keys, ADA)["-/1/P"].person_id
    unit = make.unit(session).id
    session.add_all([right(unit, person_id=person), right(unit, person_id=person)])
    with pytest.raises(DBAPIError, match="ex_unit_right_no_overlap"):
        session.flush()


@pytest.mark.parametrize(
    "change",
    [
        "surname = 'Monti'",
        "birth_on = birth_on + 1",
        "sex = 'M'",
        "tax_code = null",
        "surname = given_name, given_name = surname",
        "sealed_digest = sha256('Monti'), sealed = 'noise'",
    ],
)
def test_plain_sql_cannot_change_a_name_without_sealing_it(
    session: Session, keys: KeyStore, change: str
) -> None:
    record(session, keys, ADA)
    with pytest.raises(DBAPIError, match="sealed_as_written"):
        session.execute(text(f"update person set {change}"))


def test_nor_with_a_digest_of_its_own(session: Session, keys: KeyStore) -> None:
    record(session, keys, ADA)
    other = PersonRow(source_key="", surname="Monti")
    empty = dict.fromkeys(("given_name", "sex", "birth_on", "birth_place_code", "tax_code"))
    with pytest.raises(DBAPIError, match="seals them anew"):
        session.execute(update(Person).values(surname="Monti", sealed_digest=other.digest, **empty))


def test_history_holds_no_personal_column(committed: Engine, keys: KeyStore) -> None:
    with committed.begin() as connection:
        record_people(connection, [ADA, BRUNO], TELLING, keys)
    with committed.begin() as connection:
        changed = PersonRow(source_key="-/1/P", surname="Fontana Lago")
        record_people(connection, [changed], TELLING, keys)
    with committed.connect() as connection:
        rows = connection.execute(text("select row_to_json(h)::text from history.person h"))
        kept = rows.scalars().all()
    assert len(kept) == 1
    assert "fontana" not in kept[0].lower()
    assert "digest" not in kept[0]


def test_the_past_name_is_read_with_the_key_and_lost_with_it(
    committed: Engine, keys: KeyStore
) -> None:
    with committed.begin() as connection:
        person = record_people(connection, [ADA], TELLING, keys)["-/1/P"].person_id
    assert person is not None
    with committed.begin() as connection:
        before = connection.execute(text("select clock_timestamp()")).scalar_one()
        changed = PersonRow(source_key="-/1/P", surname="Monti")
        record_people(connection, [changed], TELLING, keys)

    assert named(committed, person, keys, before) == "Fontana Ada"
    assert named(committed, person, keys, None) == "Monti"
    chain = history_of(committed)

    with committed.begin() as connection:
        assert erase_person(connection, person, keys)

    assert named(committed, person, keys, before) is None
    assert named(committed, person, keys, None) is None
    assert history_of(committed)[: len(chain)] == chain
    with Session(committed) as session:
        erased = session.get_one(Person, person)
        assert (erased.surname, erased.tax_code, erased.sealed) == (None, None, b"")
        assert erased.erased_on is not None
    # A new key opens nothing of the old, and the source does not bring the name back.
    keys.ensure([person])
    assert named(committed, person, keys, before) is None
    with committed.begin() as connection:
        told = record_people(connection, [ADA], TELLING, keys)
    assert told["-/1/P"] == Written(person, None, "erased")
    assert named(committed, person, keys, None) is None


def test_who_is_erased_during_an_import_stays_erased(committed: Engine, keys: KeyStore) -> None:
    with committed.begin() as connection:
        person = record_people(connection, [ADA], TELLING, keys)["-/1/P"].person_id
    assert person is not None
    renamed = PersonRow(source_key="-/1/P", surname="Monti")

    def import_too() -> None:
        with committed.begin() as connection:
            record_people(connection, [renamed], TELLING, keys)

    with committed.connect() as connection:
        erase_person(connection, person, keys)
        assert had_to_wait(import_too, connection.commit)

    assert named(committed, person, keys, None) is None
    with Session(committed) as session:
        assert session.get_one(Person, person).erased_on is not None


def test_who_is_deleted_leaves_a_sealed_row(committed: Engine, keys: KeyStore) -> None:
    with committed.begin() as connection:
        person = record_people(connection, [ADA], TELLING, keys)["-/1/P"].person_id
        assert person is not None
    with committed.begin() as connection:
        before = connection.execute(text("select clock_timestamp()")).scalar_one()
        connection.execute(delete(Person))
    assert named(committed, person, keys, before) == "Fontana Ada"


def named(
    engine: Engine, person: uuid.UUID, keys: KeyStore, moment: dt.datetime | None
) -> str | None:
    with Session(engine) as session:
        if moment is not None:
            as_known_at(session, moment)
        return queries.persons(session, [person], keys)[person].name


def history_of(engine: Engine) -> list[tuple[Any, ...]]:
    with engine.connect() as connection:
        rows = connection.execute(
            text(
                "select h.history_id, h.id, h.recorded_in, h.superseded_in, t.committed_at "
                "from history.person h join history.transaction t on t.id = h.superseded_in "
                "order by 1"
            )
        )
        return [tuple(row) for row in rows]
