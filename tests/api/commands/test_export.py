"""`satellite export`: Elena writes files for a court; who may not gets a sentence and no file."""

import csv
import json
import uuid
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import pyogrio
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session
from typer.testing import CliRunner, Result

from api.commands import export
from api.commands.export import app
from api.commands.opening import Database
from buildings.accounts import administering
from buildings.accounts.administering import NewAccount
from buildings.approvals import service as approvals
from buildings.approvals.states import ApprovalKind, ApprovalOutcome
from buildings.exports.service import reason_of, stated
from buildings.exports.states import ExportForm
from buildings.privacy.states import Role
from data.access.login import web_engine
from data.exports.datasets import dataset
from data.exports.making import Wanted
from gis.dates import today
from gis.db import make_engine
from gis.errors import ForbiddenError, InputError, NotFoundError, SignInError
from gis.reader import enter_account
from gis.settings import Settings
from tests.databases import Cluster

RUNNER = CliRunner()
ELENA, MARTA = "elena.greco@comune.example", "marta.riva@comune.example"
ANNA, PIERO = "anna.bianchi@comune.example", "piero.sala@comune.example"
WHO = ["--recipient", "Tribunale di Milano", "--purpose", "Udienza del fascicolo 12 del 2026"]


@pytest.fixture(scope="module")
def owner(cluster: Cluster, district_template: str) -> Iterator[Engine]:
    """The reference district of this module's own, with four accounts."""
    with cluster.database("export", template=district_template) as url:
        engine = make_engine(url)
        with Session(engine) as session:
            for email, role in (
                (ELENA, Role.HOUSING_MANAGER), (MARTA, Role.HOUSING_MANAGER),
                (ANNA, Role.HOUSING_OPERATOR), (PIERO, Role.PLANNER),
            ):  # fmt: skip
                administering.add_account(session, NewAccount(email, role), today())
            session.commit()
        yield engine
        engine.dispose()


