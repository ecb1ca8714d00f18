"""The guard's SQL, written from what belongs to each kind of thing."""

from collections.abc import Mapping

from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql

from buildings.retention.clocks import BELONGINGS, Part
from buildings.retention.queries import PACKAGE
from gis.db import Base
from gis.sqlfiles import read_sql

_DIALECT: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call] # it has no types


def erasing_sql() -> str:
    """Functions and triggers that erase the past of what an erasure records."""
    branches = [*map(_branch, BELONGINGS), read_sql(PACKAGE, "erase_person")]
    return _filled("erase_past", {"branches": "".join(branches)})


def _branch(entity: str) -> str:
    parts = BELONGINGS[entity]
    tracked = [part for part in parts if "recorded_in" in Base.metadata.tables[part.table].columns]
    deletions = "".join(_filled("erase_part", _names(part)) for part in tracked)
    return _filled("erase_branch", {"entity": entity, "deletions": deletions, **_names(parts[-1])})


def _names(part: Part) -> dict[str, str]:
    column = Base.metadata.tables[part.table].columns[part.column]
    return {"table": part.table, "column": part.column, "type": column.type.compile(_DIALECT)}


def _filled(name: str, words: Mapping[str, str]) -> str:
    text = read_sql(PACKAGE, name)
    for word, value in words.items():
        text = text.replace(f"{{{word}}}", value)
    return text
