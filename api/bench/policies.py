"""What row policies cost: the same tiles and items with and without them, one after the other.

Without, the database's owner asks, whom no policy binds; with, a reader of a role that sees all
rows, entering included; and a condominium administrator, all whose policies look at what is theirs.
"""

import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random
from statistics import median

from rich.table import Table
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from api.bench.commands import run_timed
from api.bench.databases import BENCH, database
from buildings.accounts import administering
from buildings.layers import CATALOGUE
from buildings.privacy.states import OF_PERSONS, Role
from data import migrate
from data.access.login import web_engine
from gis.cluster.private import private_cluster
from gis.dates import today
from gis.db import SessionFactory, make_engine, make_session_factory
from gis.features import Query, page
from gis.layers import Layer
from gis.reader import Credential, enter_as, present
from gis.report import Report
from gis.sqlfiles import statement
from gis.tiles import TileAddress, tile

SEED = 1964
TRIED = 150
FEW = 20
WARM_UP = 10
ZOOMS = (15, 16, 17)
TILED = ("units", "unit_status", "building_status")
LISTED = ("units", "unit_status", "occupation_episodes")
OWN = ("units", "condominium_issues")

Asked = Callable[[Session], object]


def measure_town(home: Path, units: int, report: Report) -> Table:
    """The same on a generated town of `units`, in a cluster kept for measures."""
    with (
        private_cluster(home, report, name=BENCH) as cluster,
        tempfile.TemporaryDirectory(prefix="satellite-bench-") as folder,
        database(cluster, "satellite_bench_access") as url,
    ):
        run_timed("generate", "--units", str(units), home=Path(folder), database_url=url)
        return measure(url, Path(folder))


def measure(url: str, keys: Path) -> Table:
    """Medians in milliseconds on the database of `url`, which is brought to this code's schema."""
    owner = make_engine(url)
    migrate.upgrade(owner)
    web = web_engine(owner, keys)
    readers = make_session_factory(web)
    enter_as(readers)
    manager, administrator = _tokens(owner)
    table = Table("measure", "policies off", "policies on", "ratio", "asked for")
    for name, asked in _questions(owner):
        off, on = _paired(make_session_factory(owner), readers, manager, asked)
        is_noted = CATALOGUE[name.split()[-1]].data_class in OF_PERSONS
        wanted = "an entry of the log" if is_noted else "< 1.20"
        table.add_row(name, f"{off:.2f} ms", f"{on:.2f} ms", f"{on / off:.2f}", wanted)
    for name, asked in _questions(owner, OWN, OWN):
        off, on = _paired(make_session_factory(owner), readers, administrator, asked[:FEW])
        table.add_row(f"{name}, own condominiums", f"{off:.2f} ms", f"{on:.2f} ms", "", "")
    web.dispose()
    owner.dispose()
    return table


def _paired(
    owner: SessionFactory, readers: SessionFactory, credential: Credential, asked: list[Asked]
) -> tuple[float, float]:
    """Medians of the same questions without and with policies, in turn, after a short warm-up."""
    spent: tuple[list[float], list[float]] = ([], [])
    for number, question in enumerate([*asked[:WARM_UP], *asked]):
        for has_policies in (False, True):
            begun = time.perf_counter()
            with (readers if has_policies else owner)() as session:
                if has_policies:
                    present(session, credential)
                question(session)
            if number >= len(asked[:WARM_UP]):
                spent[has_policies].append((time.perf_counter() - begun) * 1000)
    return median(spent[0]), median(spent[1])


def _questions(
    owner: Engine, tiled: tuple[str, ...] = TILED, listed: tuple[str, ...] = LISTED
) -> Iterator[tuple[str, list[Asked]]]:
    """Tiles round random units, and pages of a hundred features from random ones on."""
    random = Random(SEED)  # noqa: S311 - where to look, not a secret
    with owner.connect() as connection:
        places = connection.execute(statement("api.bench", "places")).all()
        last = connection.execute(statement("api.bench", "last_unit")).scalar_one()
    chosen = [random.choice(places) for _ in range(TRIED)]
    for name in tiled:
        layer = CATALOGUE[name]
        addresses = [_tile_round(place.x, place.y, random.choice(ZOOMS)) for place in chosen]
        yield (
            f"tile {name}",
            [partial(_cut, layer, each) for each in addresses],
        )
    for name in listed:
        layer = CATALOGUE[name]
        queries = [
            Query(on_date=today(), after_fid=random.randrange(max(1, last // 2)), limit=100)
            for _ in chosen
        ]
        yield f"items {name}", [partial(_list, layer, each) for each in queries]


def _cut(layer: Layer, address: TileAddress, session: Session) -> object:
    return tile(session, layer, address, today())


def _list(layer: Layer, query: Query, session: Session) -> object:
    return page(session, layer, query)


def _tile_round(x: float, y: float, zoom: int) -> TileAddress:
    """The tile in which a place of the web's projection (metres) lies."""
    half = 20037508.342789244
    side = 2 * half / 2**zoom
    return TileAddress(zoom, int((x + half) / side), int((half - y) / side))


def _tokens(owner: Engine) -> tuple[Credential, Credential]:
    """A manager, and an administrator of the condominium with most units."""
    with owner.begin() as connection, Session(connection) as session:
        session.execute(statement("api.bench", "administrator"))
        manager, _ = administering.issue_program_token(
            session, Role.HOUSING_MANAGER, "bench", 1, None
        )
        administrator, _ = administering.issue_program_token(
            session, Role.CONDO_ADMIN, "bench", 1, "Studio della misura"
        )
        session.flush()
    return Credential.of("token", manager), Credential.of("token", administrator)
