"""The map's page and style, the catalogue, the API's page, imports and errors."""

import csv
import datetime as dt
import io
import json
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import Engine
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from buildings.layers import CATALOGUE
from data.ingest.models import ImportRefusal, ImportRun
from data.ingest.states import ImportOutcome
from gis.settings import Settings
from tests.api.ogc.conftest import OF_MANAGER
from tests.api.pages.conftest import Reader, words
from tests.buildings.town import Town


def test_the_map_page_configures_its_scripts(reading: Reader) -> None:
    page = reading("/map")
    config = json.loads(page.xpath("//script[@id='map-config']")[0].text)
    west, south, east, north = config["bounds"]

    assert page.xpath("//script[@type='module']/@src") == ["/static/map/main.js"]
    assert page.xpath("//main[@id='map-app']")
    assert 9.3 < west < east < 9.4
    assert 45.4 < south < north < 45.6
    assert config["style"] == "/map/style.json"
    assert config["language"] == "it"
    assert {layer["id"] for layer in config["layers"]} == set(OF_MANAGER)


def test_without_scripts_the_map_page_points_to_what_works(reading: Reader) -> None:
    fallback = reading("/map").xpath("//*[@id='map-fallback']")[0]

    assert fallback.xpath(".//a/@href") == ["/units", "/maps"]


def test_the_style_is_on_this_server_alone(visitor: TestClient) -> None:
    style = visitor.get("/map/style.json").json()

    assert style["version"] == 8
    assert "http" not in json.dumps(style["sources"])


def test_a_base_map_enters_style_and_policy(engine: Engine, tmp_path: Path) -> None:
    settings = Settings(
        _env_file=None, home=tmp_path, basemap_url="https://tiles.example/{z}/{x}/{y}.png"
    )
    with TestClient(create_app(settings, engine)) as client:
        style = client.get("/map/style.json")

    assert "https://tiles.example/{z}/{x}/{y}.png" in json.dumps(style.json()["sources"])
    assert (
        "img-src 'self' data: blob: https://tiles.example;"
        in style.headers["content-security-policy"]
    )


def test_the_catalogue_names_every_layer_with_class_and_addresses(reading: Reader) -> None:
    page = reading("/data")
    rows = {words(row.xpath(".//code")[0]): row for row in page.xpath("//tbody/tr")}

    assert list(rows) == list(OF_MANAGER)
    for identity, layer in ((name, CATALOGUE[name]) for name in OF_MANAGER):
        assert layer.title.it in words(rows[identity])
        assert layer.data_class in words(rows[identity])
        assert f"/ogc/collections/{identity}/items?f=json" in rows[identity].xpath(".//a/@href")


def test_the_api_page_lists_what_the_description_holds(
    reading: Reader, visitor: TestClient
) -> None:
    described = visitor.get("/api/openapi.json").json()
    listed = [words(each) for each in reading("/api/docs").xpath("//h2/code")]

    assert listed
    assert listed == [
        f"{method.upper()} {path}"
        for path, methods in sorted(described["paths"].items())
        for method in methods
    ]


def imported(session: Session, **changes: object) -> ImportRun:
    run = ImportRun(
        **{
            "source": "addresses",
            "file_name": "civici.csv",
            "municipality_code": "G686",
            "is_dry_run": False,
            "outcome": ImportOutcome.DONE_WITH_REFUSALS,
            "started_at": dt.datetime(2026, 11, 20, 9, 30, tzinfo=dt.UTC),
            "finished_at": dt.datetime(2026, 11, 20, 9, 31, tzinfo=dt.UTC),
            "read_count": 1200,
            "loaded_count": 1199,
            "refused_count": 1,
        }
        | changes
    )
    session.add(run)
    session.flush()
    return run


def test_runs_are_listed_with_what_they_refused(session: Session, reading: Reader) -> None:
    run = imported(session)
    page = reading("/imports")

    assert [words(cell) for cell in page.xpath("//tbody/tr[1]/*")] == [
        "20 nov 2026 10:30",
        "addresses civici.csv · G686",
        "completata con rifiuti",
        "1.200",
        "1.199",
        "0",
        "0",
        "0",
        "1 rifiutate: scarica con i motivi",
    ]
    assert page.xpath(f"//a[@href='/imports/{run.id}/refusals.csv']")


def test_refusals_are_downloaded_with_their_reasons_and_no_formulas(
    session: Session, visitor: TestClient
) -> None:
    run = imported(session)
    session.add(
        ImportRefusal(
            run_id=run.id,
            row_number=7,
            column_name="CIVICO",
            value="=1+1",
            reason_it="non è un numero",
            reason_en="not a number",
            raw='=1+1;"x"',
        )
    )
    session.flush()
    answer = visitor.get(f"/imports/{run.id}/refusals.csv")
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert rows[0] == ["file", "row", "column", "value", "reason_it", "reason_en", "raw"]
    told = ["CIVICO", "'=1+1", "non è un numero", "not a number", '\'=1+1;"x"']
    assert rows[1] == ["civici.csv", "7", *told]
    assert "attachment" in answer.headers["content-disposition"]
    assert visitor.get("/imports/0/refusals.csv").status_code == 404
    assert visitor.get("/imports/abc/refusals.csv").status_code == 400


def test_an_empty_log_says_so(reading: Reader) -> None:
    assert "Finora non è stato importato nulla." in words(reading("/imports"))


@pytest.mark.parametrize("address", ["/nessuna", "/units/x", "/maps/nessuna"])
def test_people_get_a_page_and_machines_a_problem(visitor: TestClient, address: str) -> None:
    page = visitor.get(address)
    problem = visitor.get(address, headers={"Accept": "application/json"})

    assert page.headers["content-type"].startswith("text/html")
    assert "<h1>Non trovato</h1>" in page.text
    assert problem.headers["content-type"] == "application/problem+json"
    assert problem.json()["status"] == page.status_code == 404


def test_an_error_is_told_in_the_readers_language(visitor: TestClient) -> None:
    english = visitor.get("/units/x", headers={"Accept-Language": "en"}).text

    assert "<h1>Not found</h1>" in english
    assert "is not an id of the register" in english


def test_what_an_error_repeats_is_escaped(visitor: TestClient) -> None:
    answer = visitor.get("/units/%3Cscript%3Ealert(1)%3C%2Fscript%3E")

    assert "<script>alert" not in answer.text


def test_no_page_needs_the_network_of_another_host(app: FastAPI, dante: Town) -> None:
    routes = {getattr(route, "path", "") for route in app.routes}

    assert "/docs" not in routes
    assert "/redoc" not in routes
    assert dante.flats
