"""Ada Quattropani asks to be forgotten: by the register, its files, and every backup put back."""

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from psycopg2.extensions import make_dsn
from sqlalchemy import Engine, insert, select, text
from sqlalchemy.orm import Session

from buildings.audit.models import AuditEntry
from buildings.audit.sealing import seal
from buildings.audit.states import Verb
from buildings.audit.verifying import verify
from buildings.documents.states import Subject
from buildings.people.models import Person
from buildings.people.service import PersonRow, Telling, record_people
from buildings.retention.models import Erasure
from buildings.retention.service import Outside
from buildings.retention.states import ErasureGround, RetentionAction
from data import migrate
from data.ingest.models import ImportRefusal, ImportRun
from data.ingest.states import ImportOutcome
from data.retention.looking import Words, in_files, in_tables, words_of
from data.retention.persons import Gone, Meant, erase_on_request, find_persons, readmit
from data.retention.reapplying import Reapplied, reapply
from gis.cluster.backup import back_up, restore
from gis.cluster.clients import Clients
from gis.cluster.databases import make_extensions
from gis.cluster.private import ClusterAddress, private_cluster
from gis.db import make_engine
from gis.erasures import ErasureList
from gis.errors import NotFoundError, RuleError
from gis.keys import KeyStore
from gis.report import Silence
from tests import make
from tests.buildings.people.test_people import right
from tests.data.history.test_backup import as_url
from tests.data.retention.test_documents import attach
from tests.gis.cluster.running import execute, open_folder

CODE = "RSSMRA85T10A562S"
ADA = PersonRow(source_key="-/1/P", surname="Quattropani", given_name="Ada", tax_code=CODE)
MAIDEN = PersonRow(source_key="-/1/P", surname="Montesanto", given_name="Ada", tax_code=CODE)
ELSEWHERE = PersonRow(source_key="77", surname="QUATTROPANI", given_name="ADA", tax_code=CODE)
BRUNO = PersonRow(source_key="-/2/P", surname="Lago", given_name="Bruno")
TELLING = Telling("test", dt.date(2026, 1, 1))
OTHER = Telling("other", dt.date(2026, 1, 1))
WORDS = Words(frozenset({"quattropani", "montesanto", CODE.lower()}))


