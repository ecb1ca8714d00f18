"""Rendered maps: drawn once by another process, kept, and told about while they are drawn."""

import time
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from api.headers import ALONE
from api.pages.drawing import Drawing, Wanted
from gis.errors import UnavailableError
from maps.render.gallery import GALLERY, published

PERSON = {"Accept": "text/html"}
PATIENCE_S = 120


def test_the_gallery_names_the_maps_that_may_become_files(client: TestClient) -> None:
    page = client.get("/maps", headers=PERSON).text

    assert set(published()) == {"overview", "interventions", "market"}
    for slug, one in GALLERY.items():
        assert (f'href="/maps/{slug}"' in page) is one.is_public
        assert (one.title.it.replace("'", "&#39;") in page) is one.is_public


def test_a_map_of_reserved_data_never_becomes_a_file(client: TestClient) -> None:
    answer = client.get("/maps/occupations")

    assert answer.status_code == 403
    assert "nessuno potrebbe più ritirare" in answer.json()["detail_it"]


def test_a_map_is_drawn_once_and_then_kept(client: TestClient, tmp_path: Path) -> None:
    waiting = client.get("/maps/market", headers=PERSON)
    drawn = client.get("/maps/market")
    kept = sorted((tmp_path / "maps").iterdir())
    before = kept[0].stat().st_mtime_ns
    again = client.get("/maps/market?download=true", headers=PERSON)

    assert waiting.status_code == 202
    assert '<meta http-equiv="refresh"' in waiting.text
    assert drawn.status_code == 200
    assert drawn.headers["content-security-policy"] == ALONE
    assert "leaflet" in drawn.text.lower()
    assert [path.name.split(".")[:2] for path in kept] == [["market", "it"]]
    assert again.content == drawn.content
    assert kept[0].stat().st_mtime_ns == before
    assert 'attachment; filename="satellite-market-' in again.headers["content-disposition"]
    assert "pronta" in client.get("/maps", headers=PERSON).text


def test_what_cannot_be_drawn_says_why_and_can_be_tried_again(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "maps", "postgresql://nobody@127.0.0.1:1/none")
    wanted = Wanted("market", "it", "1")
    try:
        error = drawing.start(wanted).exception(timeout=PATIENCE_S)
        told, forgotten = drawing.failure(wanted), drawing.failure(wanted)
    finally:
        drawing.close()

    assert isinstance(error, UnavailableError)
    assert "market" in error.in_("it")
    assert told is error
    assert forgotten is None
    assert drawing.drawn(wanted) is None


def test_closing_ends_what_is_being_drawn(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "maps", "postgresql://nobody@127.0.0.1:1/none")
    work = drawing.start(Wanted("overview", "en", "1"))
    end = time.monotonic() + PATIENCE_S
    while not drawing.running and not work.done() and time.monotonic() < end:
        time.sleep(0.01)
    processes = list(drawing.running)

    drawing.close()

    assert work.done()
    assert all(process.poll() is not None for process in processes)


def test_asking_twice_draws_once(tmp_path: Path) -> None:
    drawing = Drawing(tmp_path / "maps", "postgresql://nobody@127.0.0.1:1/none")
    wanted = Wanted("market", "it", "1")
    try:
        assert drawing.start(wanted) is drawing.start(wanted)
    finally:
        drawing.close()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Wanted("market", "it", "1"), Wanted("market", "it", "2")),
        (Wanted("market", "it", "1"), Wanted("market", "en", "1")),
    ],
)
def test_another_version_or_language_is_another_file(one: Wanted, other: Wanted) -> None:
    assert one.file_name != other.file_name


def test_a_server_that_stops_stops_drawing(app: FastAPI) -> None:
    with TestClient(app) as client:
        assert client.get("/maps/market", headers=PERSON).status_code == 202
        processes = list(app.state.drawing.running)

    assert app.state.drawing.is_closed
    assert all(process.poll() is not None for process in processes)
