"""Files from the pages: in one click from a list, for a recipient, or after a second person."""

import csv
import io
import uuid
from collections.abc import Iterator

import pytest
from argon2 import PasswordHasher
from fastapi import FastAPI
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from buildings.accounts import administering, passwords
from buildings.accounts.administering import NewAccount
from buildings.privacy.states import Role
from gis.dates import today
from gis.db import make_engine
from gis.settings import Settings
from tests.api.access.conftest import (
    OURS,
    PASSWORD,
    form_token,
    send,
    sign_in,
)
from tests.api.access.conftest import (
    a_second_factor_behind_each as a_second_factor_behind_each,  # noqa: PLC0414 - a fixture
)
from tests.databases import Cluster

ELENA, MARTA = "elena.greco@comune.example", "marta.riva@comune.example"
ANNA, DARIO = "anna.bianchi@comune.example", "dario.serra@comune.example"
PAGE = "/exports"
WHO = {"recipient": "Tribunale di Milano", "purpose": "Udienza del fascicolo 12 del 2026"}


@pytest.fixture(scope="module")
def app(
    cluster: Cluster, district_template: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FastAPI]:
    """The application on a district of this module's own, with four people of the office."""
    with cluster.database("exports", template=district_template) as url:
        engine = make_engine(url)
        with pytest.MonkeyPatch.context() as patch, Session(engine) as session:
            patch.setattr(
                passwords, "_HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
            )
            for email, role in (
                (ELENA, Role.HOUSING_MANAGER), (MARTA, Role.HOUSING_MANAGER),
                (ANNA, Role.HOUSING_OPERATOR), (DARIO, Role.AUDITOR),
            ):  # fmt: skip
                made = administering.add_account(session, NewAccount(email, role), today())
                administering.give_password(session, made, PASSWORD)
            session.commit()
        settings = Settings(_env_file=None, home=tmp_path_factory.mktemp("office"))
        made_app = create_app(settings, engine)
        made_app.state.owner = engine
        yield made_app
        engine.dispose()


def browser(app: FastAPI, email: str | None = None) -> TestClient:
    made = TestClient(app, headers={"Accept": "text/html", **OURS}, follow_redirects=False)
    if email is not None:
        assert sign_in(made, email).status_code == 303
    return made


def owner(app: FastAPI) -> Engine:
    found: Engine = app.state.owner
    return found


def lines_of(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def test_everybody_takes_what_is_public(app: FastAPI) -> None:
    client = browser(app)
    page = client.get(PAGE)

    assert page.status_code == 200
    assert "/exports/buildings.gpkg" in page.text
    assert "/exports/units" not in page.text
    assert '<form class="access"' not in page.text
    answer = client.get("/exports/interventions.csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert f"satellite-interventions-{today()}.csv" in answer.headers["content-disposition"]
    assert answer.headers["cache-control"] == "no-store"
    assert lines_of(answer.content)[0][0] == "id"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/exports/parking.csv", 404), ("/exports/buildings.exe", 400),
        ("/exports/buildings.csv?crs=32632", 400), ("/exports/buildings.geojson?crs=7791", 400),
        ("/exports/buildings.csv?reliability=x'or'1", 400),
        ("/exports/buildings.csv?condominium_id=1", 400),
        ("/exports/units.csv", 401), ("/exports/occupation_episodes.csv", 403),
        ("/exports/..%2f..%2fetc.csv", 404), ("/exports/buildings.csv?datetime=ieri", 400),
    ],
)  # fmt: skip
def test_what_cannot_be_asked_is_answered_in_words(app: FastAPI, address: str, status: int) -> None:
    assert browser(app).get(address).status_code == status


def test_a_list_leaves_in_one_click_as_it_is_narrowed(app: FastAPI) -> None:
    elena = browser(app, ELENA)
    page = elena.get("/discrepancies?kind=building_height_differs").text
    start = page.index('<form class="list-file"')
    form = page[start : page.index("</form>", start)]
    action = form.partition('action="')[2].partition('"')[0].replace("&amp;", "&")
    fields = {
        part.partition('name="')[2].partition('"')[0]: part.partition('value="')[2].partition('"')[
            0
        ]
        for part in form.split("<input")[1:]
    }

    answer = elena.post(action, data=fields)
    assert answer.status_code == 200, answer.text
    lines = lines_of(answer.content)
    assert "uso interno" in lines[0][0]
    assert not {"decided_by", "note"} & set(lines[1])
    assert {row[1] for row in lines[2:]} <= {"building_height_differs"}
    anna = browser(app, ANNA)
    assert '<form class="list-file"' not in anna.get("/discrepancies").text


