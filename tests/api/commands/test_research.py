"""`satellite research`: an agreement becomes a project, an extract, and an end."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from typer.testing import CliRunner

from api.commands import research
from api.commands.opening import Database
from api.commands.research import app
from gis.errors import RuleError
from gis.keys import KeyStore
from gis.settings import Settings
from tests.buildings.releases.conftest import TODAY, published
from tests.buildings.releases.conftest import estate as estate  # noqa: PLC0414 - a fixture

RUNNER = CliRunner()
BEGIN = (
    "begin", "Abitare", "--organisation", "Università inventata", "--agreement", "Conv. 12/2026",
    "--agreed-on", "2026-01-10", "--until", "2027-12-31",
)  # fmt: skip


@pytest.fixture
def settings(estate: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The command opens the estate, on a day of November 2026."""

    @contextmanager
    def opened(*_: object) -> Iterator[Database]:
        yield Database(url=estate.url.render_as_string(hide_password=False), cluster=None)

    made = Settings(_env_file=None, home=tmp_path)
    monkeypatch.setattr(research, "opened_database", opened)
    monkeypatch.setattr(research, "read_settings", lambda: made)
    monkeypatch.setattr(research, "today", lambda: TODAY)
    return made


def said(*words: str) -> str:
    found = RUNNER.invoke(app, words)
    assert found.exit_code == 0, found.output
    return found.stdout


def test_a_project_from_its_agreement_to_its_end(estate: Engine, settings: Settings) -> None:
    published(estate, "2026-Q3")
    with estate.begin() as connection:
        connection.execute(
            text(
                "insert into account (email, name, role, expires_on) values "
                "('lia@universita.example', 'Lia Prova', 'researcher', '2027-12-31')"
            )
        )

    assert "nessun progetto · no project" in said("list")
    refused = RUNNER.invoke(app, [*BEGIN, "--field", "unit", "--field", "crowding"])
    assert isinstance(refused.exception, RuleError)
    assert "progetto 1 iniziato" in said(*BEGIN, "--field", "unit", "--field", "place")
    assert "ne fa parte" in said("admit", "Abitare", "lia@universita.example")
    assert "120 unità" in said("extract", "1", "2026-Q3")
    assert "2026-Q3" in said("list")
    again = RUNNER.invoke(app, ["extract", "1", "2026-Q3"])
    assert isinstance(again.exception, RuleError)
    with estate.connect() as connection:
        project, records = connection.execute(
            text(
                "select p.id, (select count(*) from research_unit u where u.project_id = p.id) "
                "from research_project p"
            )
        ).one()
    keys = KeyStore(settings.keys_folder)
    assert records == 120
    assert project in keys.find([project])
    assert "chiave distrutta" in said("end", "Abitare")
    assert keys.find([project]) == {}
    assert "finito · ended" in said("list")
