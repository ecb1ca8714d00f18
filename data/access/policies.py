"""The row policies of one table, written from its class and the matrix.

Readers have SELECT alone, and each role at most one policy on a table, so that none is joined to
another by OR. A role that sees all rows has the condition `true`, which costs nothing; the others
compare ids, which an index answers under a policy, with what the role reaches, read once a query.
"""

from collections import defaultdict
from collections.abc import Iterator

from buildings.privacy.matrix import Classed, scopes
from buildings.privacy.states import DataClass, Role, Scope, Verb

NOBODY = "false"
_OWN_PROJECTS = "any ((select access.own_projects())::uuid[])"
OWN_COLUMNS = {
    ("unit_status", Scope.CONDITION): "dimension = 'condition'",
    ("housing_case", Scope.OWN_OFFICE): "office = (select access.own_office())",
    ("release", Scope.PUBLISHED): "state = 'published'",
    ("research_project", Scope.OWN_PROJECT): f"id = {_OWN_PROJECTS}",
    ("research_extract", Scope.OWN_PROJECT): f"project_id = {_OWN_PROJECTS}",
    ("research_unit", Scope.OWN_PROJECT): f"project_id = {_OWN_PROJECTS}",
}
"""Rows that a scope picks by a column of one table; what hangs below follows its parent."""

COLUMN_SCOPES = {Scope.CONDITION, Scope.OWN_OFFICE, Scope.PUBLISHED, Scope.OWN_PROJECT}
AUDIENCES = {
    Scope.FOR_COUNCIL,
    Scope.FOR_PLANNING,
    Scope.FOR_PREFECTURE,
    Scope.FOR_RESEARCH,
}
"""Scopes that are a column of their own: for whom a figure was released."""


def conditions(table: Classed) -> dict[Role, str]:
    """The SQL condition of the rows that each role reads; who is missing reads none."""
    found = {
        role: _condition(table, table.data_class, scope)
        for role, scope in scopes(table.data_class, Verb.READ).items()
    }
    if table.otherwise is not None:
        for role, scope in scopes(table.otherwise, Verb.READ).items():
            rest = f"{table.unit} is null"
            if scope is not Scope.ALL:
                rest = f"({rest} and {_condition(table, table.otherwise, scope)})"
            own = found.get(role, NOBODY)
            is_all = own == "true" and scope is Scope.ALL
            found[role] = "true" if is_all else _either(own, rest)
    return {role: each for role, each in found.items() if each != NOBODY}


def by_condition(table: Classed) -> dict[str, list[Role]]:
    """The roles that share each condition."""
    shared: defaultdict[str, list[Role]] = defaultdict(list)
    for role, condition in conditions(table).items():
        shared[condition].append(role)
    return dict(shared)


def _either(first: str, second: str) -> str:
    return second if first == NOBODY else f"({first} or {second})"


def _condition(table: Classed, data_class: DataClass, scope: Scope) -> str:
    if scope is Scope.ALL:
        return "true"
    if (table.table, scope) in OWN_COLUMNS:
        return OWN_COLUMNS[table.table, scope]
    if scope in AUDIENCES:
        return f"({scope} and {_with_parent(table.parent)})"
    if table.parent:
        return _with_parent(table.parent)
    reached = [] if scope in COLUMN_SCOPES else list(_reached(table, data_class, scope))
    return f"({' or '.join(reached)})" if reached else NOBODY


def _reached(table: Classed, data_class: DataClass, scope: Scope) -> Iterator[str]:
    # Only what was shared differs by class: the rest is worked out once for all of them.
    arguments = f"'{scope}', '{data_class if scope is Scope.SHARED else 'any'}'"
    if table.unit:
        yield _about_units(table.unit, f"any ((select access.own_units({arguments}))::uuid[])")
    # Who is entrusted with one flat does not see its neighbours' rows through the building.
    alone = f"{table.unit} is null and " if table.unit and not _is_whole(scope) else ""
    if table.condominium:
        own = f"any ((select access.own_condominiums('{scope}'))::uuid[])"
        yield f"({alone}{table.condominium} = {own})"
    if table.building and table.table != "unit":
        own = f"any ((select access.own_buildings({arguments}))::uuid[])"
        yield f"({alone}{table.building} = {own})"


def _about_units(unit: str, own: str) -> str:
    """Rows of own units, by a column or by what another table tells."""
    column, _, link = unit.partition("@")
    if not link:
        return f"{column} = {own}"
    table, ours, theirs = link.split(".")
    return f"{column} in (select l.{ours} from {table} l where l.{theirs} = {own})"  # noqa: S608 - names of our own tables


def _is_whole(scope: Scope) -> bool:
    return scope is Scope.OWN_CONDOMINIUM


def _with_parent(parent: str) -> str:
    """Seen with its parent (`a>t`), or with what refers to it (`a<t.b`): their policies decide."""
    if ">" in parent:
        column, _, other = parent.partition(">")
        return f"{column} in (select p.id from {other} p)"  # noqa: S608 - names of our own tables
    column, _, other = parent.partition("<")
    table, _, foreign = other.partition(".")
    return f"{column} in (select r.{foreign} from {table} r)"  # noqa: S608 - names of our own tables
