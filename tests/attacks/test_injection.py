"""SQL in every query parameter, filter, address and field of a form of every route there is.

Beside the answer, each statement that reaches the database is looked at: hostile text is only ever
a parameter of it. No filter language is there to be attacked (`test_unknown_parameters`).
"""

import itertools
import json
from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, event, text
from starlette.testclient import TestClient

from buildings.layers import CATALOGUE
from tests.access.conftest import Guarded
from tests.attacks.conftest import Visiting
from tests.attacks.payloads import MISTAKEN, TEXTS, TOKEN, encoded, in_path, told
from tests.attacks.routes import BY_HAND, WITHOUT_FIELDS, Attacked, attacked
from tests.attacks.sending import FIELDS, IDS, WORDS, Values, as_json, opened_to, reader_of

HOSTILE = (*TEXTS, *MISTAKEN)
FILTERS, SHARED, NAMES, OTHERS = 12, 36, 3, 2
"""Of many parameters read by the same code, each is tried with one part of the texts in turn."""

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
JSON = {"Content-Type": "application/json"}


@pytest.fixture
def statements(hostile: Guarded) -> Iterator[list[str]]:
    """The statements whose own text holds what a visitor sent."""
    found: list[str] = []

    def look(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
        if TOKEN in statement:
            found.append(statement)

    with hostile.owner.begin() as owner:
        owner.execute(text("create table if not exists canary as select true as is_alive"))
        owner.execute(text("grant select, insert, update, delete on canary to public"))
    event.listen(Engine, "before_cursor_execute", look)
    yield found
    event.remove(Engine, "before_cursor_execute", look)
    with hostile.owner.connect() as owner:
        alive = owner.execute(text("select array_agg(is_alive) from canary")).scalar_one()
        assert alive == [True]


@pytest.fixture
def values(hostile: Guarded) -> Values:
    return Values(hostile.owner)


def wrong(client: TestClient, method: str, address: str, **more: object) -> str | None:
    """What is wrong with the answer to a hostile request, if anything."""
    answer = client.request(method, address, **more)  # type: ignore[arg-type]
    if answer.status_code >= 500:
        return f"{answer.status_code} {method} {address[:300]} {str(more)[:300]}"
    if found := told(answer.text):
        return f"{found} {method} {address[:300]} {str(more)[:300]}"
    return None


def test_every_name_and_field_is_known_here(hostile: Guarded) -> None:
    """A new route is attacked by being there, if only its names can be filled in."""
    routes = attacked(hostile.app)
    names = {name for route in routes for name in route.names}
    fields = {name for route in routes for name in route.fields}
    unread = {
        route.path
        for route in routes
        if not route.is_reading and not route.fields and route.path not in WITHOUT_FIELDS
    }

    assert names <= set(IDS) | set(WORDS)
    assert {each for each in fields if each not in IDS} <= set(FIELDS)
    assert unread == set()
    assert set(BY_HAND) | WITHOUT_FIELDS <= {route.path for route in routes}


def test_every_query_parameter(
    hostile: Guarded, browsing: Visiting, values: Values, statements: list[str]
) -> None:
    turns = itertools.cycle(range(SHARED))
    failed = []
    for route in attacked(hostile.app):
        if not route.is_reading:
            continue
        client = browsing(opened_to(route.path))
        address = route.at(**values.names(route.names))
        tries = [(name, HOSTILE[next(turns) % OTHERS :: OTHERS]) for name in route.query]
        tries += [(name, HOSTILE[next(turns) :: SHARED]) for name in route.shared]
        for name, several in tries:
            for value in several:
                asked = f"{address}?{encoded([(name, value)]).decode()}"
                failed.append(wrong(client, route.method, asked))

    assert [each for each in failed if each] == []
    assert statements == []


def test_every_filter_of_every_collection(browsing: Visiting, statements: list[str]) -> None:
    """What is no value of the field is refused, what may be one is found nowhere."""
    turns = itertools.cycle(range(FILTERS))
    failed = []
    for layer in CATALOGUE.values():
        client = browsing(reader_of(layer))
        for each in layer.fields:
            for value in HOSTILE[next(turns) :: FILTERS]:
                query = encoded([("f", "json"), ("limit", "2"), (each.name, value)]).decode()
                answer = client.get(f"/ogc/collections/{layer.id}/items?{query}")
                is_found = answer.status_code == 200 and TOKEN in value
                if answer.status_code not in {200, 400} or told(answer.text):
                    failed.append(f"{answer.status_code} {layer.id} {each.name} {value[:60]!r}")
                elif is_found and answer.json()["numberMatched"]:
                    failed.append(f"found {layer.id} {each.name} {value[:60]!r}")

    assert failed == []
    assert statements == []


def test_every_name_in_an_address(
    hostile: Guarded, browsing: Visiting, values: Values, statements: list[str]
) -> None:
    turns = itertools.cycle(range(NAMES))
    failed = []
    for route in attacked(hostile.app):
        client = browsing(opened_to(route.path))
        for name in route.names:
            for value in HOSTILE[next(turns) :: NAMES]:
                hidden = values.names(route.names) | {name: in_path(value)}
                sent = {} if route.is_reading else {"data": values.fields(route)}
                failed.append(wrong(client, route.method, route.at(**hidden), **sent))

    assert [each for each in failed if each] == []
    assert statements == []


def test_every_field_of_every_form(
    hostile: Guarded, browsing: Visiting, values: Values, statements: list[str]
) -> None:
    turns = itertools.cycle(range(OTHERS))
    failed = []
    for route in attacked(hostile.app):
        if route.is_reading:
            continue
        client = browsing(opened_to(route.path))
        for name in route.fields:
            for value in HOSTILE[next(turns) :: OTHERS]:
                fields = values.fields(route) | {name: value}
                failed.append(_sent(client, route, values, fields))

    assert [each for each in failed if each] == []
    assert statements == []


def test_what_is_varied_is_a_good_form(
    hostile: Guarded, browsing: Visiting, values: Values
) -> None:
    """Else hostile text would be tried on forms that are refused for another reason."""
    refused = []
    for route in attacked(hostile.app):
        if route.is_reading:
            continue
        address, fields = route.at(**values.names(route.names)), values.fields(route)
        sent = {"json": as_json(fields)} if route.is_json else {"data": fields}
        answer = browsing(opened_to(route.path)).request(route.method, address, **sent)
        if "Invalid request" in answer.text:
            refused.append((route.path, answer.text[:300]))
    assert refused == []


def _sent(
    client: TestClient, route: Attacked, values: Values, fields: dict[str, str]
) -> str | None:
    address = route.at(**values.names(route.names))
    if route.path == "/documents/new":
        address += f"?unit={values.of('unit_id')}"
    if route.is_json:
        return wrong(
            client, route.method, address, content=json.dumps(as_json(fields)), headers=JSON
        )
    content = encoded(list(fields.items()))
    return wrong(client, route.method, address, content=content, headers=FORM)
