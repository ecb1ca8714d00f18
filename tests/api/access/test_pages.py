"""The pages of access hold to what holds on every page, signed in and not."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from tests.api.access.conftest import PASSWORD, SARA, Office, send, sign_in
from tests.api.pages.conftest import Page, words
from tests.api.pages.test_structure import nameless

ACCOUNT, ACCOUNTS = "/access/account", "/access/accounts"


@pytest.fixture
def shown(office: Office, visitor: TestClient) -> dict[str, Page]:
    """Every page of access as Sara sees it."""
    office.change("update account set totp_sealed = 'x' where email like 'anna%'")
    pages = {"sign in": visitor.get("/access/sign-in?next=/data").text}
    pages["wrong"] = visitor.post("/access/sign-in", data={"email": SARA}).text
    sign_in(visitor)
    pages["second factor"] = visitor.get("/access/second-factor?next=/data").text
    visitor.cookies.clear()
    sign_in(visitor, SARA)
    send(visitor, ACCOUNT, "/access/account/tokens", name="QGIS", days="3")
    pages["account"] = visitor.get(ACCOUNT).text
    pages["enrolment"] = send(
        visitor, ACCOUNT, "/access/account/second-factor", password=PASSWORD
    ).text
    pages["accounts"] = visitor.get(ACCOUNTS).text
    added = send(visitor, ACCOUNTS, ACCOUNTS, email="c@comune.example", name="C", role="planner")
    pages["added"] = added.text
    link = added.text.partition("http://testserver")[2].partition("<")[0]
    pages["password"] = visitor.get(link).text
    pages["dead link"] = visitor.get("/access/password/x").text
    pages["refused"] = visitor.post("/access/sign-out").text
    return {name: html.document_fromstring(page) for name, page in pages.items()}


def test_pages_can_be_read_aloud(shown: dict[str, Page]) -> None:
    for name, page in shown.items():
        assert list(nameless(page)) == [], name
        assert len(page.xpath("//h1")) == 1, name
        assert words(page.xpath("//title")[0]), name
        ids = page.xpath("//@id")
        assert len(ids) == len(set(ids)), name
        named = page.xpath("//@aria-labelledby | //@aria-describedby | //label/@for")
        referred = {each for found in named for each in found.split()}
        assert referred <= set(ids), name
        assert not page.xpath("//th[not(@scope)]"), name


def test_nothing_is_inline_or_from_elsewhere(shown: dict[str, Page]) -> None:
    for name, page in shown.items():
        fetched = page.xpath("//script/@src | //link/@href | //img/@src")
        local = [each for each in fetched if not each.startswith("data:image/svg+xml")]
        assert all(each.startswith("/") and not each.startswith("//") for each in local), name
        assert not page.xpath("//style | //@style"), name
        assert not page.xpath("//@*[starts-with(name(), 'on')]"), name


def test_every_form_that_changes_something_carries_the_token(shown: dict[str, Page]) -> None:
    for name in ("account", "accounts", "enrolment", "second factor"):
        forms = shown[name].xpath("//form[@method='post']")
        assert forms
        for form in forms:
            assert len(form.xpath("./input[@name='form_token']/@value")[0]) == 64, name


def test_no_password_stands_in_a_page(shown: dict[str, Page]) -> None:
    for name, page in shown.items():
        assert not page.xpath("//input[@type='password']/@value"), name
        assert PASSWORD not in html.tostring(page, encoding="unicode"), name
