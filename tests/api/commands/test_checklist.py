"""`satellite checklist export`: cases go out to another office as a file that comes back."""

import csv
import uuid
from pathlib import Path

import pytest
from typer.testing import CliRunner

from api.commands import checklist
from api.commands.checklist import app
from data.checklists import HEADER
from gis.errors import InputError
from tests.api.commands.registers import let_open
from tests.data.ingest.conftest import Register
from tests.data.ingest.conftest import register as register  # noqa: PLC0414 - a fixture
from tests.data.municipal.test_checklists import cases as cases  # noqa: PLC0414 - a fixture

RUNNER = CliRunner()


@pytest.fixture
def at_the_office(
    register: Register, cases: list[uuid.UUID], monkeypatch: pytest.MonkeyPatch
) -> Register:
    """The register with three cases, two of them under review, which the command opens."""
    assert len(cases) == 3
    let_open(monkeypatch, checklist, register)
    return register


def rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file, delimiter=";"))


def test_the_cases_of_one_state_go_out_and_are_remembered(
    at_the_office: Register, tmp_path: Path
) -> None:
    path = tmp_path / "lista.csv"
    said = RUNNER.invoke(
        app,
        ["export", "-o", str(path), "--state", "under_review", "--question", "registered_lease"],
    )
    assert said.exit_code == 0, said.output
    (code, question), *more = at_the_office.rows("select id::text, question from checklist")
    assert (more, question) == ([], "registered_lease")
    assert f"lista {code}: 2 pratiche in {path}" in said.stdout
    assert f"list {code}: 2 cases in {path}" in said.stdout
    header, *lines = rows(path)
    assert header == list(HEADER)
    assert len(lines) == 2
    assert all(code in line for line in lines)
    loaded = at_the_office.load(path)
    assert (loaded.source, loaded.counts.skipped) == ("checklist_answers", 2)


def test_the_cases_named_in_a_file_go_out(at_the_office: Register, tmp_path: Path) -> None:
    named, path = tmp_path / "protocolli.txt", tmp_path / "lista.csv"
    named.write_text("13/2026\n", encoding="utf-8")
    said = RUNNER.invoke(app, ["export", "-o", str(path), "--cases", str(named)])
    assert said.exit_code == 0, said.output
    assert len(rows(path)) == 2
    assert at_the_office.rows("select question from checklist") == [("registered_residents",)]


@pytest.mark.parametrize("both", [True, False])
def test_exactly_one_choice_of_cases_is_asked_for(
    at_the_office: Register, tmp_path: Path, *, both: bool
) -> None:
    path = tmp_path / "lista.csv"
    choice = ["--state", "under_review", "--cases", str(tmp_path / "c.txt")] if both else []
    said = RUNNER.invoke(app, ["export", "-o", str(path), *choice])
    assert said.exit_code == 2
    assert "--cases / --state" in said.output
    assert not path.exists()
    assert at_the_office.rows("select count(*) from checklist") == [(0,)]


def test_a_list_that_cannot_be_written_is_not_remembered(
    at_the_office: Register, tmp_path: Path
) -> None:
    """What no office received must not stand as handed out."""
    path = tmp_path / "lista.pdf"
    said = RUNNER.invoke(app, ["export", "-o", str(path), "--state", "under_review"])
    assert isinstance(said.exception, InputError)
    assert not path.exists()
    assert at_the_office.rows("select count(*) from checklist") == [(0,)]


def test_a_protocol_that_no_case_has_is_told(at_the_office: Register, tmp_path: Path) -> None:
    named = tmp_path / "protocolli.txt"
    named.write_text("99/2026\n", encoding="utf-8")
    said = RUNNER.invoke(app, ["export", "-o", str(tmp_path / "l.csv"), "--cases", str(named)])
    assert isinstance(said.exception, InputError)
    assert "99/2026" in said.exception.text.it
    assert at_the_office.rows("select count(*) from checklist") == [(0,)]
