"""The matrix of roles and the class of every table, read from the two files beside this one."""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from buildings.privacy.states import DataClass, Level, Role, Scope, Verb


@dataclass(frozen=True, slots=True)
class Right:
    """What a role may do with which rows of a class, and how closely they tell of somebody."""

    role: Role
    data_class: DataClass
    verb: Verb
    scope: Scope
    level: Level


@dataclass(frozen=True, slots=True)
class Classed:
    """One table: its class, and by which of its columns a scope reaches its rows.

    `unit` is a column, or `column@table.column.unit` where another table tells the unit.
    `otherwise` is the class of rows about no unit. `parent` is written `column>table` where a row
    is seen with its parent, `column<table.column` where others that refer to it show it.
    """

    table: str
    data_class: DataClass
    otherwise: DataClass | None
    unit: str
    building: str
    condominium: str
    parent: str


@cache
def rights() -> tuple[Right, ...]:
    """Every right of the matrix, in the order of its file."""
    return tuple(
        Right(
            Role.of(row["role"]),
            DataClass.of(row["class"]),
            Verb.of(row["verb"]),
            Scope.of(row["scope"]),
            Level.of(row["level"]),
        )
        for row in _rows("roles")
    )


@cache
def classes() -> dict[str, Classed]:
    """Every table of the register by its name, with its class."""
    return {
        row["table"]: Classed(
            row["table"],
            DataClass.of(row["class"]),
            DataClass.of(row["otherwise"]) if row["otherwise"] else None,
            row["unit"],
            row["building"],
            row["condominium"],
            row["parent"],
        )
        for row in _rows("classes")
    }


@cache
def read_by(role: Role) -> frozenset[DataClass]:
    """The classes of which a role reads some rows in clear."""
    return frozenset(
        each.data_class
        for each in rights()
        if (each.role, each.verb, each.level) == (role, Verb.READ, Level.IDENTIFIED)
    )


@cache
def scopes(data_class: DataClass, verb: Verb) -> dict[Role, Scope]:
    """Who may do `verb` with identified rows of a class, and with which."""
    return {
        each.role: each.scope
        for each in rights()
        if each.data_class is data_class and each.verb is verb and each.level is Level.IDENTIFIED
    }


@cache
def passed_on() -> frozenset[DataClass]:
    """The classes of which some role may pass every row on, in a file for a stated recipient."""
    return frozenset(
        each
        for each in DataClass
        if any(scope is Scope.ALL for scope in scopes(each, Verb.EXPORT).values())
    )


def _rows(name: str) -> list[dict[str, str]]:
    text = files("buildings.privacy").joinpath(f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
