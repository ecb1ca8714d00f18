"""A person at an office PC: the phone rings, and the answer is on the screen."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from tests.browser.conftest import HEIGHT, WIDTH

FLAT = "cimarosa 901 sc A int 3"
PHONE: ViewportSize = {"width": 390, "height": 844}
PC: ViewportSize = {"width": WIDTH, "height": HEIGHT}
ADDRESSES = (
    "/",
    "/units?q=via Cimarosa 901",
    "/units?q=nulla di nulla",
    "/units?q=" + FLAT,
    "/units?q=Venere",
    "/chronicle",
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

TEXTS = """() => {
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const channels = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data];
  };
  const luminance = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ground = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const colour = channels(getComputedStyle(e).backgroundColor);
      if (colour[3] > 250) return colour;
    }
    return [255, 255, 255, 255];
  };
  const found = [];
  for (const element of document.querySelectorAll('body *:not(svg *):not(script)')) {
    const own = [...element.childNodes].filter((node) => node.nodeType === 3);
    const text = own.map((node) => node.data).join('').trim();
    const box = element.getBoundingClientRect();
    if (!text || box.width < 2 || box.height < 2) continue;
    const style = getComputedStyle(element);
    if (style.visibility === 'hidden') continue;
    const both = [luminance(channels(style.color)), luminance(ground(element))];
    const [a, b] = both.sort((x, y) => y - x);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && parseInt(style.fontWeight) >= 700);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < (large ? 3 : 4.5)) found.push(`${text.slice(0, 40)} ${ratio.toFixed(2)}`);
  }
  return found;
}"""
"""Texts whose contrast is below WCAG 2.1 AA."""


@pytest.fixture
def silent(page: Page) -> Iterator[list[str]]:
    """What the browser complains about; nothing may be in it at the end but answers of 404."""
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield complaints
    assert [each for each in complaints if "404" not in each] == []


def test_from_the_ringing_phone_to_the_card_with_the_keyboard_alone(
    served: str, page: Page, silent: list[str], pictures: Path
) -> None:
    page.goto(served)
    expect(page.locator("#q")).to_be_focused()
    page.screenshot(path=pictures / "start.png")

    page.keyboard.type(FLAT)
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("via Cimarosa 901, scala A")
    for answer in (".big-badge", ".tasks, #tasks-title + p", ".locator"):
        box = page.locator(answer).first.bounding_box()
        assert box is not None, answer
        assert box["y"] + box["height"] <= HEIGHT, answer
    page.screenshot(path=pictures / "card.png")
    assert silent == []


def test_results_show_while_typing_and_tab_reaches_them(
    served: str, page: Page, silent: list[str], pictures: Path
) -> None:
    page.goto(served)
    page.keyboard.type("via cimarosa 1 sc l")
    first = page.locator("#results a").nth(1)
    expect(first).to_contain_text("int. 1")
    page.screenshot(path=pictures / "typing.png")

    for _ in range(12):
        page.keyboard.press("Tab")
        if first.evaluate("e => e === document.activeElement"):
            break
    page.keyboard.press("Enter")

    expect(page.locator("h1")).to_contain_text("via Cimarosa 1, scala L")
    assert silent == []


def test_a_flat_is_found_and_read_without_scripts_and_without_webgl(
    served: str, browser: Browser, browser_context_args: dict[str, Any], pictures: Path
) -> None:
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(served)
    page.fill("#q", "900/7/3")
    page.press("#q", "Enter")

    assert "/units/" in page.url
    expect(page.locator(".locator")).to_be_visible()
    page.click("text=tutti gli alloggi dell'edificio")
    expect(page.locator("table.stack")).to_be_visible()
    page.screenshot(path=pictures / "plan.png")
    page.goto(f"{served}/map")
    expect(page.locator("#map-fallback")).to_be_visible(timeout=10_000)
    context.close()


def test_the_plan_scrolls_inside_on_a_phone_and_its_cells_lead_to_cards(
    served: str, page: Page, pictures: Path
) -> None:
    page.set_viewport_size(PHONE)
    page.goto(f"{served}/units?q=via Cimarosa 901 scala A")
    page.locator("tr.group a").first.click()
    page.screenshot(path=pictures / "plan-phone.png")
    inside = page.locator(".plan-scroll").evaluate("e => e.scrollWidth > e.clientWidth")
    page.locator("a.flat").first.click()

    assert inside
    expect(page.locator(".big-badge")).to_be_visible()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_is_wider_than_a_phone_and_every_text_can_be_read(
    served: str, page: Page, silent: list[str], address: str, pictures: Path
) -> None:
    name = "".join(letter if letter.isalnum() else "-" for letter in address)
    for size in (PHONE, PC):
        page.set_viewport_size(size)
        page.goto(f"{served}{address}")
        wide = page.evaluate("document.documentElement.scrollWidth")
        page.screenshot(path=pictures / f"{name}-{size['width']}.png", full_page=True)

        assert wide <= size["width"]
        assert page.evaluate(TEXTS) == []
    assert address == "/nessuna-pagina" or silent == []


def test_the_focus_can_always_be_seen(served: str, page: Page) -> None:
    page.goto(f"{served}/units?q={FLAT}")
    for _ in range(25):
        page.keyboard.press("Tab")
        outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        name = page.evaluate("document.activeElement.outerHTML.slice(0, 80)")

        assert outline == "solid", name


def test_the_skip_link_comes_first_and_leads_past_the_header(served: str, page: Page) -> None:
    page.goto(f"{served}/chronicle")
    page.keyboard.press("Tab")
    expect(page.locator("a.skip")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_another_language_and_another_day_are_chosen_on_the_page(served: str, page: Page) -> None:
    page.goto(f"{served}/units?q={FLAT}")
    page.click("text=English")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.fill("input[name=datetime]", "2021-03-01")
    page.click("text=Show")

    expect(page.locator(".past")).to_contain_text("Situation on 1")
    assert "datetime=2021-03-01" in page.url


def test_what_waits_in_the_office_is_reached_with_the_keyboard_alone(
    served: str, page: Page, silent: list[str]
) -> None:
    page.goto(f"{served}/chronicle")
    _tab_to(page, "/office")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_have_text("Che cosa aspetta in ufficio")
    for address in ("/identity", "/discrepancies", "/deliveries", "/imports", "/interventions"):
        _tab_to(page, address)
        page.keyboard.press("Enter")
        expect(page.locator(f".office-nav a[href='{address}']")).to_have_attribute(
            "aria-current", "page"
        )
    assert silent == []


def _tab_to(page: Page, address: str) -> None:
    """Press Tab until a link to an address has the focus."""
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('href')") == address:
            return
    raise AssertionError(address)
