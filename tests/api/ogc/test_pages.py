"""The service's pages: the same documents for people, in both languages."""

import re
from html.parser import HTMLParser

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.layers import CATALOGUE
from tests.api.ogc.conftest import OF_MANAGER

DOCUMENTS = (
    "/ogc/",
    "/ogc/conformance",
    "/ogc/collections",
    "/ogc/collections/unit_status",
    "/ogc/collections/unit_status/items",
    "/ogc/collections/unit_status/tiles",
    "/ogc/collections/unit_status/tiles/WebMercatorQuad",
    "/ogc/tileMatrixSets",
    "/ogc/tileMatrixSets/WebMercatorQuad",
)


class Page(HTMLParser):
    """What a page says and where it leads."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.language = ""
        self.headings: list[str] = []
        self.hrefs: set[str] = set()
        self.captions = 0
        self.tables = 0
        self.words = ""
        self._tag = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._tag = tag
        if tag == "html":
            self.language = given.get("lang") or ""
        if tag == "a" and given.get("href"):
            self.hrefs.add(str(given["href"]))
        self.tables += tag == "table"
        self.captions += tag == "caption"

    def handle_endtag(self, tag: str) -> None:
        self._tag = f"/{tag}"

    def handle_data(self, data: str) -> None:
        self.words += data
        if self._tag == "h1":
            self.headings.append(data.strip())


def page(client: TestClient, address: str, language: str = "it") -> Page:
    """A page as a browser of that language gets it."""
    asked = {"Accept": "text/html", "Accept-Language": language}
    answer = client.get(address, headers=asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.text.startswith("<!doctype html>")
    return Page(answer.text)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_a_page_has_every_link_of_its_document(ogc: TestClient, document: str) -> None:
    told = ogc.get(document).json()
    shown = page(ogc, document)
    for link in told["links"]:
        if not link.get("templated"):
            either = {link["href"], link["href"].replace("f=json", "f=html")}
            assert either & shown.hrefs, link
    assert len(shown.headings) == 1
    assert shown.tables == shown.captions


@pytest.mark.parametrize("collection", CATALOGUE)
def test_every_collection_has_pages_in_both_languages(ogc: TestClient, collection: str) -> None:
    titles = CATALOGUE[collection].title
    for place in ("", "/items", "/schema", "/queryables", "/tiles/WebMercatorQuad"):
        address = f"/ogc/collections/{collection}{place}"
        italian, english = page(ogc, address), page(ogc, address, "en")
        assert (italian.language, english.language) == ("it", "en")
        assert italian.headings == [titles.it]
        assert english.headings == [titles.en]


def test_the_list_of_collections_leads_to_each_of_them(ogc: TestClient) -> None:
    shown = page(ogc, "/ogc/collections")
    for layer in (CATALOGUE[name] for name in OF_MANAGER):
        assert f"http://127.0.0.1:8000/ogc/collections/{layer.id}?f=html" in shown.hrefs
        assert f"http://127.0.0.1:8000/ogc/collections/{layer.id}/items?f=json" in shown.hrefs
        assert layer.title.it in shown.words
        assert layer.description.it in shown.words


def test_features_are_a_table_that_leads_on(ogc: TestClient) -> None:
    first = page(ogc, "/ogc/collections/unit_status/items?limit=5")
    assert "5 elementi di 3600" in first.words
    assert "Abitata" in first.words or "abitata" in first.words
    following = next(each for each in first.hrefs if "cursor=" in each)
    assert "f=html" in following
    second = page(ogc, following)
    features = re.compile(r"/items/[0-9a-f-]{36}\?f=html$")
    seen = [{each for each in shown.hrefs if features.search(each)} for shown in (first, second)]
    assert len(seen[0]) == len(seen[1]) == 5
    assert not seen[0] & seen[1]


def test_a_feature_s_page_says_all_it_holds(ogc: TestClient) -> None:
    one = ogc.get("/ogc/collections/buildings/items?limit=1").json()["features"][0]
    shown = page(ogc, f"/ogc/collections/buildings/items/{one['id']}")
    assert one["id"] in shown.words
    assert one["properties"]["address"] in shown.words
    assert str(one["geometry"]["coordinates"][0][0][0][0]) in shown.words
    for field in CATALOGUE["buildings"].fields:
        assert field.title.it in shown.words


def test_what_is_invented_is_said_on_every_page_about_it(ogc: TestClient) -> None:
    one = ogc.get("/ogc/collections/parcels/items?limit=1").json()["features"][0]["id"]
    for place in ("", "/items", f"/items/{one}", "/tiles/WebMercatorQuad"):
        address = f"/ogc/collections/parcels{place}"
        assert "Contiene dati sintetici" in page(ogc, address).words
        assert "Holds synthetic data" in page(ogc, address, "en").words
    assert "dati sintetici" in page(ogc, "/ogc/collections").words


def test_what_is_true_is_not_called_invented(ogc: TestClient, town_session: Session) -> None:
    town_session.execute(text("update parcel set reliability = 'official'"))
    assert "Contiene dati sintetici" not in page(ogc, "/ogc/collections/parcels/items").words


def test_markup_in_a_name_stays_text(ogc: TestClient, town_session: Session) -> None:
    name = "<script>alert('ciao')</script>"
    items = "/ogc/collections/condominiums/items"
    one = ogc.get(items).json()["features"][0]["id"]
    town_session.execute(
        text("update condominium set name = :name where id = cast(:one as uuid)"),
        {"name": name, "one": one},
    )
    for address in (f"{items}?limit=1", f"{items}/{one}"):
        answer = ogc.get(address, headers={"Accept": "text/html"})
        assert "<script>alert" not in answer.text
        assert name in page(ogc, address).words


def test_a_language_that_is_chosen_is_kept(ogc: TestClient) -> None:
    answer = ogc.get("/ogc/collections?lang=en&f=html")
    assert "lang=en" in answer.headers["set-cookie"]
    assert "set-cookie" not in ogc.get("/ogc/collections?f=html").headers


def test_the_service_description_is_a_table_of_what_can_be_asked(ogc: TestClient) -> None:
    shown = page(ogc, "/ogc/api")
    assert "/collections/buildings/items" in shown.words
    assert "http://127.0.0.1:8000/ogc/api?f=json" in shown.hrefs
