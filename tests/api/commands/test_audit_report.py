"""Signora Seiveggi asks the Comune who read about her; the office answers in one command."""

import csv
import uuid
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from typer.testing import CliRunner

from api.commands.audit import app
from buildings.audit.service import note
from buildings.audit.states import Verb
from buildings.people.service import PersonRow, Telling, record_people
from gis.errors import InputError, NotFoundError
from gis.keys import KeyStore
from tests import make
from tests.api.commands.test_audit import desk as desk  # noqa: PLC0414 - a fixture
from tests.buildings.audit.conftest import ADA, BRUNO, Office
from tests.buildings.audit.conftest import office as office  # noqa: PLC0414 - a fixture

RUNNER = CliRunner()
TAX_CODE = "SVGDRA80A41F205X"


class Seiveggi:
    """A person who owned a flat until the end of 2025 and since then another."""

    def __init__(self, desk: Office, keys: Path) -> None:
        self.desk = desk
        telling = Telling("test", make.PROVENANCE["as_of"])
        with Session(desk.engine) as session:
            self.old, self.new, self.others = (make.unit(session).id for _ in range(3))
            row = PersonRow(
                source_key="1", surname="Seiveggi", given_name="Dora", tax_code=TAX_CODE
            )
            written = record_people(session.connection(), [row], telling, KeyStore(keys))
            person = written["1"].person_id
            assert person is not None
            self.person = person
            for key, unit, since, until in (
                ("a", self.old, "2010-01-01", "2026-01-01"),
                ("b", self.new, "2026-01-01", "infinity"),
            ):
                session.execute(
                    text(
                        "insert into unit_right (unit_id, person_id, right_type, source_key, "
                        "valid_from, valid_to, source_id, as_of, reliability) values (:unit, "
                        ":person, 'ownership', :key, :since, :until, 'test', '2026-01-01', "
                        "'official')"
                    ),
                    {"unit": unit, "person": person, "key": key, "since": since, "until": until},
                )
            session.commit()
        with desk.request(None) as connection:
            self.case = connection.execute(
                text(
                    "insert into housing_case (case_type, office, protocol_no, opened_on, unit_id, "
                    "source_id, as_of, reliability) select 'sap_application', 'housing_office', "
                    "'P/1', '2026-01-02', :unit, 'test', '2026-01-02', 'official' returning id"
                ),
                {"unit": self.new},
            ).scalar_one()

    def read(self, entity: str, thing: uuid.UUID, verb: Verb = Verb.READ) -> None:
        with self.desk.request(ADA) as connection:
            note(connection, verb, entity, thing, fields_class="P4", purpose="case_work")


@pytest.fixture
def dora(desk: Office, tmp_path: Path) -> Seiveggi:
    made = Seiveggi(desk, tmp_path / "keys")
    made.read("person", made.person, Verb.REVEAL)
    made.read("unit", made.new)
    made.read("unit", made.old)
    made.read("unit", made.others)
    made.read("housing_case", made.case)
    with desk.request(BRUNO) as connection:
        note(connection, Verb.LIST, "person", fields_class="P4", result_count=200)
    return made


def told(dora: Seiveggi, *words: str, typed: str | None = None) -> list[dict[str, str]]:
    """The rows of the report's file."""
    file = dora.desk.folder.parent / "report.csv"
    found = RUNNER.invoke(app, ["report", *words, "-o", str(file)], input=typed)
    assert found.exit_code == 0, found.output
    assert file.stat().st_mode & 0o777 == 0o600
    with file.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def things(rows: list[dict[str, str]]) -> list[str]:
    return [row["entity_id"] for row in rows]


def test_who_read_about_her_by_her_tax_code(dora: Seiveggi) -> None:
    rows = told(dora, typed=f"{TAX_CODE.lower()}\n")
    assert things(rows) == [str(dora.person), str(dora.new), str(dora.case)]
    assert {(row["actor_name"], row["role"], row["purpose_code"]) for row in rows} == {
        (ADA.name, ADA.role, "case_work")
    }


def test_a_flat_she_no_longer_had_was_not_about_her(dora: Seiveggi) -> None:
    assert str(dora.old) not in things(told(dora, str(dora.person)))
    assert str(dora.old) in things(told(dora, str(dora.old)))


def test_reads_of_several_flats(dora: Seiveggi) -> None:
    assert things(told(dora, str(dora.others), str(dora.old))) == [
        str(dora.old), str(dora.others)
    ]  # fmt: skip


def test_what_an_account_read(dora: Seiveggi) -> None:
    assert len(told(dora, str(ADA.id))) == 5
    (row,) = told(dora, str(BRUNO.id))
    assert (row["verb"], row["result_count"]) == ("list", "200")


def test_it_is_printed_with_what_it_cannot_tell(dora: Seiveggi) -> None:
    found = RUNNER.invoke(app, ["report", str(dora.person)], env={"COLUMNS": "200"})
    assert found.exit_code == 0, found.output
    assert found.stdout.count("Ada Montesanto") == 3
    assert "ha scoperto i dati personali person" in found.stdout
    assert "3 letture · 3 reads" in found.stdout
    assert "altre 1 letture sono elenchi" in found.stdout


def test_the_tax_code_is_neither_shown_nor_kept(dora: Seiveggi) -> None:
    found = RUNNER.invoke(app, ["report"], input=f"{TAX_CODE}\n")
    assert TAX_CODE not in found.output
    assert dora.desk.rows(
        "select entity_id, verb, result_count from audit_entry where verb = 'report'"
    ) == [(dora.person, "report", 3)]
    with pytest.raises(NotFoundError) as refused:
        RUNNER.invoke(app, ["report"], input="XXXXXX00X00X000X\n", catch_exceptions=False)
    assert "XXXX" not in str(refused.value)


@pytest.mark.parametrize("word", ["Seiveggi", TAX_CODE, "1"])
def test_a_name_on_the_command_line_is_refused(dora: Seiveggi, word: str) -> None:
    with pytest.raises(InputError, match="at the prompt"):
        RUNNER.invoke(app, ["report", word], catch_exceptions=False)
    assert dora.desk.rows("select from audit_entry where verb = 'report'") == []


@pytest.mark.parametrize("word", [str(uuid.UUID(int=5)), "nobody@example.org"])
def test_who_is_nobody(dora: Seiveggi, word: str) -> None:
    with pytest.raises(NotFoundError, match="neither a person"):
        RUNNER.invoke(app, ["report", word], catch_exceptions=False)
    assert dora.desk.rows("select from audit_entry where verb = 'report'") == []


def test_persons_and_accounts_are_not_asked_together(dora: Seiveggi) -> None:
    with pytest.raises(InputError, match="not together"):
        RUNNER.invoke(app, ["report", str(dora.person), str(ADA.id)], catch_exceptions=False)


def test_a_name_that_is_a_formula_is_text(dora: Seiveggi) -> None:
    dora.desk.tamper("update audit_entry set actor_name = '=1+1' where verb = 'reveal'")
    assert told(dora, str(dora.person))[0]["actor_name"] == "'=1+1"


def test_an_accounts_address_stands_for_it(dora: Seiveggi) -> None:
    with dora.desk.request(None) as connection:
        connection.execute(
            text(
                "insert into account (id, email, name, role) values "
                "(:id, 'ada@example.org', 'Ada Montesanto', 'housing_operator')"
            ),
            {"id": ADA.id},
        )
    assert len(told(dora, "ADA@example.org")) == 5
