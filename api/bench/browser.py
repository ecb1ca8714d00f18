"""The map opened in headless Chromium, from navigation to first paint and to idle."""

from dataclasses import dataclass

from playwright.sync_api import sync_playwright

from api.bench.serving import Served

VIEWPORT = {"width": 1366, "height": 768}
SOFTWARE_GL = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader"]
FIRST_PAINT = "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null"
IDLE = "body[data-map-state=idle]"


@dataclass(frozen=True, slots=True)
class MapTimes:
    """Milliseconds since navigation began."""

    first_paint_ms: float
    idle_ms: float


def open_map(running: Served, chromium: str) -> MapTimes:
    """Open `/map` with an empty cache and wait for MapLibre's first `idle`."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=SOFTWARE_GL)
        page = browser.new_page(
            viewport={"width": VIEWPORT["width"], "height": VIEWPORT["height"]},
            extra_http_headers={"Authorization": f"Bearer {running.token}"},
        )
        page.goto(f"{running.address}/map", wait_until="commit")
        page.wait_for_selector(IDLE, timeout=60_000)
        idle_ms = float(page.evaluate("performance.now()"))
        first_paint_ms = float(page.evaluate(FIRST_PAINT) or idle_ms)
        browser.close()
    return MapTimes(first_paint_ms, idle_ms)
