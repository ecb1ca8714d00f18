"""`satellite map`: what it lists, writes and refuses."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.commands import map_
from api.commands.map_ import app
from api.commands.opening import Database
from gis.errors import InputError, NotFoundError
from maps.offline import foreign_references
from maps.render.gallery import published

RUNNER = CliRunner()


@pytest.fixture
def register(fresh_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty register that the command opens; the folder that it is called from."""

    @contextmanager
    def opened(*_: object) -> Iterator[Database]:
        yield Database(url=fresh_url, cluster=None)

    monkeypatch.setattr(map_, "opened_database", opened)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_it_lists_every_map_in_both_languages() -> None:
    said = RUNNER.invoke(app, ["list"])

    assert said.exit_code == 0
    assert [line.split()[0] for line in said.stdout.splitlines()] == list(published())
    assert "Quadro d'insieme · Overview" in said.stdout


def test_it_writes_one_self_contained_file_where_it_is_told(register: Path) -> None:
    file = register / "pagina quartiere.html"

    said = RUNNER.invoke(app, ["render", "overview", "-o", str(file), "--as-of", "2025-12-31"])

    assert said.exit_code == 0, said.output
    page = file.read_text(encoding="utf-8")
    assert "Situazione al 31/12/2025" in page
    assert foreign_references(page) == []
    assert [path.name for path in register.iterdir()] == [file.name]


def test_without_a_name_the_file_is_called_after_the_map(register: Path) -> None:
    said = RUNNER.invoke(app, ["render", "market", "--english"])

    assert said.exit_code == 0, said.output
    assert '<html lang="en">' in (register / "market.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "error", "named"),
    [
        (["overwiev"], NotFoundError, "overview"),
        (["overview", "--as-of", "31/12/2025"], InputError, "31/12/2025"),
        (["overview", "-o", "no/such/folder/x.html"], InputError, "no/such/folder"),
        (["overview", "-o", "."], InputError, "cartella"),
    ],
)
def test_it_refuses_before_it_draws(
    register: Path, arguments: list[str], error: type[InputError], named: str
) -> None:
    said = RUNNER.invoke(app, ["render", *arguments])

    assert isinstance(said.exception, error)
    assert named in said.exception.in_("it")
    assert list(register.iterdir()) == []
