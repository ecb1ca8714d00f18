"""An empty register of one's own, and a hand that imports into it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text

from data.ingest.importing import Order, import_file
from data.ingest.outcome import ImportResult
from gis.db import make_engine
from gis.report import Silence
from tests.databases import Cluster

SAMPLES = Path(__file__).parents[3] / "data" / "samples"
BORGO = "Z999"


@dataclass(frozen=True)
class Register:
    """A register that imports really commit to, and the folder of their files."""

    engine: Engine
    folder: Path

    def load(
        self,
        path: Path | str,
        *,
        source: str = "auto",
        code: str = BORGO,
        said: bool = True,
        crs: str | None = None,
        dry_run: bool = False,
        accepts_shrink: bool = False,
    ) -> ImportResult:
        """Import a file, or a sample by its name."""
        whole = SAMPLES / path if isinstance(path, str) else path
        order = Order(
            source, code, code_was_said=said, crs=crs, is_dry_run=dry_run,
            accepts_shrink=accepts_shrink,
        )  # fmt: skip
        return import_file(self.engine, self.folder / "imports", whole, order, Silence())

    def rows(self, query: str, **values: object) -> list[Any]:
        """What the register holds."""
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def value(self, query: str, **values: object) -> Any:
        """One value that the register holds."""
        return self.rows(query, **values)[0][0]

    def do(self, statement: str) -> None:
        """Change the register by hand."""
        with self.engine.begin() as connection:
            connection.execute(text(statement))


@pytest.fixture
def register(fresh_url: str, tmp_path: Path) -> Iterator[Register]:
    """An empty register."""
    engine = make_engine(fresh_url)
    yield Register(engine, tmp_path)
    engine.dispose()


@pytest.fixture
def satellite(cluster: Cluster, district_template: str, tmp_path: Path) -> Iterator[Register]:
    """The same with the reference district."""
    with cluster.database("satellite", template=district_template) as url:
        engine = make_engine(url)
        yield Register(engine, tmp_path)
        engine.dispose()


def counts(result: ImportResult) -> tuple[int, int, int, int, int, int]:
    """Read, loaded, updated, unchanged, skipped, refused."""
    it = result.counts
    return (it.read, it.loaded, it.updated, it.unchanged, it.skipped, it.refused)
