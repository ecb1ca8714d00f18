"""The labelled set as the measure and the learning read it, in two halves."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256
from importlib.resources import files
from typing import Literal

from sqlalchemy import Connection

from data.identity.labelling import CELLS, KINDS
from data.identity.reading import PACKAGE
from gis.sqlfiles import statement

Half = Literal["tune", "held"]

SOURCE_OF = {
    "cadastral_census": "cadastral_census",
    "address_rows": "anncsu",
    "administrators": "administrator_units",
    "municipal_registers": "waste_charge",
    "court_notices": "auction_notices",
    "office_workbook": "office_workbook",
}
"""The source that stands for each kind, which decides whether it has one row a unit."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """One row: its cells as written, and the identifier of its unit, `review` or `none`."""

    id: str
    kind: str
    errors: tuple[str, ...]
    truth: str
    cells: dict[str, str | None]

    @property
    def half(self) -> Half:
        """Tuning or held back, by a hash of the id alone, fixed before any tuning."""
        return "held" if sha256(self.id.encode()).digest()[0] % 2 else "tune"

    @property
    def has_unit(self) -> bool:
        """Whether there is one unit that it truly means."""
        return self.truth not in {"review", "none"}


def labelled(half: Half) -> list[Labelled]:
    """The rows of one half, of every kind."""
    return [row for kind in KINDS for row in _of_kind(kind) if row.half == half]


def _of_kind(kind: str) -> list[Labelled]:
    text = files("data.identity").joinpath("labelled", f"{kind}.csv").read_text(encoding="utf-8")
    return [
        Labelled(
            row["id"], kind, tuple(row["errors"].split()), row["truth"],
            {cell: row[cell] or None for cell in CELLS},
        )
        for row in csv.DictReader(text.splitlines())
    ]  # fmt: skip


def ask(connection: Connection, rows: Iterable[Labelled]) -> None:
    """Put rows into the register as namings that wait, after the set's invented past."""
    connection.execute(statement(PACKAGE, "add_old_identifiers"))
    sources = [{"id": source} for source in SOURCE_OF.values()]
    connection.execute(statement(PACKAGE, "declare_senders"), sources)
    namings = [
        {
            "sender": f"labelled:{row.kind}", "key": row.id, "source_id": SOURCE_OF[row.kind],
            **row.cells,
        }
        for row in rows
    ]  # fmt: skip
    connection.execute(statement(PACKAGE, "ask_labelled"), namings)
