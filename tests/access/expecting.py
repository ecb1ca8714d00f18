"""What the matrix says that a role sees, worked out in Python from rows that the owner reads."""

import uuid
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, text

from buildings.privacy.matrix import Classed, classes, rights
from buildings.privacy.states import DataClass, Level, Role, Scope, Verb
from tests.access.conftest import Guarded

OFFICES = {
    Role.SOCIAL_SERVICES: "social_services",
    Role.REGISTRY_OFFICE: "registry_office",
    Role.LOCAL_POLICE: "local_police",
    Role.PLANNER: "technical_office",
    Role.MEDIATOR: "mediators",
}


@dataclass(slots=True)
class Expectation:
    """Answers for one role which rows of a table it sees, by the row's place in the table."""

    guarded: Guarded
    connection: Connection
    role: Role
    schema: str = "public"
    _seen: dict[str, set[Any]] = field(default_factory=dict)

    def rows(self, name: str) -> set[str]:
        """The places (ctid) of the rows of a table that the role must see, and no others."""
        table = classes()[name]
        return {row["ctid_text"] for row in self._all(name) if self._sees(table, row)}

    def ids(self, name: str, column: str = "id") -> set[Any]:
        """The values of a column over the rows of a public table that the role must see."""
        key = f"{name}.{column}"
        if key not in self._seen:
            table = classes()[name]
            rows = self.connection.execute(text(f"select t.* from {name} t")).mappings()
            public = Expectation(self.guarded, self.connection, self.role, "public", self._seen)
            self._seen[key] = {row[column] for row in rows if public._sees(table, dict(row))}
        return self._seen[key]

    def _all(self, name: str) -> list[dict[str, Any]]:
        query = f"select t.ctid::text as ctid_text, t.* from {self.schema}.{name} t"
        return [dict(row) for row in self.connection.execute(text(query)).mappings()]

    def _sees(self, table: Classed, row: dict[str, Any]) -> bool:
        of_class = table.data_class
        if table.otherwise is not None and row[table.unit] is None:
            of_class = table.otherwise
        if of_class is DataClass.ACCOUNTS:
            return False
        return any(self._reaches(table, row, scope) for scope in self._scopes(of_class))

    def _scopes(self, of_class: DataClass) -> list[Scope]:
        return [
            each.scope
            for each in rights()
            if each.role is self.role
            and each.data_class is of_class
            and each.verb is Verb.READ
            and each.level is Level.IDENTIFIED
        ]

    def _reaches(self, table: Classed, row: dict[str, Any], scope: Scope) -> bool:
        picked = {
            ("unit_status", Scope.CONDITION): lambda: row["dimension"] == "condition",
            ("housing_case", Scope.OWN_OFFICE): lambda: row["office"] == OFFICES.get(self.role),
            ("release", Scope.PUBLISHED): lambda: row["state"] == "published",
            ("research_project", Scope.OWN_PROJECT): lambda: row["id"] == self.guarded.project,
            ("research_extract", Scope.OWN_PROJECT): lambda: (
                row["project_id"] == self.guarded.project
            ),
            ("research_unit", Scope.OWN_PROJECT): lambda: row["project_id"] == self.guarded.project,
        }.get((table.table, scope))
        if scope is Scope.ALL or picked:
            return bool(picked is None or picked())
        if scope.startswith("for_") and not row[scope.value]:
            return False
        if table.parent:
            return self._is_with_parent(table.parent, row)
        is_by_reach = scope not in {Scope.OWN_OFFICE, Scope.CONDITION, Scope.PUBLISHED}
        return is_by_reach and self._is_in_reach(table, row, scope)

    def _is_with_parent(self, parent: str, row: dict[str, Any]) -> bool:
        if ">" in parent:
            column, _, other = parent.partition(">")
            return row[column] in self.ids(other)
        column, _, other = parent.partition("<")
        name, _, foreign = other.partition(".")
        return row[column] in self.ids(name, foreign)

    def _is_in_reach(self, table: Classed, row: dict[str, Any], scope: Scope) -> bool:
        units = self._units(scope)
        if "@" in table.unit:
            return row[table.unit.partition("@")[0]] in self._linked(table.unit, units)
        if table.unit and row[table.unit] in units:
            return True
        is_whole = scope is Scope.OWN_CONDOMINIUM
        if table.unit and row[table.unit] is not None and not is_whole:
            return False
        own = {self.guarded.condominium} if is_whole else set()
        if table.condominium and row[table.condominium] in own:
            return True
        is_of_building = bool(table.building) and table.table != "unit"
        return is_of_building and row[table.building] in self._buildings(units, own)

    def _linked(self, unit: str, units: set[uuid.UUID]) -> set[Any]:
        """What other rows, seen by the role itself, say is about the units."""
        table, ours, theirs = unit.partition("@")[2].split(".")
        rows = self.connection.execute(text(f"select id, {ours}, {theirs} from {table}")).all()
        seen = self.ids(table)
        return {row[1] for row in rows if row[0] in seen and row[2] in units}

    def _units(self, scope: Scope) -> set[uuid.UUID]:
        return self.guarded.given.get(scope.value, set()) if self._is_given(scope) else set()

    def _is_given(self, scope: Scope) -> bool:
        """What was shared or entrusted, was so with the organisation of one role alone."""
        holders = {Scope.SHARED: Role.PREFECTURE, Scope.ASSIGNED: Role.COURT_CUSTODIAN}
        return holders.get(scope, self.role) is self.role

    def _buildings(self, units: set[uuid.UUID], own: set[uuid.UUID]) -> set[uuid.UUID]:
        rows = self.connection.execute(
            text(
                "select b.id from building b where b.condominium_id = any(:own) "
                "or b.id in (select u.building_id from unit u where u.id = any(:units))"
            ),
            {"own": list(own), "units": list(units)},
        )
        return set(rows.scalars())
