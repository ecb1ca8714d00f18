"""How long the resolution of many messy rows takes against a generated town."""

import resource
from dataclasses import dataclass
from itertools import cycle, islice
from random import Random
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, Row

from data.bulk.cursors import copy_in
from data.generator.dice import dice
from data.identity import mistakes
from data.identity.reading import PACKAGE
from data.identity.resolving import Resolved, resolve
from gis.sqlfiles import statement

COPY = (
    "copy unit_reference (sender, key, source_id, municipality_code, street_name, number_text, "
    "staircase_code, floor_code, unit_number, sheet, parcel_number, subunit) from stdin"
)
SOURCE = "waste_charge"
SHARE_WITH_TRIPLE = 0.3


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds for `resolved` namings, the units taken and how many of them are the true ones."""

    seconds: float
    resolved: Resolved
    taken: int
    right: int
    resident_mb: float


def pace(connection: Connection, code: str, rows: int) -> Pace:
    """Write that many messy namings of units of a town and resolve them; the caller rolls back."""
    connection.execute(statement(PACKAGE, "declare_senders"), [{"id": SOURCE}])
    chosen = connection.execute(
        statement(PACKAGE, "choose_units"), {"code": code, "rows": rows}
    ).all()
    stream = dice(rows, "speed")
    asked = enumerate(islice(cycle(chosen), rows))
    lines = (_line(row, f"{row.id}#{number}", code, stream) for number, row in asked)
    copy_in(connection, COPY, "".join(lines))
    began = perf_counter()
    resolved = resolve(connection)
    seconds = perf_counter() - began
    taken, right = connection.execute(statement(PACKAGE, "right_answers")).tuples().one()
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Pace(seconds, resolved, taken, right, peak_mb)


def _line(row: Row[Any], key: str, code: str, stream: Random) -> str:
    kind, word, letters = row.street_name.split(" ")
    if mistakes.happens(stream, 0.25):
        word, _ = mistakes.slip(word, stream)
    kind = stream.choice((kind, kind.capitalize(), "V.", "v."))
    triple = ["\\N"] * 3
    if mistakes.happens(stream, SHARE_WITH_TRIPLE):
        triple = row.value.split("/")[2:5]
    cells = (
        "speed", key, SOURCE, code, f"{kind} {word} {letters}",
        mistakes.civic(row.house_number, stream)[0],
        mistakes.staircase(row.staircase_code, row.rank, stream)[0],
        mistakes.floor(row.floor, stream)[0], mistakes.door(row.door, stream)[0], *triple,
    )  # fmt: skip
    return "\t".join(cells) + "\n"
