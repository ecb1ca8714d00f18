"""`satellite retention`: what is due is listed, erased, and a person forgotten for good."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from api.commands import retention
from api.commands.forgetting import outside_of
from api.commands.retention import app
from buildings.people.service import PersonRow, Telling, record_people
from data.retention.running import one_at_a_time
from gis.dates import today
from gis.db import make_engine
from gis.errors import InputError, NotFoundError, UnavailableError
from gis.settings import Settings
from tests import make
from tests.api.commands.running import ready, satellite
from tests.buildings.retention import rows
from tests.data.retention.test_backups import backup

RUNNER = CliRunner()
CODE = "RSSMRA85T10A562S"
ADA = PersonRow(source_key="1", surname="Quattropani", given_name="Ada", tax_code=CODE)
TELLING = Telling("test", dt.date(2026, 1, 1))


@pytest.fixture
def office(
    fresh_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Engine, Settings]]:
    """A register with a report that came to nothing and a person, opened by the command."""
    settings = Settings(
        _env_file=None, home=tmp_path / "home", keys=tmp_path / "keys", backups=tmp_path / "saved"
    )
    (tmp_path / "saved").mkdir()
    engine = make_engine(fresh_url)
    with Session(engine) as session, session.begin():
        make.source(session)
        rows.report(session, dt.date(2012, 1, 1))
        record_people(session.connection(), [ADA], TELLING, outside_of(settings).keys)

    @contextmanager
    def opened(_settings: Settings) -> Iterator[Engine]:
        yield engine

    monkeypatch.setattr(retention, "_engine", opened)
    monkeypatch.setattr(retention, "read_settings", lambda: settings)
    yield engine, settings
    engine.dispose()


def said(*words: str, typed: str | None = None, status: int = 0) -> str:
    found = RUNNER.invoke(app, list(words), input=typed)
    if found.exception and not isinstance(found.exception, SystemExit):
        raise found.exception
    assert found.exit_code == status, found.output
    return found.output


def test_a_dry_run_lists_counts_and_ids_of_every_kind(office: tuple[Engine, Settings]) -> None:
    engine, _ = office
    listed = said("run", "--dry-run")
    with engine.connect() as connection:
        report = connection.execute(text("select id::text from occupation_report")).scalar_one()

    assert "1  Segnalazioni infondate" in listed
    assert f"occupation_report {report} (2012-01-01)" in listed
    assert "niente di questo genere per ora" in listed.split("Attestati")[1].splitlines()[0]
    assert "si conserva" in listed.split("Catasto")[1].splitlines()[0]
    assert "0  Pratiche SAP" in listed


def test_a_run_erases_and_the_next_finds_nothing(
    office: tuple[Engine, Settings], tmp_path: Path
) -> None:
    engine, _ = office
    long_ago = dt.datetime.now(dt.UTC) - dt.timedelta(days=40)
    backup(tmp_path / "saved", "old.backup", long_ago.isoformat())
    backup(tmp_path / "saved", "new.backup", dt.datetime.now(dt.UTC).isoformat())

    assert "backup old.backup" in said("run", "--dry-run")
    assert (tmp_path / "saved" / "old.backup").exists()
    assert "1  Segnalazioni infondate" in said("run")
    assert "Segnalazioni" not in said("run")

    assert [path.name for path in (tmp_path / "saved").iterdir()] == ["new.backup"]
    with engine.connect() as connection:
        left = connection.execute(text("select count(*) from occupation_report")).scalar_one()
    assert left == 0


def test_wrong_days_and_a_second_run_are_refused(office: tuple[Engine, Settings]) -> None:
    engine, _ = office
    with pytest.raises(InputError, match="not a day"):
        said("run", "--as-of", "domani")
    with pytest.raises(InputError, match="still to come"):
        said("run", "--as-of", str(today() + dt.timedelta(days=1)))
    with one_at_a_time(engine), pytest.raises(UnavailableError):
        said("run")


def test_a_tax_code_is_asked_and_never_shown(office: tuple[Engine, Settings]) -> None:
    engine, settings = office
    told = said("erase-person", "--reference", "prot. 9/2026", typed=f"{CODE.lower()}\ny\n")
    assert "erased: 1" in told
    assert CODE not in told.upper()
    assert "QUATTROPANI" not in told.upper()
    with engine.connect() as connection:
        assert connection.execute(text("select surname from person")).scalars().all() == [None]
    assert len(outside_of(settings).erasures.lines()) == 1
    with pytest.raises(NotFoundError):
        said("erase-person", "--reference", "prot. 9/2026", typed=f"{CODE}\ny\n")


def test_who_does_not_confirm_erases_nobody(office: tuple[Engine, Settings]) -> None:
    engine, _ = office
    said("erase-person", "--reference", "prot. 9/2026", typed=f"{CODE}\nn\n", status=1)
    with engine.connect() as connection:
        assert connection.execute(text("select surname from person")).scalar_one() == "Quattropani"


def test_a_place_that_still_names_the_person_is_told(office: tuple[Engine, Settings]) -> None:
    _, settings = office
    settings.home.mkdir()
    (settings.home / "lettera.txt").write_text("Ada Quattropani", encoding="utf-8")
    told = said("erase-person", "--reference", "1", "--yes", typed=f"{CODE}\n", status=1)
    assert f"still named in: {settings.home / 'lettera.txt'} (1)" in told


ERASED = "select count(*) filter (where surname is not null), count(*) from person"


def test_a_restored_backup_forgets_before_anybody_is_served(own: Path, home: Path) -> None:
    """On a cluster of its own: restore, and `up` on a database that became older by other means."""
    file = home.parent / "before.backup"
    insert = (
        "insert into source (id, title) values ('test', 'A test');"
        "insert into person (id, source_id, source_key, as_of, reliability, surname, sealed,"
        " sealed_digest) values ('00000000-0000-4000-8000-000000000001', 'test', '1',"
        " '2026-01-01', 'official', 'Quattropani', 'noise', sha256('11:Quattropani-----'))"
    )
    asking = ("db", "psql", "--", "-Atc", ERASED)
    assert satellite(own, "db", "psql", "--", "-qc", insert)[0] == 0
    assert satellite(own, "db", "backup", str(file))[0] == 0
    person = "00000000-0000-4000-8000-000000000001"
    status, told, complained = satellite(
        own, "retention", "erase-person", person, "--reference", "1", "--yes"
    )
    assert status == 0, complained + told
    assert satellite(own, *asking)[:2] == (0, "0|1\n")

    status, _, complained = satellite(own, "db", "restore", "--force", str(file))
    assert status == 0, complained
    assert satellite(own, *asking)[:2] == (0, "0|1\n")

    again = "begin; delete from person;" + insert.partition(";")[2] + "; commit"
    assert satellite(own, "db", "psql", "--", "-qc", again)[0] == 0
    assert satellite(own, *asking)[:2] == (0, "1|1\n")
    with ready(own, "--empty") as up:
        assert up.status_of("/readyz") == 200
        up.stop()
    assert satellite(own, *asking)[:2] == (0, "0|1\n")

    (own / "keys" / "erasures.jsonl").write_text("nonsense\n", encoding="utf-8")
    status, _, complained = satellite(own, "db", "restore", "--force", str(file))
    assert status == 1
    assert "erasures.jsonl" in complained