@pytest.fixture
def settings(owner: Engine, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings by which the command opens that district."""
    url = owner.url.set(drivername="postgresql").render_as_string(hide_password=False)
    chosen = settings.model_copy(update={"database_url": url})
    monkeypatch.setattr(export, "read_settings", lambda: chosen)
    monkeypatch.setattr(
        export, "opened_database", lambda *_: nullcontext(Database(url=url, cluster=None))
    )
    return chosen


def run(*words: str) -> Result:
    return RUNNER.invoke(app, list(words))


def entries(owner: Engine) -> list[tuple[object, ...]]:
    with owner.connect() as connection:
        rows = connection.execute(
            text(
                "select e.entity, e.role, e.result_count, e.detail ->> 'by', f.recipient, "
                "f.purpose "
                "from audit_entry e left join file_export f on f.id = e.entity_id "
                "where e.verb = 'export' order by e.id"
            )
        )
        return [tuple(row) for row in rows]


@pytest.mark.usefixtures("settings")
def test_without_a_name_the_public_gets_what_is_public(owner: Engine, tmp_path: Path) -> None:
    before = entries(owner)
    file = tmp_path / "edifici.geojson"
    answer = run("buildings", "--out", str(file))

    assert answer.exit_code == 0, answer.output
    told = json.loads(file.read_text(encoding="utf-8"))
    assert len(told["features"]) > 50
    assert "notes" not in told
    assert oct(file.stat().st_mode)[-3:] == "600"
    assert entries(owner) == before
    for layer in ("units", "unit_status", "housing_cases", "discrepancies", "arrears"):
        refused = run(layer, "--out", str(tmp_path / f"{layer}.csv"))
        assert isinstance(refused.exception, SignInError), layer
    assert [each.name for each in tmp_path.iterdir()] == ["edifici.geojson"]


@pytest.mark.usefixtures("settings")
def test_elenas_file_names_recipient_and_purpose(owner: Engine, tmp_path: Path) -> None:
    file = tmp_path / "stato.csv"
    answer = run("unit_status", "-o", str(file), "--as", ELENA.upper(), *WHO)

    assert answer.exit_code == 0, answer.output
    lines = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert "Destinatario: Tribunale di Milano" in lines[0][0]
    assert "Finalità: Udienza del fascicolo 12 del 2026" in lines[0][0]
    assert "Esportato da: elena.greco" in lines[0][0]
    assert lines[1][0] == "id"
    assert "badge" not in lines[1]
    count = len(lines) - 2
    assert count > 1000
    assert entries(owner)[-1] == (
        "unit_status", "housing_manager", count, "command_line", "Tribunale di Milano",
        "Udienza del fascicolo 12 del 2026",
    )  # fmt: skip


@pytest.mark.usefixtures("settings")
@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["parking_lots"], NotFoundError),
        (["unit_status", "--as", ELENA], InputError),
        (["unit_status", "--as", ELENA, "--recipient", "Tribunale"], InputError),
        (["unit_status", "--as", ELENA, "--recipient", "x", "--purpose", "y" * 20], InputError),
        (["unit_status", "--as", ANNA, *WHO], ForbiddenError),
        (["units", "--as", PIERO, *WHO], ForbiddenError),
        (["housing_cases", "--as", ELENA, *WHO], ForbiddenError),
        (["occupation_episodes", "--as", ELENA, *WHO], ForbiddenError),
        (["building_status", *WHO], SignInError),
        (["units", "--as", "nobody@comune.example", *WHO], NotFoundError),
        (["buildings", "--crs", "32632"], InputError),
        (["buildings", "-f", "geojson", "--crs", "7791"], InputError),
        (["discrepancies", "-f", "geojson", "--as", ELENA, *WHO], InputError),
        (["housing_cases", "--as", ELENA, "--approval", str(uuid.uuid4())], NotFoundError),
    ],
)
def test_what_may_not_leave_leaves_no_file(
    owner: Engine, tmp_path: Path, words: list[str], error: type[Exception]
) -> None:
    before = entries(owner)

    answer = run(*words, "-o", str(tmp_path / "file.csv"))

    assert isinstance(answer.exception, error), answer.output
    assert list(tmp_path.iterdir()) == []
    assert entries(owner) == before


@pytest.mark.usefixtures("settings")
def test_a_file_that_is_there_is_not_written_over(tmp_path: Path) -> None:
    file = tmp_path / "edifici.csv"
    file.write_text("mio", encoding="utf-8")

    assert isinstance(run("buildings", "-o", str(file)).exception, InputError)
    assert file.read_text(encoding="utf-8") == "mio"
    missing = run("buildings", "-o", str(tmp_path / "nowhere" / "a.csv"))
    assert isinstance(missing.exception, InputError)


@pytest.mark.usefixtures("settings")
def test_cases_leave_once_with_a_second_persons_word(owner: Engine, tmp_path: Path) -> None:
    wanted = Wanted(dataset("housing_cases"), ExportForm.GPKG)
    reason = reason_of(stated("Tribunale di Milano", "Udienza del fascicolo 12 del 2026"))
    with owner.begin() as connection, Session(connection) as session:
        enter_account(connection, ELENA, uuid.uuid4())
        request = approvals.ask(session, ApprovalKind.EXPORT, wanted.asked, reason)
    words = ["housing_cases", "--as", ELENA, "--approval", str(request)]
    too_early = run(*words, "-o", str(tmp_path / "prima.gpkg"))
    assert isinstance(too_early.exception, ProgrammingError)
    with owner.begin() as connection, Session(connection) as session:
        enter_account(connection, MARTA, uuid.uuid4())
        approvals.decide(session, request, ApprovalOutcome.GRANTED)

    other = run("units", "--as", ELENA, "--approval", str(request), "-o", str(tmp_path / "x.gpkg"))
    assert isinstance(other.exception, InputError)
    made = run(*words, "-o", str(tmp_path / "pratiche.gpkg"))
    assert made.exit_code == 0, made.output
    info = pyogrio.read_info(tmp_path / "pratiche.gpkg", layer="housing_cases")
    assert info["dataset_metadata"]["Destinatario"] == "Tribunale di Milano"
    assert info["features"] > 10
    assert oct((tmp_path / "pratiche.gpkg").stat().st_mode)[-3:] == "600"
    again = run(*words, "-o", str(tmp_path / "ancora.gpkg"))
    assert isinstance(again.exception, ProgrammingError)
    assert [each.name for each in tmp_path.iterdir()] == ["pratiche.gpkg"]
    assert entries(owner)[-1][:2] == ("housing_cases", "housing_manager")


def test_the_web_cannot_enter_as_an_account_by_its_name(owner: Engine, settings: Settings) -> None:
    web = web_engine(owner, settings.keys_folder)
    with (
        web.connect() as connection,
        connection.begin(),
        pytest.raises(ProgrammingError, match="Only the command line"),
    ):
        enter_account(connection, ELENA, uuid.uuid4())
    web.dispose()


def test_a_closed_account_makes_no_files(owner: Engine, settings: Settings, tmp_path: Path) -> None:
    del settings
    with Session(owner) as session:
        found = administering.find_account(session, MARTA)
        administering.disable_account(session, found["id"], is_disabled=True)
        session.commit()

    refused = run("units", "--as", MARTA, *WHO, "-o", str(tmp_path / "a.csv"))
    with Session(owner) as session:
        administering.disable_account(session, found["id"], is_disabled=False)
        session.commit()
    assert isinstance(refused.exception, NotFoundError)
