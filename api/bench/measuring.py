"""The table that `satellite bench` prints."""

import shutil
import subprocess
import tempfile
from pathlib import Path

from rich.table import Table

from api.bench import requests
from api.bench.browser import open_map
from api.bench.serving import Served, served
from gis.settings import ROOT

MAP_OPENINGS = 5


def measure(*, cold: bool, chromium: str) -> Table:
    """Start, cards, tiles, map and memory of this checkout, each beside what is asked for."""
    table = Table("measure", "value", "asked for")
    if cold:
        table.add_row("cold start to ready, fresh clone", f"{_cold_start_s():.1f} s", "")
    with served(ROOT):
        pass
    with served(ROOT) as running:
        table.add_row("warm start to ready", f"{running.seconds_to_ready:.2f} s", "< 5 s")
        _add_answers(table, running)
        _add_map(table, running, chromium)
        table.add_row("web worker memory", f"{running.web_worker_mib():.0f} MiB", "< 300 MB")
    return table


def _add_answers(table: Table, running: Served) -> None:
    for name, measured, asked in (
        ("card", requests.cards(running), "p95 < 50 ms"),
        ("tile, each once", requests.tiles(running), "p95 < 30 ms"),
    ):
        table.add_row(
            f"{name} ({measured.count})",
            f"p50 {measured.p50_ms:.1f} ms, p95 {measured.p95_ms:.1f} ms, "
            f"{measured.bytes_p50} bytes",
            asked,
        )


def _add_map(table: Table, running: Served, chromium: str) -> None:
    openings = [open_map(running, chromium) for _ in range(MAP_OPENINGS)]
    idle = sorted(each.idle_ms for each in openings)
    paint = sorted(each.first_paint_ms for each in openings)
    middle = MAP_OPENINGS // 2
    table.add_row("map first paint, median of 5", f"{paint[middle]:.0f} ms", "")
    table.add_row(
        "map idle, median of 5", f"{idle[middle]:.0f} ms (worst {idle[-1]:.0f})", "< 3000 ms"
    )


def _cold_start_s() -> float:
    """Seconds of a fresh clone's first `up`: no environment, no cluster, package caches allowed."""
    with tempfile.TemporaryDirectory(prefix="satellite-bench-") as folder:
        clone = Path(folder, "satellite")
        git = shutil.which("git") or "git"
        subprocess.run([git, "clone", "-q", str(ROOT), str(clone)], check=True)
        with served(clone) as running:
            return running.seconds_to_ready
