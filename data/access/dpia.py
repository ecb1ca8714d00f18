"""Print the parts of `docs/dpia.md` that follow from the register itself.

`python -m data.access.dpia` writes them into the page, between its markers; a test holds the page
to the files and tables that it is printed from.
"""

import re
from collections.abc import Callable, Iterable
from pathlib import Path

from sqlalchemy import Column

from buildings.privacy.matrix import classes, rights
from buildings.privacy.states import EXTERNAL_ROLES, DataClass, Level, Role, Scope, Verb
from buildings.purposes.states import LONGEST, SHARE_LONGEST
from buildings.residence.states import JoinPurpose
from buildings.retention.clocks import kinds_of_tables
from data.access.refreshing import AUDITED
from data.tables import metadata
from gis.settings import ROOT

PAGE = ROOT / "docs" / "dpia.md"
BLOCK = re.compile(r"(<!-- (\w+): printed -->\n).*?(<!-- end of \2 -->)", re.DOTALL)

ABOUT_PEOPLE = (
    DataClass.P3,
    DataClass.P3_ARREARS,
    DataClass.P4,
    DataClass.P4_OWNERS,
    DataClass.P5,
    DataClass.P6,
    DataClass.P6_STATE,
    DataClass.CASES,
    DataClass.REPORTS,
    DataClass.RESEARCH,
    DataClass.IMPORTS,
    DataClass.ACCOUNTS,
    DataClass.AUDIT,
)
"""Classes whose rows tell of somebody: by name, through their home, under a pseudonym, as staff."""

NOTED_BY_PAGES = frozenset({DataClass.P6_STATE, DataClass.CASES, DataClass.REPORTS})
"""Classes of which pages, lists and tiles note what they show; the row policies do not."""

BOOKKEEPING = frozenset(
    {
        "source_id",
        "source_ref",
        "source_updated_at",
        "as_of",
        "reliability",
        "is_synthetic",
        "observed_on",
        "note",
        "valid_from",
        "valid_to",
        "valid",
        "created_at",
        "recorded_in",
        "fid",
    }
)
"""Columns that say where a row comes from and when it holds."""


def filled(text: str) -> str:
    """A page whose marked parts say what the register says now."""
    return BLOCK.sub(lambda found: f"{found[1]}{PARTS[found[2]]()}{found[3]}", text)


def _data() -> str:
    return _table(
        ("class", "holds", "tables: columns"),
        (
            (data_class, data_class.label.en, _columns_of(data_class) or "nothing yet")
            for data_class in ABOUT_PEOPLE
        ),
    )


def _columns_of(data_class: DataClass) -> str:
    told = []
    for each in classes().values():
        table = metadata.tables.get(each.table)
        if each.data_class is data_class and table is not None:
            names = ", ".join(column.name for column in table.columns if _tells(column))
            told.append(f"`{each.table}`" + (f": {names}" if names else ""))
    return "; ".join(told)


def _tells(column: Column[object]) -> bool:
    is_reference = bool(column.foreign_keys) or column.primary_key
    return not is_reference and column.name not in BOOKKEEPING


def _readers() -> str:
    return _table(
        ("class", "read identified by", "written by", "leaves as a file through", "log of reads"),
        (
            (
                data_class,
                _who(data_class, {Verb.READ}),
                _who(data_class, {Verb.CREATE, Verb.UPDATE, Verb.TRANSITION}, is_scoped=False),
                _who(data_class, {Verb.EXPORT}, is_scoped=False),
                _noted(data_class),
            )
            for data_class in ABOUT_PEOPLE
        ),
    )


def _noted(data_class: DataClass) -> str:
    if data_class in AUDITED:
        return "every read, by the row policies"
    return "cards, lists and tiles of them" if data_class in NOTED_BY_PAGES else "writes, exports"


def _who(data_class: DataClass, verbs: set[Verb], *, is_scoped: bool = True) -> str:
    found: dict[str, None] = {}
    for each in rights():
        is_it = each.data_class is data_class and each.verb in verbs
        if is_it and each.level is Level.IDENTIFIED:
            limit = "" if each.scope is Scope.ALL or not is_scoped else f" ({each.scope.label.en})"
            found[f"{each.role}{limit}"] = None
    return ", ".join(found) or "nobody"


def _recipients() -> str:
    return _table(
        ("role", "reads identified", "gets aggregates or pseudonyms of"),
        (
            (
                f"`{role}` {role.label.en}",
                _classes_read(role, {Level.IDENTIFIED}),
                _classes_read(role, {Level.AGGREGATED, Level.PSEUDONYMISED}),
            )
            for role in Role
            if role in EXTERNAL_ROLES or role in {Role.PUBLIC, Role.COUNCIL}
        ),
    )


def _classes_read(role: Role, levels: set[Level]) -> str:
    found = [
        f"{each.data_class}" + ("" if each.scope is Scope.ALL else f" ({each.scope.label.en})")
        for each in rights()
        if each.role is role and each.verb is Verb.READ and each.level in levels
    ]
    return ", ".join(found) or "-"


def _kept() -> str:
    def kinds(data_class: DataClass) -> str:
        found: dict[str, None] = {}
        for each in classes().values():
            if each.data_class is data_class:
                for kind in sorted(kinds_of_tables()[each.table]):
                    found[kind.label.en] = None
        return "; ".join(found) or "nothing yet"

    return _table(("class", "clocks"), ((each, kinds(each)) for each in ABOUT_PEOPLE))


def _purposes() -> str:
    stated = [
        (f"{kind.label.en} (*{kind.label.it}*)", f"{_time(longest.total_seconds() / 3600)} at most")
        for kind, longest in LONGEST.items()
    ]
    joined = [
        (f"{each.label.en} (*{each.label.it}*)", "registers that declare it, joined to a unit")
        for each in JoinPurpose
    ]
    share = ("share with another body", f"{SHARE_LONGEST.days} days at most, revocable")
    return _table(("purpose", "holds for"), (*stated, share, *joined))


def _time(hours: float) -> str:
    day = 24
    return f"{hours / day:.0f} days" if hours > day else f"{hours:.0f} h"


def _table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    titles = tuple(head)
    lines = [titles, ("---",) * len(titles), *rows]
    return "".join("| " + " | ".join(line) + " |\n" for line in lines)


PARTS: dict[str, Callable[[], str]] = {
    "data": _data,
    "readers": _readers,
    "recipients": _recipients,
    "kept": _kept,
    "purposes": _purposes,
}


def write(path: Path = PAGE) -> None:
    """Bring the page up to date."""
    path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    write()
