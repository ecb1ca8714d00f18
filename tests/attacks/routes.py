"""Every registered route with all that can be written into it, so that a new one is attacked too.

What a route says of itself is read from it; only forms that a route takes apart by hand are
written down here, and a test fails when one is missing.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.params import Form
from fastapi.routing import APIRoute
from pydantic import BaseModel
from starlette.routing import BaseRoute, Mount

BY_HAND: dict[str, tuple[str, ...]] = {
    "/consegna/{token}": (
        "action", "file", "label.1", "field.1", "answer.1", "answer.condominium", "sheet",
    ),
    "/deliveries/codes": ("staircase.1", "floor.1", "door.1", "subunit.1"),
    "/documents/new": ("file", "kind", "title"),
}  # fmt: skip
"""Fields of forms that a route reads itself."""

WITHOUT_FIELDS = {
    "/access/emergency/end", "/access/emergency/{approval_id}/begin",
    "/access/sign-out", "/access/account/sessions/end",
    "/access/account/sessions/{session_id}/end", "/access/account/tokens/{token_id}/revoke",
    "/access/accounts/{account_id}/link", "/access/accounts/{account_id}/disable",
    "/access/accounts/{account_id}/enable", "/access/accounts/{account_id}/second-factor/reset",
    "/deliveries/links/{link_id}/revoke", "/deliveries/agreements/{agreement_id}/end",
    "/purposes/{purpose_id}/close", "/units/{unit_id}/assignments/{assignment_id}/end",
    "/units/{unit_id}/shares/{share_id}/revoke",
    "/api/purposes/{purpose_id}", "/api/assignments/{assignment_id}", "/api/shares/{share_id}",
}  # fmt: skip
"""Forms of one button."""

OGC_QUERY = ("f", "lang", "datetime", "known-at", "bbox", "limit", "cursor")
"""The OGC part reads its query itself; an unknown name is refused wherever it is not taken."""

EVERYWHERE = ("lang", "f", "datetime", "known-at")
READING = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True, slots=True)
class Attacked:
    """One method of one route: what its address and query take, and what its form or JSON body.

    `shared` are parameters of the query that the same code reads for many routes.
    """

    method: str
    path: str
    names: tuple[str, ...]
    query: tuple[str, ...]
    shared: tuple[str, ...]
    fields: tuple[str, ...] = ()
    is_json: bool = False

    @property
    def is_reading(self) -> bool:
        """Whether it changes nothing."""
        return self.method in READING

    def at(self, **values: str) -> str:
        """The address with values for its names."""
        return re.sub(r"\{(\w+)(:\w+)?\}", lambda name: values[name[1]], self.path)


def routes_of(app: FastAPI) -> list[APIRoute]:
    """Every route, inside included routers too."""
    return list(_walked(app.routes))


def _walked(routes: list[BaseRoute]) -> Iterator[APIRoute]:
    for route in routes:
        if isinstance(route, APIRoute):
            yield route
        elif inner := getattr(getattr(route, "original_router", route), "routes", None):
            yield from _walked(inner)
        assert not isinstance(route, Mount), "a mount would not be walked"


def attacked(app: FastAPI) -> list[Attacked]:
    """Every method of every route but HEAD and OPTIONS, which follow GET."""
    return [
        _attacked(route, method)
        for route in routes_of(app)
        for method in sorted((route.methods or set()) - {"HEAD", "OPTIONS"})
    ]


def _attacked(route: APIRoute, method: str) -> Attacked:
    dependants = list(_flat(route.dependant))
    query = {each.alias for one in dependants for each in one.query_params}
    body = [each for one in dependants for each in one.body_params]
    models = [
        each.field_info.annotation
        for each in body
        if isinstance(each.field_info.annotation, type)
        and issubclass(each.field_info.annotation, BaseModel)
    ]
    shared = OGC_QUERY if route.path.startswith("/ogc") else EVERYWHERE
    fields = tuple(name for model in models for name in model.model_fields)
    return Attacked(
        method=method,
        path=route.path,
        names=tuple(re.findall(r"\{(\w+)", route.path)),
        query=tuple(sorted(query - set(shared))),
        shared=shared,
        fields=fields or tuple(each.alias for each in body) or BY_HAND.get(route.path, ()),
        is_json=any(not isinstance(each.field_info, Form) for each in body),
    )


def _flat(dependant: Dependant) -> Iterator[Dependant]:
    yield dependant
    for inner in dependant.dependencies:
        yield from _flat(inner)
