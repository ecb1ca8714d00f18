"""What holds on every page: headers, no inline script, labels, headings, languages, names."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from lxml import html
from starlette.testclient import TestClient

from api.headers import POLICY
from tests.api.pages.conftest import Page, words
from tests.buildings.town import TODAY, Town

ADDRESSES = (
    "/",
    "/units",
    "/units?q=via Dante 901",
    "/units?q=nulla di nulla",
    "/units/{flat}",
    "/buildings/{building}",
    "/condominiums/{condominium}",
    "/condominiums/{nameless}",
    "/chronicle",
    "/map",
    "/maps",
    "/data",
    "/api/docs",
    "/imports",
    "/office",
    "/identity",
    "/discrepancies",
    "/deliveries",
    "/interventions",
    "/nessuna-pagina",
)


@dataclass
class Shown:
    """A page with its address and headers."""

    address: str
    page: Page
    headers: dict[str, str]


@pytest.fixture
def shown(visitor: TestClient, dante: Town) -> list[Shown]:
    """Every kind of page, on the town's day."""
    found = []
    for pattern in ADDRESSES:
        address = pattern.format(
            flat=dante.flats["A3"],
            building=dante.building,
            condominium=dante.condominium,
            nameless=dante.nameless,
        )
        answer = visitor.get(f"{address}{'&' if '?' in address else '?'}datetime={TODAY}")
        assert answer.status_code == (404 if "nessuna" in address else 200), address
        found.append(Shown(pattern, html.document_fromstring(answer.text), dict(answer.headers)))
    return found


def test_pages_carry_the_strict_headers(shown: list[Shown]) -> None:
    for each in shown:
        policy = each.headers["content-security-policy"]
        assert policy == POLICY.format(basemap=""), each.address
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert each.headers["x-content-type-options"] == "nosniff"
        assert each.headers["referrer-policy"] in {"same-origin", "no-referrer"}


def test_nothing_is_inline_and_nothing_comes_from_elsewhere(shown: list[Shown]) -> None:
    for each in shown:
        page = each.page
        fetched = page.xpath("//script/@src | //link/@href | //img/@src")
        attributes = {name for element in page.iter() for name in element.attrib}

        assert set(page.xpath("//script[not(@src)]/@type")) <= {"application/json"}, each.address
        assert not page.xpath("//style"), each.address
        assert "style" not in attributes, each.address
        assert not [name for name in attributes if name.startswith(("on", "hx-on"))], each.address
        assert all(one.startswith("/") and not one.startswith("//") for one in fetched), fetched


def test_pages_can_be_read_aloud(shown: list[Shown]) -> None:
    for each in shown:
        page = each.page
        levels = [int(heading.tag[1]) for heading in page.xpath("//h1 | //h2 | //h3")]
        ids = page.xpath("//@id")

        assert page.get("lang") == "it", each.address
        assert words(page.xpath("//title")[0]), each.address
        assert (levels[0], levels.count(1)) == (1, 1), each.address
        assert all(after - before <= 1 for before, after in pairwise(levels)), each.address
        assert len(ids) == len(set(ids)), each.address
        assert len(page.xpath("//main")) == 1, each.address
        assert page.xpath("//a[@class='skip']/@href")[0].removeprefix("#") in ids, each.address


def test_everything_that_can_be_used_has_a_name(shown: list[Shown]) -> None:
    for each in shown:
        page = each.page
        references = page.xpath("//@aria-labelledby | //@aria-describedby | //label/@for")
        named = {identity for reference in references for identity in reference.split()}

        assert list(nameless(page)) == [], each.address
        assert not page.xpath("//table//th[not(@scope)]"), each.address
        assert named <= set(page.xpath("//@id")), each.address


def nameless(page: Page) -> Iterator[str]:
    """Links, buttons, fields, figures and regions that have no words."""
    for element in page.xpath("//a | //button | //summary"):
        if not (element.get("aria-label") or words(element)):
            yield html.tostring(element).decode()
    for field in page.xpath("//input[not(@type='hidden')] | //select | //progress"):
        labels = page.xpath(f"//label[@for='{field.get('id')}']")
        if not (field.get("aria-label") or labels):
            yield html.tostring(field).decode()
    for region in page.xpath("//nav | //*[@role='region'] | //*[@role='img']"):
        if not (region.get("aria-label") or region.get("aria-labelledby")):
            yield html.tostring(region).decode()


def test_links_lead_somewhere(shown: list[Shown], visitor: TestClient) -> None:
    left_out = ("/maps/", "/nessuna-pagina")
    links = {
        link.partition("#")[0]
        for each in shown
        for link in each.page.xpath("//a/@href")
        if link.startswith("/") and not link.startswith(left_out)
    }
    dead = [link for link in sorted(links) if visitor.get(link).status_code >= 400]

    assert len(links) > 50
    assert dead == []


def test_links_inside_a_page_lead_somewhere(shown: list[Shown]) -> None:
    for each in shown:
        inside = {link[1:] for link in each.page.xpath("//a/@href") if link.startswith("#")}

        assert inside <= set(each.page.xpath("//@id")), each.address
