"""`satellite generate`: a synthetic municipality, said in both languages, made once."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from typer.testing import CliRunner

from api.commands import generate
from api.commands.generate import app
from api.commands.opening import Database
from gis.errors import InputError

RUNNER = CliRunner()


@pytest.fixture
def register(fresh_url: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """An empty register that the command opens."""

    @contextmanager
    def opened(*_: object) -> Iterator[Database]:
        yield Database(url=fresh_url, cluster=None)

    monkeypatch.setattr(generate, "opened_database", opened)
    return fresh_url


@pytest.mark.usefixtures("register")
def test_it_makes_a_municipality_once() -> None:
    first = RUNNER.invoke(app, ["--units", "40", "--seed", "2"])
    second = RUNNER.invoke(app, ["--units", "40", "--seed", "2"])

    assert first.exit_code == 0, first.output
    assert "comune sintetico X900: 40 unità, seme 2" in first.stdout
    assert "c'era già · was there already" in second.stdout


@pytest.mark.usefixtures("register")
def test_no_units_is_refused() -> None:
    said = RUNNER.invoke(app, ["--units", "0"])

    assert isinstance(said.exception, InputError)
