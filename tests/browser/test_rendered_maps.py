"""A rendered map opened from the file system with the network off."""

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import Engine

from maps.render.gallery import rendered_map
from maps.render.reading import render

TODAY = dt.date(2026, 3, 1)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rendered")


def opened(browser: Browser, file: Path, width: int = 1366) -> tuple[Page, list[str]]:
    """The page, and what it asked for or complained of."""
    context = browser.new_context(offline=True, viewport={"width": width, "height": 768})
    page = context.new_page()
    wrong: list[str] = []
    page.on("request", lambda asked: _note(asked.url, file, wrong))
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("console", lambda said: wrong.append(said.text) if said.type == "error" else None)
    page.goto(file.as_uri())
    return page, wrong


def _note(url: str, file: Path, wrong: list[str]) -> None:
    if not url.startswith(("data:", file.as_uri())):
        wrong.append(f"asked for {url}")


@pytest.mark.parametrize("slug", ["overview", "status", "condominiums"])
def test_a_rendered_map_opens_without_a_network(
    browser: Browser, district: Engine, folder: Path, pictures: Path, slug: str
) -> None:
    file = folder / f"{slug}.html"
    with district.connect() as connection:
        file.write_text(render(connection, rendered_map(slug), TODAY), encoding="utf-8")

    page, wrong = opened(browser, file)

    expect(page.locator(".page-notice")).to_contain_text("Dati sintetici")
    expect(page.locator(".page-foot")).to_contain_text("01/03/2026")
    expect(page.locator(".leaflet-overlay-pane svg, .leaflet-pane svg path").first).to_be_attached()
    assert page.locator("path.leaflet-interactive").count() > 20
    assert page.evaluate("document.fonts.check('16px Titillium Web')")
    page.screenshot(path=pictures / f"rendered-{slug}.png")
    assert wrong == []


def test_a_popup_opens_with_the_keyboard_and_tells_what_it_is(
    browser: Browser, district: Engine, folder: Path
) -> None:
    file = folder / "popup.html"
    with district.connect() as connection:
        file.write_text(render(connection, rendered_map("overview"), TODAY), encoding="utf-8")
    page, wrong = opened(browser, file)

    page.locator(".leaflet-marker-icon").first.focus()
    page.keyboard.press("Enter")

    popup = page.locator(".leaflet-popup-content table")
    expect(popup.locator("caption")).to_be_visible()
    assert popup.locator("td").count() > 2
    expect(page.locator(".leaflet-popup-close-button")).to_have_attribute("aria-label", "Chiudi")
    assert wrong == []


def test_on_a_phone_the_legend_waits_behind_its_title(
    browser: Browser, district: Engine, folder: Path
) -> None:
    file = folder / "phone.html"
    with district.connect() as connection:
        file.write_text(render(connection, rendered_map("status"), TODAY), encoding="utf-8")
    page, _ = opened(browser, file, width=390)

    expect(page.locator(".page-legend ul").first).to_be_hidden()
    page.get_by_text("Legenda").click()
    expect(page.locator(".page-legend ul").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
