"""One tracked table as a list of changes sees it: its rows' identity and what is compared."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Column, Table, TextClause
from sqlalchemy.dialects.postgresql import BYTEA
from sqlalchemy.types import LargeBinary

from buildings.tables import metadata
from data.ingest.staging import PACKAGE
from gis.sqlfiles import filled

_UNCOMPARED = frozenset(
    {"as_of", "fid", "recorded_in", "content_digest", "reasons", "score", "matched_at", "loaded_on"}
)
"""Columns that say who told a row, when and how surely, and not what it says."""

_SERIES = {
    "unit_status": (("unit_id", "reference_id", "dimension"), "value"),
    "dwelling_status": (("dwelling_id", "dimension"), "value"),
    "unit_utility": (("unit_id", "reference_id", "service"), "state"),
    "housing_case_state": (("case_id",), "state"),
    "condominium_issue_state": (("issue_id",), "state"),
    "occupation_episode_state": (("episode_id",), "state"),
    "occupation_report_state": (("report_id",), "state"),
    "enforcement_sale_state": (("sale_id",), "state"),
    "intervention_state": (("intervention_id",), "state"),
    "unit_residents": (("reference_id",), None),
    "unit_custody": (("reference_id", "rge_number", "rge_year"), None),
    "unit_arrears": (("reference_id", "financial_year"), None),
    "unit_right": (("source_key",), None),
    "arrears_total": (("condominium_id", "sender", "staircase_code", "financial_year"), None),
    "arrears_band_count": (("condominium_id", "sender", "staircase_code", "band"), None),
    "supplier_debt": (("condominium_id", "sender", "supplier_kind"), None),
}
"""Tables in which one row follows another: the columns that both share, and the value, if one."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A table whose changes are listed."""

    table: Table

    @property
    def keys(self) -> list[str]:
        """The columns that tell rows apart."""
        return [column.name for column in self.table.primary_key.columns]

    @property
    def is_series(self) -> bool:
        """Whether the end of a row and the next one are one change."""
        return self.table.name in _SERIES

    @property
    def value(self) -> str | None:
        """The one column that all is about, in a table of values."""
        return _SERIES.get(self.table.name, ((), None))[1]

    def series(self, row: Mapping[str, Any]) -> tuple[Any, ...]:
        """What rows that follow each other share; the identity where none do."""
        columns = _SERIES[self.table.name][0] if self.is_series else self.keys
        return tuple(row.get(name) for name in columns)

    @property
    def compared(self) -> list[str]:
        """The columns that a change is told of."""
        return [
            column.name
            for column in self.table.columns
            if column.computed is None
            and column.name not in _UNCOMPARED
            and not column.info.get("personal")
        ]

    def query(self, file: str) -> TextClause:
        """The SQL file `file` for this table; all that is filled in are names of the models."""
        first, *others = self.keys
        told = [(name, self._told(self.table.columns[name])) for name in self.compared]
        parts = {
            "table": _quoted(self.table.name),
            "key": _quoted(first),
            "same": " and ".join(
                f"n.{_quoted(key)} = b.{_quoted(key)}" for key in (first, *others)
            ),
            "differs": " or ".join(
                f"n.{_quoted(name)} is distinct from b.{_quoted(name)}"
                for name in self.compared
                if name not in self.keys
            )
            or "false",
            "after": ", ".join(f"{form.format(side='n')} as {_quoted(n)}" for n, form in told),
            "before": ", ".join(f"{form.format(side='b')} as {_quoted(n)}" for n, form in told),
            "order": self._order(),
        }
        return filled(PACKAGE, file, parts)

    def _order(self) -> str:
        """What follows each other stands together; elsewhere what is new comes last."""
        is_new = f"(b.{_quoted(self.keys[0])} is null)"
        keys = [f"coalesce(n.{_quoted(key)}, b.{_quoted(key)})" for key in self.keys]
        series = [
            f"coalesce(n.{_quoted(name)}, b.{_quoted(name)})"
            for name in _SERIES.get(self.table.name, ((), None))[0]
        ]
        return ", ".join([*series, is_new, *keys])

    @staticmethod
    def _told(column: Column[Any]) -> str:
        """A value as it is listed: of a geometry where it lies, and a mark of its form."""
        name = _quoted(column.name)
        if column.name.startswith("geom"):
            return (
                f"round(st_x(st_centroid({{side}}.{name}))::numeric) || ' E, ' ||"
                f" round(st_y(st_centroid({{side}}.{name}))::numeric) || ' N #' ||"
                f" left(md5(st_asbinary({{side}}.{name})), 8)"
            )
        if isinstance(column.type, LargeBinary | BYTEA):
            return f"left(md5({{side}}.{name}), 8)"
        return f"{{side}}.{name}"


@cache
def changed_table(name: str) -> Changed | None:
    """The table of that name; None where no model declares it."""
    table = metadata.tables.get(name)
    return None if table is None else Changed(table)


def _quoted(name: str) -> str:
    return f'"{name}"'
