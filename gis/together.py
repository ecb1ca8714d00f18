"""Several selects that one statement answers, each with its own rows."""

import datetime as dt
from collections.abc import Sequence
from functools import cached_property, reduce
from typing import Any, Generic, TypeVar, overload

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Date,
    FromClause,
    Select,
    Subquery,
    and_,
    bindparam,
    false,
    func,
    select,
)
from sqlalchemy.orm import Session, aliased

from gis.columns import ValidTime

Read = TypeVar("Read")
A = TypeVar("A")
B = TypeVar("B")
C = TypeVar("C")

ON_DATE: BindParameter[dt.date] = bindparam("on_date", type_=Date)
"""The day asked for, as a select names it."""


def held(table: type[ValidTime]) -> ColumnElement[bool]:
    """What holds on `ON_DATE`."""
    return and_(table.valid_from <= ON_DATE, table.valid_to > ON_DATE)


class Part(Generic[Read]):
    """One select of a reading: where its entities stand in the rows of the whole."""

    def __init__(self, first: int, width: int) -> None:
        self._first, self._width = first, width

    def of(self, answer: Sequence[Any]) -> list[Read]:
        """The rows of this part, in the order of its select."""
        first, end = self._first, self._first + self._width
        own = [row[first:end] for row in answer if row[first] is not None]
        return [each[0] for each in own] if self._width == 1 else own


class Parts:
    """What a reading found: `found[part]` are the rows of a part in the order of its select."""

    def __init__(self, answer: Sequence[Any]) -> None:
        self._answer = answer

    def __getitem__(self, part: Part[Read]) -> list[Read]:
        """The entities of one part, or its tuples of entities."""
        return part.of(self._answer)


class Together:
    """Selects of mapped entities, put together once and read many times in one round trip.

    Values go in by `bindparam`. A full join on nothing sets the selects side by side, so that
    each row belongs to one of them and its entities are loaded as by the select alone.
    """

    def __init__(self) -> None:
        self._entities: list[Any] = []
        self._placed: list[Subquery] = []

    @overload
    def part(self, query: Select[A]) -> Part[A]: ...
    @overload
    def part(self, query: Select[A, B]) -> Part[tuple[A, B]]: ...
    @overload
    def part(self, query: Select[A, B, C]) -> Part[tuple[A, B, C]]: ...
    def part(self, query: Select[*tuple[Any, ...]]) -> Part[Any]:
        """Add a select of one entity, or of up to three that inner joins tie."""
        inner = query.subquery()
        placed = select(inner, func.row_number().over().label("place_in_part")).subquery()
        classes = [each["entity"] for each in query.column_descriptions]
        made: Part[Any] = Part(len(self._entities), len(classes))
        self._entities += [aliased(each, placed) for each in classes]
        self._placed.append(placed)
        return made

    def read(self, session: Session, **values: object) -> Parts:
        """The rows of every part, in one query; `values` are those that the selects name."""
        return Parts(session.execute(self._whole, values).all())

    @cached_property
    def _whole(self) -> Select[*tuple[Any, ...]]:
        first, *others = self._placed
        side_by_side: FromClause = reduce(
            lambda left, right: left.join(right, false(), full=True), others, first
        )
        places = [each.c.place_in_part for each in self._placed]
        return select(*self._entities).select_from(side_by_side).order_by(*places)
