"""`satellite delivery`: a link shown once, an agreement, codes to be asked, files swept."""

import pytest
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from api.commands import delivery
from api.commands.delivery import app
from data.deliveries.links import find_link
from data.sources.rows import FileRefusedError
from tests.api.commands.registers import let_open
from tests.data.administrators.conftest import Office
from tests.data.administrators.conftest import office as office  # noqa: PLC0414 - a fixture

RUNNER = CliRunner()
WHO = ["--sender", "Studio Esempio"]


@pytest.fixture
def at_the_office(office: Office, monkeypatch: pytest.MonkeyPatch) -> Office:
    """The register with Condominio Le Prove, which the command opens."""
    let_open(monkeypatch, delivery, office)
    return office


def test_a_link_is_printed_once_and_only_its_digest_is_kept(at_the_office: Office) -> None:
    said = RUNNER.invoke(
        app, ["link", "condominio le  prove", *WHO, "--kind", "units", "--days", "3",
              "--base-url", "https://registro.example/"],
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    address = said.stdout.splitlines()[0]
    assert address.startswith("https://registro.example/consegna/")
    token = address.rpartition("/")[2]
    with Session(at_the_office.engine) as session:
        found = find_link(session, token)
        assert found is not None
        assert (found.kind.value, (found.expires_at - found.created_at).days) == ("units", 3)
    kept = at_the_office.rows("select to_jsonb(l)::text from delivery_link l")
    assert token not in str(kept)


def test_an_agreement_is_recorded_and_codes_are_listed(at_the_office: Office) -> None:
    said = RUNNER.invoke(
        app, ["agreement", "Condominio Le Prove", *WHO, "--parties", "Comune", "--basis", "art. 6",
              "--document", "Prot. 7", "--from", "2026-01-01", "--to", "2030-01-01"],
    )  # fmt: skip
    assert said.exit_code == 0, said.output
    assert at_the_office.rows("select document_reference from delivery_agreement") == [("Prot. 7",)]
    table = at_the_office.write("c.csv", "Codice;Saldo al 30/06/2026\nA01;5,00\n")
    at_the_office.load(table, "administrator_units", sign="debt_positive")
    listed = RUNNER.invoke(app, ["codes", "Condominio Le Prove"])
    assert listed.stdout == "Condominio Le Prove; Studio Esempio; A01\n"


def test_an_unknown_condominium_and_too_many_days_are_refused(at_the_office: Office) -> None:
    unknown = RUNNER.invoke(app, ["link", "Condominio Altrove", *WHO])
    assert isinstance(unknown.exception, FileRefusedError)
    assert RUNNER.invoke(app, ["link", "Condominio Le Prove", *WHO, "--days", "91"]).exit_code == 2
    assert at_the_office.rows("select count(*) from delivery_link") == [(0,)]
    assert "0 file" in RUNNER.invoke(app, ["sweep"]).stdout
