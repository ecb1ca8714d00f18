"""`satellite release`: the office makes, audits, publishes and hands out a quarter's figures."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from api.commands import release
from api.commands.opening import Database
from api.commands.release import app
from gis.settings import Settings
from tests.buildings.releases.conftest import TODAY
from tests.buildings.releases.conftest import estate as estate  # noqa: PLC0414 - a fixture

RUNNER = CliRunner()


@pytest.fixture(autouse=True)
def at_the_office(estate: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command opens the estate, on a day of November 2026."""

    @contextmanager
    def opened(*_: object) -> Iterator[Database]:
        yield Database(url=estate.url.render_as_string(hide_password=False), cluster=None)

    monkeypatch.setattr(release, "opened_database", opened)
    settings = Settings(_env_file=None, home=tmp_path)
    monkeypatch.setattr(release, "read_settings", lambda: settings)
    monkeypatch.setattr(release, "today", lambda: TODAY)


def said(*words: str, status: int = 0) -> str:
    found = RUNNER.invoke(app, words)
    assert found.exit_code == status, found.output
    return found.stdout


def kept(estate: Engine) -> int:
    with estate.connect() as connection:
        return int(connection.execute(text("select count(*) from release_cell")).scalar_one())


def test_a_dry_run_says_what_is_held_back_and_why_and_keeps_nothing(estate: Engine) -> None:
    shown = said("make", "2026-Q3", "--dry-run")
    assert "condominium Girasole, asbestos: meno del minimo · below the least count" in shown
    assert "prova: nulla è stato salvato · dry run: nothing was saved" in shown
    assert kept(estate) == 0
    assert "nessun rilascio · no release" in said("list")


def test_from_the_draft_to_what_each_reader_is_handed(estate: Engine, tmp_path: Path) -> None:
    assert "bozza 2026-Q3 salvata · draft 2026-Q3 saved" in said("make", "2026-Q3")
    assert kept(estate) > 0
    file = tmp_path / "figures.csv"
    early = RUNNER.invoke(app, ["csv", "2026-Q3", "-o", str(file)])
    assert early.exit_code != 0
    assert not file.exists()
    assert "nessuna si ricava" in said("audit", "2026-Q3")
    assert "2026-Q3 pubblicato · 2026-Q3 published" in said("publish", "2026-Q3")
    assert "2026-Q3  pubblicato · published" in said("list")
    handed = {}
    for audience in ("public", "council", "planning", "prefecture", "research"):
        said("csv", "2026-Q3", "--for", audience, "-o", str(file))
        with file.open(encoding="utf-8") as lines:
            handed[audience] = {line["indicator"] for line in csv.DictReader(lines)}
    public = handed["public"]
    assert not public & {"occupation_episodes", "use_and_crowding", "seizures", "cases_by_type"}
    assert handed["council"] - public == {"arrears_rate"}
    shares = {"arrears_rate", "use_and_crowding", "seizures"}
    assert handed["planning"] - public == shares | {"occupation_episodes"}
    assert handed["prefecture"] - public == shares
    assert {"use_and_crowding", "seizures"} <= handed["research"]


def test_a_draft_that_tells_too_much_fails_the_audit_with_a_status(estate: Engine) -> None:
    said("make", "2026-Q3")
    with estate.begin() as connection:
        connection.execute(text("update release_cell set figure = 2, missing = null"))
    assert "le cifre non sono più quelle" in said("audit", "2026-Q3", status=1)


def test_a_withdrawn_release_can_be_made_again(estate: Engine) -> None:
    said("make", "2026-Q2")
    said("publish", "2026-Q2")
    assert "2026-Q2 ritirato" in said("withdraw", "2026-Q2", "--because", "case sbagliate")
    said("make", "2026-Q2")
    assert said("list").count("2026-Q2") == 2
    assert kept(estate) > 0
