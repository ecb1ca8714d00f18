"""Learn how much each level weighs, from the tuning half alone: `python -m data.identity.learning`.

m is the share of a level among rows and their true units, u among the same rows and 100 other
units each, chosen by a hash. Levels that never occurred count half a pair, so that no weight is
infinite; a respect of which no row of the half speaks (holders) keeps the shares that it has.
Thresholds are not learned here: they stand in the record and are kept as they are.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from data.identity.labelled import ask, labelled
from data.identity.levels import LEVELS
from data.identity.reading import PACKAGE
from data.identity.resolving import run, weigh
from data.identity.weights import kept
from gis.db import make_engine
from gis.settings import get_settings
from gis.sqlfiles import statement

FILE = Path(__file__).with_name("weights.json")
HALF_A_PAIR = 0.5


def learn(connection: Connection) -> dict[str, Any]:
    """The shares m and u of every level, from the tuning half on the reference district."""
    rows = [row for row in labelled("tune") if row.has_unit]
    ask(connection, rows)
    weigh(connection, kept(), again=False)
    connection.execute(statement(PACKAGE, "create_truth"))
    truth = [{"key": row.id, "value": row.truth} for row in rows]
    connection.execute(statement(PACKAGE, "add_truth"), truth)
    counted = {}
    for share, pairs in (("m", "pair_truth"), ("u", "pair_unlike")):
        run(connection, pairs, {})
        connection.execute(statement(PACKAGE, "forget_weighed"))
        run(connection, "weigh_pairs", kept().parameters())
        counted[share] = _counted(connection)
    return {
        respect: {
            level.name.lower(): {share: _share(counted[share], respect, level) for share in "mu"}
            for level in levels
            if level
        }
        for respect, levels in LEVELS.items()
        if any(name == respect and level for name, level in counted["m"])
    }


def _counted(connection: Connection) -> dict[tuple[str, int], int]:
    rows = connection.execute(statement(PACKAGE, "count_levels"))
    return {(respect, level): pairs for respect, level, pairs in rows}


def _share(counted: Mapping[tuple[str, int], int], respect: str, level: int) -> float:
    """The level's share of the pairs where both sides say something."""
    said = [each for each in LEVELS[respect] if each]
    total = sum(counted.get((respect, each), 0) for each in said) + HALF_A_PAIR * len(said)
    return round((counted.get((respect, level), 0) + HALF_A_PAIR) / total, 7)


def main() -> None:
    """Write the shares learned on the database of the settings into `weights.json`."""
    engine = make_engine(get_settings().database_url or "")
    with engine.connect() as connection, connection.begin() as transaction:
        shares = learn(connection)
        transaction.rollback()
    record = json.loads(FILE.read_text(encoding="utf-8"))
    record["shares"] |= shares
    FILE.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
