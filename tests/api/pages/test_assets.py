"""What is served as files, what is not, and for how long it may be kept."""

import re

import pytest
from starlette.testclient import TestClient

from api.pages.assets import KEPT, asset, badge_rules
from buildings.status.states import Badge
from maps.shapes import luminance
from maps.vendor import VENDOR


@pytest.mark.parametrize(
    "name", ["pages.css", "card.css", "icon.svg", "css/map.css", "map/main.js"]
)
def test_our_own_files_are_served(visitor: TestClient, name: str) -> None:
    answer = visitor.get(f"/static/{name}")

    assert answer.status_code == 200
    assert answer.content


@pytest.mark.parametrize("name", sorted(VENDOR))
def test_every_allowed_vendor_file_is_there_with_its_type(visitor: TestClient, name: str) -> None:
    answer = visitor.get(f"/vendor/{name}")

    assert answer.status_code == 200
    assert answer.headers["content-type"] != "text/plain; charset=utf-8"
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "address",
    [
        "/static/../pages/routes.py",
        "/static/%2e%2e/%2e%2e/app.py",
        "/static/..%2f..%2fapp.py",
        "/static//etc/passwd",
        "/static/__init__.py",
        "/static/",
        "/vendor/../package.json",
        "/vendor/bootstrap-italia/package.json",
        "/vendor/htmx.min.js.map",
        "/vendor/",
    ],
)
def test_nothing_else_is(visitor: TestClient, address: str) -> None:
    assert visitor.get(address).status_code == 404


def test_a_versioned_address_is_kept_and_another_is_asked_for_again(visitor: TestClient) -> None:
    address = asset("/static/pages.css")
    kept = visitor.get(address)
    again = visitor.get("/static/pages.css")

    assert re.fullmatch(r"/static/pages\.css\?v=[0-9a-f]{12}", address)
    assert kept.headers["cache-control"] == KEPT
    assert again.headers["cache-control"] == "no-cache"
    assert visitor.get("/static/pages.css?v=old").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "address", ["/static/pages.css", "/static/badges.css", "/vendor/htmx.min.js"]
)
def test_an_unchanged_file_is_not_sent_twice(visitor: TestClient, address: str) -> None:
    etag = visitor.get(address).headers["etag"]
    again = visitor.get(address, headers={"If-None-Match": etag})

    assert again.status_code == 304
    assert again.content == b""


def test_every_badge_has_a_colour_that_its_letter_can_be_read_on() -> None:
    rules = dict(
        re.findall(r"\.badge-(\w+)\{background:(#[0-9a-f]{6};color:#[0-9a-f]{3})\}", badge_rules())
    )

    assert set(rules) == {badge.value for badge in Badge}
    for rule in rules.values():
        colour, ink = rule.split(";color:")
        ground, letter = luminance(colour) + 0.05, luminance(ink[0] + 2 * ink[1:]) + 0.05
        assert max(ground, letter) / min(ground, letter) >= 4.5


def test_a_file_that_is_not_there_keeps_its_bare_address() -> None:
    assert asset("/static/none.css") == "/static/none.css"
    assert asset("/vendor/none.js") == "/vendor/none.js"