def test_values_that_name_persons_stay_in_the_register(app: FastAPI) -> None:
    with owner(app).begin() as connection:
        for kind, values in (
            ("owners_differ", ("Rossi", "Bianchi")),
            ("area_below_plan", ("50", "70")),
        ):
            connection.execute(
                text(
                    "insert into discrepancy (kind, subject, unit_id, first_value, "
                    "first_source_id, first_as_of, second_value, second_source_id, second_as_of, "
                    "is_synthetic) "
                    "select :kind, :kind, u.id, :first, 'generator', '2026-01-01', :second, "
                    "'generator', '2026-01-01', true from unit u limit 1"
                ),
                {"kind": kind, "first": values[0], "second": values[1]},
            )

    elena = browser(app, ELENA)
    answer = send(elena, PAGE, PAGE, layer="discrepancies", form="csv", **WHO)
    header, *rows = lines_of(answer.content)[1:]
    columns = [header.index("first_value"), header.index("second_value")]
    told = {row[1]: [row[each] for each in columns] for row in rows}
    assert told["owners_differ"] == ["", ""]
    assert told["area_below_plan"] == ["50", "70"]
    assert "Rossi" not in answer.text


def test_without_recipient_the_form_comes_back_with_what_was_typed(app: FastAPI) -> None:
    elena = browser(app, ELENA)
    answer = send(elena, PAGE, PAGE, layer="units", form="gpkg", crs="7791", recipient="",
                  purpose="Perizia <script> del tribunale")  # fmt: skip

    assert answer.status_code == 400
    assert "Indicare il destinatario" in answer.text
    assert "Perizia &lt;script&gt; del tribunale" in answer.text
    assert '<option value="units" selected>' in answer.text


def test_cases_leave_after_marta_agreed_and_only_once(app: FastAPI) -> None:
    elena, marta = browser(app, ELENA), browser(app, MARTA)

    asked = send(elena, PAGE, PAGE, layer="housing_cases", form="csv", **WHO)
    assert (asked.status_code, asked.headers["location"]) == (303, "/approvals")
    page = marta.get("/approvals").text
    assert "Per «Tribunale di Milano»: Udienza del fascicolo 12 del 2026" in page
    request = page.partition('id="r-')[2][:36]
    early = send(elena, "/approvals", "/exports/approved", approval=request)
    assert early.status_code == 403
    assert send(marta, "/approvals", f"/approvals/{request}", outcome="granted").status_code == 303
    other = send(marta, "/approvals", "/exports/approved", approval=request)
    assert other.status_code == 404, "who granted it does not get it"
    assert "/exports/approved" in elena.get("/approvals").text

    made = send(elena, "/approvals", "/exports/approved", approval=request)
    assert made.status_code == 200, made.text
    lines = lines_of(made.content)
    assert "Destinatario: Tribunale di Milano" in lines[0][0]
    assert len(lines) > 10
    again = send(elena, "/approvals", "/exports/approved", approval=request)
    assert again.status_code == 403
    nothing = send(elena, "/approvals", "/exports/approved", approval=str(uuid.uuid4()))
    assert nothing.status_code == 404


def test_an_operators_approved_file_has_the_cases_that_the_operator_sees(app: FastAPI) -> None:
    anna = browser(app, ANNA)
    page = anna.get(PAGE).text
    assert '<option value="housing_cases"' in page
    assert '<option value="units"' not in page
    refused = send(anna, PAGE, PAGE, layer="units", form="csv", **WHO)
    assert refused.status_code == 403


def test_the_auditor_reads_to_whom_files_went(app: FastAPI) -> None:
    elena, dario = browser(app, ELENA), browser(app, DARIO)
    made = send(elena, PAGE, PAGE, layer="arrears", form="csv", recipient="Corte d'appello",
                purpose="Relazione annuale sulle morosità")  # fmt: skip
    assert made.status_code == 200

    page = dario.get(PAGE).text
    assert "Corte d&#39;appello" in page
    assert "Relazione annuale sulle morosità" in page
    assert "Corte d&#39;appello" not in elena.get(PAGE).text
    with owner(app).begin() as connection, pytest.raises(Exception, match="never changed"):
        connection.execute(text("update file_export set recipient = 'altri'"))


def test_before_a_projector_a_manager_is_the_public(app: FastAPI) -> None:
    elena = browser(app, ELENA)
    token = form_token(elena.get(PAGE).text)
    elena.post("/access/sala", data={"form_token": token, "on": "true"})

    answer = elena.post(PAGE, data={"form_token": token, "layer": "units", "form": "csv", **WHO})
    assert answer.status_code in {401, 403}
    open_file = elena.get("/exports/buildings.csv")
    assert open_file.status_code == 200
