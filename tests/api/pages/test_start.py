"""The start page and the search, without JavaScript and as htmx asks for it."""

import pytest
from starlette.testclient import TestClient

from tests.api.pages.conftest import Reader, words
from tests.buildings.town import TODAY, Town

HTMX = {"HX-Request": "true"}


def test_the_start_page_has_the_cursor_in_the_box_and_the_doors(reading: Reader) -> None:
    start = reading("/")
    box = start.xpath("//form[@role='search']//input[@name='q']")[0]

    assert start.get("lang") == "it"
    assert "autofocus" in box.attrib
    assert box.get("hx-get") == "/units"
    assert start.xpath("//form[@role='search']/@action") == ["/units"]
    assert start.xpath(f"//label[@for='{box.get('id')}']")
    assert [door.get("href") for door in start.xpath("//a[@class='door']")] == [
        "/map", "/office", "/maps", "/chronicle", "/data", "/api/docs",
    ]  # fmt: skip


def test_the_notice_of_synthetic_data_shows_only_where_there_are_some(
    reading: Reader, client: TestClient
) -> None:
    assert "Dati sintetici" not in words(reading("/"))
    assert "Dati sintetici" in client.get("/", headers={"Accept": "text/html"}).text


@pytest.mark.parametrize(
    "typed", ["via Dante 901 scala A int 3", "900/12/3", "fg 900 mapp 12 sub 3"]
)
def test_one_enter_leads_from_the_words_to_the_card(
    visitor: TestClient, dante: Town, typed: str
) -> None:
    answer = visitor.get("/units", params={"q": typed})

    assert answer.status_code == 303
    assert answer.headers["location"] == f"/units/{dante.flats['A3']}"


def test_a_condominium_is_opened_by_its_name(visitor: TestClient, dante: Town) -> None:
    answer = visitor.get("/units", params={"q": "condominio PAPAVERO"})

    assert answer.headers["location"] == f"/condominiums/{dante.nameless}"


def test_the_day_is_kept_on_the_way_to_the_card(visitor: TestClient, dante: Town) -> None:
    answer = visitor.get("/units", params={"q": "900/12/3", "datetime": "2026-01-31"})

    assert answer.headers["location"] == f"/units/{dante.flats['A3']}?datetime=2026-01-31"


def test_an_ambiguous_address_lists_condominium_buildings_and_flats(reading: Reader) -> None:
    found = reading("/units?q=via Dante 901")
    headings = [words(each) for each in found.xpath("//main//h2")]
    rows = [words(row) for row in found.xpath("//table[@class='flats']//tr[td]")]

    assert headings == ["Condomìni 1", "Edifici 1", "Alloggi e altre unità 6"]
    assert rows[0] == "piano terra, int. 1 Non nota \N{EN DASH}"
    assert rows[2] == (
        "piano 2, int. 3 Occupazione accertata 2 nov 2026 (3 settimane fa) in ritardo "
        "Sfratto seguito \N{EN DASH} Ufficio Casa"
    )
    assert [words(each) for each in found.xpath("//tr[@class='group']")] == [
        "via Dante 901, scala A Girasole",
        "via Dante 901, scala B Girasole",
    ]


def test_while_typing_only_the_results_are_sent_and_nobody_is_sent_away(
    visitor: TestClient,
) -> None:
    answer = visitor.get("/units", params={"q": "900/12/3"}, headers=HTMX)

    assert answer.status_code == 200
    assert "<html" not in answer.text
    assert "int. 3" in answer.text
    assert 'role="status" hx-swap-oob="true">1 risultato</p>' in answer.text
    assert answer.headers["cache-control"] == "no-store"
    assert "HX-Request" in answer.headers["vary"]


def test_a_missing_door_shows_the_building_and_says_why(reading: Reader, dante: Town) -> None:
    found = reading("/units?q=via Dante 901 scala Z")

    assert "ma non quella scala" in words(found)
    assert found.xpath(f"//main//a[@href='/buildings/{dante.building}']")


def test_nothing_found_says_what_to_try(reading: Reader) -> None:
    found = reading("/units?q=corso Inesistente 7")

    assert "Nessun risultato per «corso Inesistente 7»." in words(found)
    assert "foglio 900 particella 12 sub 3" in words(found)


def test_an_empty_search_asks_for_words(reading: Reader) -> None:
    assert "Scrivere un indirizzo" in words(reading("/units?q="))


@pytest.mark.parametrize(
    "typed", ["<script>alert(1)</script>", '"><b x="', "\x00", "%", "\N{HIRAGANA LETTER A}" * 300]
)
def test_strange_words_are_shown_as_words(visitor: TestClient, typed: str) -> None:
    for headers in ({}, HTMX):
        answer = visitor.get("/units", params={"q": typed}, headers=headers)

        assert answer.status_code == 200
        assert "<script>alert" not in answer.text
        assert "<b x=" not in answer.text


def test_the_search_as_json_for_the_map(visitor: TestClient, dante: Town) -> None:
    ask = {"datetime": str(TODAY)}
    flat = visitor.get("/api/search", params=ask | {"q": "dante 901 sc a int 3"}).json()
    address = visitor.get("/api/search", params=ask | {"q": "via dante 901"}).json()
    named = visitor.get("/api/search", params=ask | {"q": "papavero", "lang": "en"}).json()

    assert flat[0] | {"lon": 0, "lat": 0} == {
        "kind": "unit",
        "kind_label": "Abitazione",
        "id": str(dante.flats["A3"]),
        "label": "via Dante 901, scala A, piano 2, int. 3",
        "detail": "Girasole · Occupazione accertata",
        "lon": 0,
        "lat": 0,
        "url": f"/units/{dante.flats['A3']}",
        "building_id": str(dante.building),
        "badge": "episode_confirmed",
        "due_on": "2026-11-02",
    }
    assert 9 < flat[0]["lon"] < 10
    assert [each["kind"] for each in address] == ["building", "condominium"] + 6 * ["unit"]
    assert (named[0]["kind_label"], named[0]["lon"]) == ("Condominium", None)
    assert named[0]["detail"] == "address not known"


def test_the_reference_district_finds_the_flats_of_a_real_staircase(client: TestClient) -> None:
    answer = client.get("/api/search", params={"q": "via Cimarosa 1 scala L"}).json()

    assert len(answer) > 1
    assert all(each["label"].startswith("via Cimarosa 1, scala L, ") for each in answer)
