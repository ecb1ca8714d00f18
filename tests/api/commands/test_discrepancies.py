"""`satellite discrepancies`: what it opened and closed, and what is still open."""

import pytest
from typer.testing import CliRunner

from api.commands import discrepancies
from api.commands.discrepancies import app
from tests.api.commands.registers import let_open
from tests.data.ingest.conftest import Register
from tests.data.ingest.conftest import register as register  # noqa: PLC0414 - a fixture
from tests.data.ingest.test_disagreeing import HEIGHT

RUNNER = CliRunner()


@pytest.fixture
def at_the_office(register: Register, monkeypatch: pytest.MonkeyPatch) -> Register:
    """An empty register that the command opens."""
    let_open(monkeypatch, discrepancies, register)
    return register


def said() -> list[str]:
    found = RUNNER.invoke(app)
    assert found.exit_code == 0, found.output
    return [line.strip() for line in found.stdout.splitlines()]


def test_where_nothing_disagrees_it_says_so(at_the_office: Register) -> None:
    assert said()[-2:] == [
        "nulla di nuovo · nothing new",
        "nessuna discordanza aperta · no open discrepancy",
    ]
    assert at_the_office.rows("select count(*) from discrepancy") == [(0,)]


def test_it_opens_says_and_closes_by_itself(at_the_office: Register) -> None:
    at_the_office.load("borgo_esempio.osm")
    at_the_office.do(HEIGHT)
    height = "1  Altezza e piani dell'edificio non tornano · Height and floors of the building"
    first = said()
    assert any(line.startswith("1  ") and "aperta" in line for line in first)
    assert any(line.startswith(height) for line in first)
    assert at_the_office.rows("select kind, state from discrepancy") == [
        ("building_height_differs", "open")
    ]
    again = said()
    assert "nulla di nuovo · nothing new" in again
    assert any(line.startswith(height) for line in again)
    at_the_office.do("update building set height_m = 25 where height_m = 9")
    assert said()[-1] == "nessuna discordanza aperta · no open discrepancy"
    assert at_the_office.rows("select state from discrepancy") == [("closed",)]
