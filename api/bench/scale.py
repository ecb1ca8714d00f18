"""The table that `satellite bench scale` prints: towns of growing size, and bulk work."""

import tempfile
from pathlib import Path

from rich.table import Table

from api.bench import requests
from api.bench.accesses import write_accesses
from api.bench.commands import run_timed
from api.bench.databases import BENCH, database
from api.bench.serving import served
from gis.cluster.private import ClusterAddress, private_cluster
from gis.report import Report
from gis.settings import ROOT

GROWTH = 10
SMALLEST = 10_000
SEED = 1964
MUNICIPALITY = "X900"


def measure(home: Path, units: int, addresses: int, report: Report) -> Table:
    """Generation, cards and searches from ten thousand units up, and an import of addresses."""
    table = Table("measure", "size", "value", "asked for at a million")
    with (
        private_cluster(home, report, name=BENCH) as cluster,
        tempfile.TemporaryDirectory(prefix="satellite-bench-") as folder,
    ):
        for size in sizes(units):
            _add_town(table, cluster, Path(folder), size)
        _add_import(table, cluster, Path(folder), addresses)
    return table


def sizes(units: int) -> list[int]:
    """Ten times more from one to the next, up to `units` and no further."""
    found = [SMALLEST]
    while found[-1] * GROWTH < units:
        found.append(found[-1] * GROWTH)
    return [size for size in found if size < units] + [units]


def _add_town(table: Table, cluster: ClusterAddress, folder: Path, units: int) -> None:
    with database(cluster, "satellite_bench_town") as url:
        made = run_timed("generate", "--units", str(units), home=folder, database_url=url)
        table.add_row("generate", f"{units:,}", f"{made.seconds:.1f} s", "< 600 s")
        with served(ROOT, "--empty", home=str(folder), database_url=url) as running:
            found = {"card": requests.cards(running)} | requests.searches(running)
        for name, latency in found.items():
            value = f"p50 {latency.p50_ms:.1f} ms, p95 {latency.p95_ms:.1f} ms"
            table.add_row(f"{name} ({latency.count})", f"{units:,}", value, "p95 < 50 ms")


def _add_import(table: Table, cluster: ClusterAddress, folder: Path, addresses: int) -> None:
    path = folder / "INDIR_SINTETICO_20261101.csv"
    write_accesses(path, addresses, MUNICIPALITY, SEED)
    with database(cluster, "satellite_bench_import") as url:
        words = ("import", "anncsu", str(path), "--municipality", MUNICIPALITY)
        for name in ("import addresses", "import them again"):
            spent = run_timed(*words, home=folder, database_url=url)
            value = f"{spent.seconds:.1f} s, {spent.resident_mib:.0f} MiB resident"
            table.add_row(name, f"{addresses:,}", value, "< 60 s, < 500 MB")
