"""The map in a real browser: drawn, clicked, searched, used with keys alone, and without WebGL."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import ConsoleMessage, Page, Route, expect

FIND_BUILDING = """() => {
  const map = window.satelliteMap;
  const box = map.getCanvas().getBoundingClientRect();
  for (let x = 420; x < box.width - 120; x += 12) {
    for (let y = 120; y < box.height - 80; y += 12) {
      const [hit] = map.queryRenderedFeatures([x, y]);
      if (hit?.source === "building_status" && hit.properties.known_count > 9) {
        return [box.x + x, box.y + y];
      }
    }
  }
  throw new Error("no building on the screen");
}"""
VISIBILITY = "(name) => window.satelliteMap.getLayoutProperty(name, 'visibility')"
SEARCHED = "via Cimarosa 901 scala A"


@pytest.fixture
def page(page: Page, served: str) -> Page:
    """A page that notes what went wrong on it, and what it asked of others."""
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda asked: _note_foreign(asked.url, served, wrong))
    page.on("console", lambda said: _note_error(said, wrong))
    page.wrong = wrong  # type: ignore[attr-defined]
    return page


def _note_foreign(url: str, served: str, wrong: list[str]) -> None:
    if not url.startswith((served, "data:", "blob:")):
        wrong.append(f"asked of another host: {url}")


def _note_error(said: ConsoleMessage, wrong: list[str]) -> None:
    if said.type == "error":
        wrong.append(said.text)


def opened(page: Page, served: str, state: str = "") -> Page:
    page.goto(f"{served}/map{state}")
    expect(page.locator("body")).to_have_attribute("data-map-state", "idle", timeout=60_000)
    return page


def still(page: Page) -> None:
    page.evaluate(
        "new Promise((done) => { const map = window.satelliteMap;"
        " if (map.loaded() && !map.isMoving()) done(); else map.once('idle', done); })"
    )


def drawn(page: Page, style_layer: str) -> int:
    found: int = page.evaluate(
        "(name) => window.satelliteMap.queryRenderedFeatures({layers: [name]}).length", style_layer
    )
    return found


def building_on_screen(page: Page) -> tuple[float, float]:
    """Where on the page the roof label of a building with flats stands, not covered by a panel."""
    spot: list[float] = page.evaluate(FIND_BUILDING)
    return spot[0], spot[1]


def test_condominiums_are_named_where_there_is_room(page: Page, served: str) -> None:
    opened(page, served, "#map=17/45.50158/9.32488/0/45")
    assert drawn(page, "condominiums.2.symbol") > 3


def test_it_draws_buildings_texts_and_symbols_from_its_own_server(
    page: Page, served: str, pictures: Path
) -> None:
    fonts: list[int] = []
    page.on("response", lambda got: fonts.append(got.status) if "noto-sans" in got.url else None)
    opened(page, served)
    page.screenshot(path=pictures / "map.png")

    assert drawn(page, "building_status.0.fill-extrusion") > 20
    assert drawn(page, "building_status.1.symbol") > 5
    assert drawn(page, "condominiums.2.symbol") == 0
    assert drawn(page, "interventions.2.symbol") > 0
    assert fonts
    assert set(fonts) == {200}
    assert page.wrong == []  # type: ignore[attr-defined]


def test_no_tile_is_asked_for_twice(page: Page, served: str) -> None:
    tiles: list[str] = []
    page.on("request", lambda asked: tiles.append(asked.url) if "/tiles/" in asked.url else None)

    opened(page, served)

    assert tiles
    assert sorted(tiles) == sorted(set(tiles))


def test_a_click_opens_the_building_and_a_click_there_the_flats_card(
    page: Page, served: str, pictures: Path
) -> None:
    opened(page, served)
    page.mouse.click(*building_on_screen(page))
    flats = page.locator(".details-plan a[href^='/units/']")
    expect(flats.first).to_be_visible()
    page.screenshot(path=pictures / "map-building.png")
    assert flats.count() > 9
    assert "building=" in page.url

    flats.first.click()

    expect(page).to_have_url(re.compile("/units/[0-9a-f-]{36}"))
    expect(page.locator("h1")).to_be_visible()


def test_a_flat_is_found_with_the_keyboard_and_marked_in_its_building(
    page: Page, served: str, pictures: Path
) -> None:
    opened(page, served)
    page.locator("#map-search").focus()
    page.keyboard.type(SEARCHED)
    expect(page.get_by_role("option").first).to_contain_text("via Cimarosa 901")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")

    expect(page.locator("#details-title")).to_contain_text("via Cimarosa 901")
    expect(page.locator(".is-sought")).to_have_count(1)
    card = page.locator(".details .card-link").first.get_attribute("href")
    assert page.locator(".is-sought").get_attribute("href") == card
    still(page)
    assert page.evaluate("window.satelliteMap.getZoom()") >= 17
    page.screenshot(path=pictures / "map-search.png")


def test_a_search_without_result_says_so(page: Page, served: str) -> None:
    opened(page, served)
    page.fill("#map-search", "via che non esiste 12345")

    expect(page.locator(".search-status")).to_have_text(
        "Nessun risultato per «via che non esiste 12345»"
    )


def test_enter_at_the_centre_opens_and_escape_gives_the_focus_back(page: Page, served: str) -> None:
    opened(page, served)
    x, y = building_on_screen(page)
    page.evaluate(
        "([x, y]) => { const map = window.satelliteMap;"
        " const box = map.getCanvas().getBoundingClientRect();"
        " map.jumpTo({ center: map.unproject([x - box.x, y - box.y]), zoom: 17, pitch: 0 }); }",
        [x, y],
    )
    still(page)
    page.locator(".maplibregl-canvas").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".details")).to_be_visible()
    expect(page.locator("#details-title")).to_be_focused()

    page.keyboard.press("Escape")

    expect(page.locator(".details")).to_be_hidden()
    expect(page.locator(".maplibregl-canvas")).to_be_focused()
    assert "building=" not in page.url


def test_the_day_and_the_choice_reach_tiles_legend_and_address(page: Page, served: str) -> None:
    opened(page, served)
    page.select_option("#colour-by", "vacant")
    with page.expect_response(
        lambda got: "/building_status/tiles/" in got.url and "datetime=2020-01-31" in got.url
    ) as answered:
        page.fill("#as-of", "2020-01-31")
        page.locator("#as-of").blur()
    assert answered.value.status in {200, 204}
    assert "status=vacant" in page.url
    assert "date=2020-01-31" in page.url

    page.reload()
    expect(page.locator("body")).to_have_attribute("data-map-state", "idle", timeout=60_000)

    expect(page.locator("#colour-by")).to_have_value("vacant")
    expect(page.locator("#as-of")).to_have_value("2020-01-31")
    assert page.evaluate("window.satelliteMap.getGlobalState().colour_by") == "vacant"


def test_a_layer_is_switched_and_kept_in_the_address(page: Page, served: str) -> None:
    opened(page, served)
    page.uncheck("#layer-building_status")
    page.check("#layer-buildings")
    still(page)

    assert drawn(page, "buildings.0.fill") > 20
    assert page.evaluate(VISIBILITY, "building_status.0.fill-extrusion") == "none"
    layers = re.search(r"layers=([^&]*)", page.url)
    assert layers
    assert "buildings" in layers[1].split(",")
    assert "building_status" not in layers[1].split(",")


def test_the_notice_stands_as_long_as_anything_synthetic_is_drawn(page: Page, served: str) -> None:
    opened(page, served)
    ribbon = page.locator(".synthetic-ribbon")
    expect(ribbon).to_have_text("Dati sintetici – non è il luogo reale")  # noqa: RUF001 - as the page writes it

    opened(page, served, "#map=17/45.47/9.31&layers=")
    page.reload()
    expect(page.locator("body")).to_have_attribute("data-map-state", "idle", timeout=60_000)
    expect(ribbon).to_be_hidden()

    page.check("#layer-building_status")
    page.locator(".view-button").first.click()
    expect(ribbon).to_be_visible()


def test_without_webgl_there_is_a_way_to_the_search_and_the_gallery(
    page: Page, served: str, pictures: Path
) -> None:
    page.add_init_script(
        "const get = HTMLCanvasElement.prototype.getContext;"
        "HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {"
        " return kind.startsWith('webgl') ? null : get.call(this, kind, ...rest); };"
    )
    page.goto(f"{served}/map")

    expect(page.locator("body")).to_have_attribute("data-map-state", "unavailable")
    expect(page.locator(".no-webgl")).to_contain_text("manca WebGL 2")
    expect(page.locator(".no-webgl a[href='/units']")).to_be_visible()
    expect(page.locator(".no-webgl a[href='/maps']")).to_be_visible()
    page.screenshot(path=pictures / "map-without-webgl.png")


def test_tiles_that_fail_are_told(page: Page, served: str) -> None:
    def refuse(route: Route) -> None:
        route.fulfill(status=503, body="")

    page.route("**/buildings/**/tiles/**", refuse)
    page.route("**/building_status/tiles/**", refuse)
    page.goto(f"{served}/map")

    expect(page.locator(".map-notice")).to_have_text(
        "Una parte della mappa non si è caricata.", timeout=60_000
    )


@pytest.mark.parametrize("size", [(390, 844)])
def test_on_a_phone_nothing_sticks_out(
    page: Page, served: str, size: tuple[int, int], pictures: Path
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    opened(page, served)
    expect(page.locator("#panel-body")).to_be_hidden()
    page.locator(".panel-toggle").click()
    expect(page.locator("#colour-by")).to_be_visible()
    page.screenshot(path=pictures / "map-phone.png")

    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert (
        page.evaluate("document.querySelector('.panel').getBoundingClientRect().right") <= size[0]
    )
