"""Print `docs/roles.md`: the matrix of roles and the class of every table, from their two files.

`python -m data.access.document > docs/roles.md`; a test holds the page to the files.
"""

import sys
from collections.abc import Iterator

from buildings.privacy.matrix import classes, rights
from buildings.privacy.states import EXTERNAL_ROLES, DataClass, Level, Role, Scope, Verb

LETTERS = {
    Verb.READ: "R",
    Verb.CREATE: "C",
    Verb.UPDATE: "U",
    Verb.TRANSITION: "T",
    Verb.DECIDE: "D",
    Verb.EXPORT: "X",
}
INTRODUCTION = """\
# Roles: who may do what

Made from `buildings/privacy/roles.csv` and `buildings/privacy/classes.csv` by
`python -m data.access.document`; the same two files make the roles, grants and row policies of the
database. Nothing else decides what a reader sees: pages, API, tiles, search, counts and maps ask as
the reader's own PostgreSQL role.

Letters: R read, C create, U update, T move on, D decide, X export. A number in brackets is the
scope; A means aggregates only, which come from releases, P pseudonymised rows under a research
project.
"""


def page() -> str:
    """The whole page."""
    return "\n".join([INTRODUCTION, *_scopes(), *_matrix(), *_tables()]) + "\n"


def _scopes() -> Iterator[str]:
    for number, scope in enumerate(_limited(), start=1):
        yield f"- ({number}) {scope.label.en}"
    yield ""


def _limited() -> list[Scope]:
    return [scope for scope in Scope if scope is not Scope.ALL]


def _matrix() -> Iterator[str]:
    yield "## Rights"
    yield ""
    yield "| role | " + " | ".join(DataClass) + " |"
    yield "|---" * (len(DataClass) + 1) + "|"
    for role in Role:
        mark = " (external, expires)" if role in EXTERNAL_ROLES else ""
        cells = [_cell(role, each) or "-" for each in DataClass]
        yield f"| `{role}`<br>{role.label.en}{mark} | " + " | ".join(cells) + " |"
    yield ""


def _cell(role: Role, data_class: DataClass) -> str:
    own = [each for each in rights() if (each.role, each.data_class) == (role, data_class)]
    parts = []
    for scope in Scope:
        letters = "".join(
            LETTERS[each.verb]
            for each in own
            if each.scope is scope and each.level is Level.IDENTIFIED
        )
        if letters:
            number = "" if scope is Scope.ALL else f" ({_limited().index(scope) + 1})"
            parts.append(letters + number)
    if any(each.level is Level.PSEUDONYMISED for each in own):
        parts.append("P")
    if any(each.level is Level.AGGREGATED for each in own):
        parts.append("A")
    return ", ".join(parts)


def _tables() -> Iterator[str]:
    yield "## Classes"
    yield ""
    yield "| class | holds | tables |"
    yield "|---|---|---|"
    for data_class in DataClass:
        names = [each.table for each in classes().values() if each.data_class is data_class]
        rest = [
            f"{each.table} (rows about no unit)"
            for each in classes().values()
            if each.otherwise is data_class
        ]
        told = ", ".join(f"`{name}`" for name in names) + "".join(f", {each}" for each in rest)
        yield f"| {data_class} | {data_class.label.en} | {told or '-'} |"


if __name__ == "__main__":
    sys.stdout.write(page())
