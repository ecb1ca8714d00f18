"""The main pages in a real browser over hostile text: it becomes no element and runs nowhere.

A browser reads HTML in more ways than a parser of ours; what scripts put into a page (the map's
panel, search, a rendered map's popups) is only seen here.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from sqlalchemy import text

from buildings.privacy.states import Role
from tests.access.conftest import Guarded
from tests.browser.conftest import browser_type_launch_args as browser_type_launch_args  # noqa: PLC0414 - a fixture
from tests.browser.test_map import FIND_BUILDING

MADE = """() => [...document.querySelectorAll('*')].filter(
  (each) => each.localName.includes('planted')
    || [...each.attributes].some((one) => /^on|planted/i.test(one.name))
    || /^\\s*javascript:/i.test(each.getAttribute('href') ?? each.getAttribute('src') ?? '')
).map((each) => each.outerHTML.slice(0, 200))"""
"""What of the page was made by the marked text."""


@pytest.fixture
def visit(
    browser: Browser, hostile: Guarded, server: tuple[str, int]
) -> Iterator[tuple[BrowserContext, str]]:
    """The manager's browser, in which planted code would leave a trace."""
    shown = {"Authorization": f"Bearer {hostile.tokens[Role.HOUSING_MANAGER]}"}
    with browser.new_context(locale="it-IT", extra_http_headers=shown) as context:
        context.add_init_script("globalThis.planted = () => { globalThis.wasPlanted = true; };")
        yield context, f"http://{server[0]}:{server[1]}"


def looked_at(page: Page) -> None:
    """Nothing on the page was made by text, and none of it has run."""
    assert page.evaluate(MADE) == []
    assert page.evaluate("globalThis.wasPlanted") is None


def first(hostile: Guarded, table: str) -> str:
    with hostile.owner.connect() as owner:
        return str(owner.execute(text(f"select id from {table} order by id limit 1")).scalar_one())


def test_the_main_pages(hostile: Guarded, visit: tuple[BrowserContext, str]) -> None:
    context, root = visit
    unit = min(str(each) for each in hostile.given["own_case"])
    page = context.new_page()
    for path in (
        "/", "/units?q=planted", f"/units/{unit}", f"/buildings/{first(hostile, 'building')}",
        f"/condominiums/{hostile.condominium}", "/office", "/discrepancies", "/chronicle",
        "/imports", "/data", "/ogc/collections/condominiums/items?f=html",
    ):  # fmt: skip
        page.goto(f"{root}{path}")
        looked_at(page)
    expect(page.locator("main")).to_contain_text("<planted/onload=planted(1)>")


def test_the_auditors_pages(browser: Browser, hostile: Guarded, server: tuple[str, int]) -> None:
    shown = {"Authorization": f"Bearer {hostile.tokens[Role.AUDITOR]}"}
    with browser.new_context(extra_http_headers=shown) as context:
        page = context.new_page()
        for path in ("/audit?automatic=true", "/audit/alerts?all=true", "/audit/sample"):
            page.goto(f"http://{server[0]}:{server[1]}{path}")
            looked_at(page)


def test_the_map_its_panel_and_its_search(visit: tuple[BrowserContext, str]) -> None:
    context, root = visit
    page = context.new_page()
    page.set_viewport_size({"width": 1366, "height": 768})
    page.goto(f"{root}/map")
    expect(page.locator("body")).to_have_attribute("data-map-state", "idle", timeout=60_000)
    page.fill("#map-search", "planted")
    expect(page.get_by_role("option").first).to_contain_text("<planted")
    looked_at(page)
    page.keyboard.press("Escape")
    x, y = page.evaluate(FIND_BUILDING)
    page.mouse.click(x, y)
    expect(page.locator(".details")).to_contain_text("<planted")
    looked_at(page)


def test_a_rendered_maps_popups(visit: tuple[BrowserContext, str]) -> None:
    context, root = visit
    page = context.new_page()
    page.goto(f"{root}/maps/overview")
    page.wait_for_function("() => !!document.querySelector('.leaflet-container')", timeout=60_000)
    page.locator(".leaflet-marker-icon").first.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".leaflet-popup-content table")).to_contain_text("<planted")
    looked_at(page)