def told(register: Engine, outside: Outside) -> uuid.UUID:
    """Ada is known to two sources and once had another name; a refused row names her too."""
    with register.begin() as connection:
        connection.execute(text("insert into source (id, title) values ('other', 'Another')"))
        record_people(connection, [MAIDEN, BRUNO], TELLING, outside.keys)
        record_people(connection, [ELSEWHERE], OTHER, outside.keys)
    with register.begin() as connection:
        found = record_people(connection, [ADA], TELLING, outside.keys)["-/1/P"].person_id
        run_id = connection.execute(
            insert(ImportRun)
            .values(file_name="titoli.csv", municipality_code="G686", is_dry_run=False,
                    outcome=ImportOutcome.DONE, finished_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC))
            .returning(ImportRun.id)
        ).scalar_one()  # fmt: skip
        for raw in ("7;ada quattropani;x", "8;Lago Bruno;x", "9;MONTESANTO Ada;x", CODE):
            connection.execute(
                insert(ImportRefusal).values(
                    run_id=run_id, row_number=7, column_name="nome", value="",
                    raw=raw, reason_it="", reason_en="",
                )
            )  # fmt: skip
    assert found is not None
    return found


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Files made at run time: a log, refused rows that name Ada, others that do not."""
    for name, content in {
        "imports/1-refusals.csv": "row;value\n7;Quattropani Ada\n",
        "imports/2-refusals.csv": "row;value\n7;Lago Bruno\n",
        "log/setup.log": "nothing\n",
    }.items():
        path = tmp_path / "home" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return tmp_path / "home"


def forget(register: Engine, outside: Outside, home: Path) -> Gone:
    persons = find_persons(register, tax_code=CODE).persons
    return erase_on_request(
        register,
        persons,
        ground=ErasureGround.REQUEST,
        reference="prot. 123/2026",
        outside=outside,
        home=home,
    )


def sightings(register: Engine) -> list[str]:
    with register.connect() as connection:
        return [each.where for each in in_tables(connection, WORDS)]


def names(register: Engine) -> list[str | None]:
    with Session(register) as session:
        return list(session.scalars(select(Person.surname).order_by(Person.source_key)))


def test_a_person_is_found_nowhere_afterwards(
    register: Engine, outside: Outside, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    ada = told(register, outside)
    assert set(sightings(register)) == {
        "public.import_refusal.raw",
        "public.person.surname",
        "public.person.tax_code",
    }
    assert [Path(each.where).name for each in in_files(home, WORDS)] == ["1-refusals.csv"]

    gone = forget(register, outside, home)

    assert len(gone.persons) == 2
    assert ada in gone.persons
    assert (gone.swept_rows, gone.swept_files, gone.left) == (3, 1, [])
    assert sightings(register) == []
    assert names(register) == [None, "Lago", None]
    assert outside.keys.find(gone.persons) == {}
    assert list(in_files(home, WORDS)) == []
    assert list(in_files(home.parent / "keys", WORDS)) == []
    assert not any(word in caplog.text.casefold() for word in WORDS.texts)
    assert (home / "imports/2-refusals.csv").exists()
    with Session(register) as session:
        records = session.scalars(select(Erasure)).all()
    assert {(each.entity_id, each.reference, each.ground) for each in records} == {
        (str(each), "prot. 123/2026", ErasureGround.REQUEST) for each in gone.persons
    }


def test_surname_and_name_in_two_columns_are_looked_for_in_memory_only() -> None:
    assert words_of([ADA.facts]).texts == {"quattropani ada", "ada quattropani", CODE.lower()}
    assert words_of([{"surname": "Lago", "given_name": None, "tax_code": None}]).texts == set()
    assert not words_of([])


def test_the_audit_tells_of_it_and_its_chain_holds(
    register: Engine, outside: Outside, home: Path
) -> None:
    told(register, outside)
    with register.begin() as connection:
        seal(connection)
    gone = forget(register, outside, home)
    with register.begin() as connection:
        seal(connection)
    with register.connect() as connection:
        connection.execution_options(isolation_level="REPEATABLE READ")
        proof = verify(connection, home / "anchors")
    with Session(register) as session:
        noted = session.execute(
            select(AuditEntry.entity_id, AuditEntry.detail).where(
                AuditEntry.verb == Verb.ERASE, AuditEntry.entity == "person"
            )
        ).all()

    assert (proof.holds, proof.seal_count) == (True, 2)
    assert {row.entity_id for row in noted} == set(gone.persons)
    assert all(row.detail["ground"] == "subject_request" for row in noted)
    assert sightings(register) == []


def test_a_letter_in_a_folder_is_told_by_place_and_not_deleted(
    register: Engine, outside: Outside, home: Path
) -> None:
    told(register, outside)
    letter = home / "lettera.txt"
    letter.write_text("Gentile Ada QUATTROPANI,", encoding="utf-8")

    left = forget(register, outside, home).left

    assert [(each.where, each.count) for each in left] == [(str(letter), 1)]


def test_a_file_that_cannot_be_read_is_told(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def closed(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", closed)
    assert all("cannot be read" in each.where for each in in_files(home, WORDS))
    assert len(list(in_files(home, WORDS))) == 3


def test_who_is_not_there_is_not_erased(register: Engine, outside: Outside, home: Path) -> None:
    ada = told(register, outside)
    with pytest.raises(NotFoundError):
        find_persons(register, tax_code="MRTMTT25D09F205Z")
    with pytest.raises(NotFoundError):
        find_persons(register, person_id=uuid.uuid4())
    with pytest.raises(RuleError, match="protocol number"):
        erase_on_request(
            register, [ada], ground=ErasureGround.REQUEST, reference=" ", outside=outside, home=home
        )
    assert outside.erasures.lines() == []
    forget(register, outside, home)
    with pytest.raises(NotFoundError):
        find_persons(register, person_id=ada)


def test_a_wrong_tax_code_joins_nobody(register: Engine, outside: Outside) -> None:
    doubtful = "RSSMRA85T10A562T"
    with register.begin() as connection:
        written = record_people(
            connection,
            [
                PersonRow(source_key="1", surname="Monti", given_name="Ugo", tax_code=doubtful),
                PersonRow(source_key="2", surname="Valli", given_name="Ida", tax_code=doubtful),
            ],
            TELLING,
            outside.keys,
        )
    ugo = written["1"].person_id
    assert ugo is not None
    assert find_persons(register, person_id=ugo) == Meant([ugo], [])


def test_a_namesake_is_told_and_not_erased(register: Engine, outside: Outside, home: Path) -> None:
    ada = told(register, outside)
    day = dt.date(1985, 12, 10)
    rows = [
        PersonRow(source_key="90", surname="quattropani", given_name="ADA"),
        PersonRow(source_key="91", surname="Quattropani", given_name="Ada", birth_on=day),
        PersonRow(source_key="92", surname="Quattropani", given_name="Ida"),
    ]
    with register.begin() as connection:
        others = record_people(connection, rows, OTHER, outside.keys)
    meant = find_persons(register, person_id=ada)

    assert set(meant.namesakes) == {others["90"].person_id, others["91"].person_id}
    gone = forget(register, outside, home)
    assert set(gone.persons) == set(meant.persons)
    assert names(register).count("Quattropani") == 2


def test_the_papers_of_their_flats_are_pointed_at(
    register: Engine, outside: Outside, home: Path
) -> None:
    ada = told(register, outside)
    with Session(register) as session, session.begin():
        flat, other = make.unit(session).id, make.unit(session).id
        session.add(right(flat, person_id=ada))
        for unit in (flat, other):
            attach(session, Subject.UNIT, unit, dt.date(2025, 1, 1))

    assert forget(register, outside, home).papers == [flat]


def test_the_same_source_does_not_bring_a_person_back(
    register: Engine, outside: Outside, home: Path
) -> None:
    ada = told(register, outside)
    forget(register, outside, home)
    with register.begin() as connection:
        again = record_people(connection, [ADA], TELLING, outside.keys)["-/1/P"]
    assert (again.person_id, again.outcome) == (ada, "erased")
    assert sightings(register) == []


def test_nor_into_a_register_that_never_knew_them(
    register: Engine, outside: Outside, home: Path
) -> None:
    told(register, outside)
    forget(register, outside, home)
    with register.begin() as connection:
        connection.execute(text("delete from person"))
        again = record_people(connection, [ADA, BRUNO], TELLING, outside.keys)

    assert {key: each.outcome for key, each in again.items()} == {
        "-/1/P": "erased",
        "-/2/P": "loaded",
    }
    assert names(register) == [None, "Lago"]


def test_a_new_legal_basis_lets_them_be_written_again(
    register: Engine, outside: Outside, home: Path
) -> None:
    ada = told(register, outside)
    forget(register, outside, home)
    with pytest.raises(RuleError, match="legal basis"):
        readmit(register, ada, "  ", outside)
    with pytest.raises(NotFoundError):
        readmit(register, uuid.uuid4(), "art. 6", outside)

    readmit(register, ada, "Sentenza 12/2026", outside)
    assert reapply(register, outside) == Reapplied(0, 0)
    with register.begin() as connection:
        again = record_people(connection, [ADA, ELSEWHERE], TELLING, outside.keys)["-/1/P"]
    assert (again.person_id, again.outcome) == (ada, "updated")
    assert names(register).count("Quattropani") == 1
    assert reapply(register, outside) == Reapplied(0, 0)
    with Session(register) as session:
        last = session.scalars(select(Erasure).order_by(Erasure.id.desc())).first()
        assert last is not None
        assert (last.action, last.reference) == (RetentionAction.READMIT, "Sentenza 12/2026")


def test_a_key_that_comes_back_from_a_copy_is_destroyed_again(
    register: Engine, outside: Outside, home: Path
) -> None:
    ada = told(register, outside)
    forget(register, outside, home)
    outside.keys.ensure([ada])
    reapply(register, outside)
    assert outside.keys.find([ada]) == {}


def test_a_list_that_was_lost_is_written_again_from_the_register(
    register: Engine, outside: Outside, home: Path
) -> None:
    told(register, outside)
    forget(register, outside, home)
    outside.erasures.path.unlink()

    assert reapply(register, outside) == Reapplied(erased=0, learnt=2)
    assert reapply(register, outside) == Reapplied(0, 0)
    assert outside.erasures.subjects()[outside.erasures.digest("test", "-/1/P")] == "anonymise"


@pytest.fixture(scope="module")
def server() -> Iterator[ClusterAddress]:
    with open_folder() as folder, private_cluster(folder / "home", is_durable=False) as cluster:
        yield cluster


def test_a_backup_of_before_is_made_to_forget(
    server: ClusterAddress, tmp_path: Path, home: Path
) -> None:
    outside = Outside(KeyStore(tmp_path / "keys"), ErasureList(tmp_path / "keys"))
    engine = make_engine(server.app_url)
    migrate.upgrade(engine)
    with Session(engine) as session, session.begin():
        make.source(session)
    told(engine, outside)
    file = tmp_path / "before.backup"
    clients = Clients(server.app_url, server.binaries)
    back_up(clients, "satellite", migrate.current(engine), file, Silence())
    gone = forget(engine, outside, home)
    assert sightings(engine) == []
    engine.dispose()

    execute(server.admin_url, "CREATE DATABASE restored OWNER satellite")
    target = str(make_dsn(server.admin_url, dbname="restored"))
    make_extensions(target)
    restore(
        Clients(target, server.binaries),
        "satellite",
        file,
        work=tmp_path,
        check=lambda _: None,
        report=Silence(),
        replace=False,
        keeps_owners=True,
    )
    restored = make_engine(as_url(str(make_dsn(server.app_url, dbname="restored"))))
    assert "public.person.tax_code" in sightings(restored)
    assert names(restored) == ["Quattropani", "Lago", "QUATTROPANI"]

    assert reapply(restored, outside) == Reapplied(erased=2, learnt=0)

    assert sightings(restored) == []
    assert list(in_files(server.place.folder, WORDS)) == []
    assert (server.place.folder / "server.log").stat().st_size > 0
    assert names(restored) == [None, "Lago", None]
    assert outside.keys.find(gone.persons) == {}
    assert reapply(restored, outside) == Reapplied(0, 0)
    restored.dispose()
