"""The tables of `satellite bench identity`: how often the resolution is right, and how fast."""

from pathlib import Path

from rich.console import Group
from rich.table import Table

from api.bench.databases import BENCH, database
from data import migrate, reference
from data.identity.labelled import Half
from data.identity.measuring import Share, measure
from data.identity.speed import pace
from data.reference.town import MUNICIPALITY, load_town
from gis.cluster.private import ClusterAddress, private_cluster
from gis.db import make_engine
from gis.report import Report

SEED = 1964
ASKED = "P >= 0.995, R >= 0.95"


def measured(home: Path, half: Half, rows: int, units: int, report: Report) -> Group:
    """Precision and recall of one half of the labelled set, and the pace of `rows` in a town."""
    with private_cluster(home, report, name=BENCH) as cluster:
        tables = [_right(cluster, half, report)]
        if rows:
            tables.append(_pace(cluster, rows, units, report))
    return Group(*tables)


def _right(cluster: ClusterAddress, half: Half, report: Report) -> Table:
    table = Table(
        "kind", "rows", "precision", "95 % (Wilson)", "recall", "95 % (Wilson)",
        title=f"labelled set, half: {half}; asked for: {ASKED}",
    )  # fmt: skip
    with database(cluster, "satellite_bench_identity") as url:
        engine = make_engine(url)
        migrate.upgrade(engine)
        reference.load(engine, report)
        with engine.connect() as connection, connection.begin() as transaction:
            found = measure(connection, half)
            transaction.rollback()
        engine.dispose()
    for each in found:
        figures = (*_share(each.precision), *_share(each.recall))
        table.add_row(each.name, str(len(each.answers)), *figures)
    return table


def _share(share: Share) -> tuple[str, str]:
    low, high = share.interval
    return f"{share.hits}/{share.total} = {share.value:.4f}", f"{low:.4f} - {high:.4f}"


def _pace(cluster: ClusterAddress, rows: int, units: int, report: Report) -> Table:
    table = Table("measure", "size", "value", "asked for at a million", title="pace")
    with database(cluster, "satellite_bench_pace") as url:
        engine = make_engine(url)
        migrate.upgrade(engine)
        load_town(engine, report, units, SEED)
        with engine.connect() as connection, connection.begin() as transaction:
            found = pace(connection, MUNICIPALITY, rows)
            transaction.rollback()
        engine.dispose()
    size = f"{found.resolved.total:,} rows, {units:,} units"
    table.add_row("resolution", size, f"{found.seconds:.1f} s", "100,000 rows < 120 s")
    table.add_row("tied to a unit, of these right", size, f"{found.taken:,}, {found.right:,}", "")
    table.add_row("resident memory", size, f"{found.resident_mb:.0f} MB", "")
    return table
