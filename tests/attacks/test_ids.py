"""Ids of others: every address with an id answers a hidden row exactly as one that is not there.

The hidden ones are worked out from the matrix beside the database, as in tests/access.
"""

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from buildings.layers import CATALOGUE
from buildings.privacy.states import Role
from tests.access.conftest import Guarded
from tests.access.expecting import Expectation
from tests.access.test_interfaces import every_id, readable, wanted
from tests.attacks.conftest import Visiting
from tests.attacks.routes import Attacked, attacked
from tests.attacks.sending import IDS, NOBODY, Values

TRIED = 2
IN_QUERY = {
    "unit": "unit",
    "condominium": "condominium",
    "case": "housing_case",
    "issue": "condominium_issue",
    "episode": "occupation_episode",
}
"""Parameters of a query that are ids, and of which table."""

KEPT = {"date", "set-cookie", "etag", "content-length"}
FORMS = ("text/html", "application/json")
CLOSED = {401, 403}
"""A route that is closed to a role, whatever the id, is closed to it in every form."""

ONLY_OWN = {"account_session", "api_token", "account", "stated_purpose"}
"""Of these everybody has rows of their own; those tried here are others'."""

KEPT_BY = {
    "account": {Role.SYSTEM_ADMIN},
    "assignment": {Role.HOUSING_MANAGER},
    "data_share": {Role.HOUSING_MANAGER, Role.LOCAL_POLICE},
}
"""Of these no row is hidden from who keeps them."""


def hidden_of(hostile: Guarded, role: Role, table: str) -> list[str]:
    """Some ids of a table that a role does not see, in a stable order; worked out once."""
    key = (role, f"hidden {table}")
    if key not in hostile.known:
        hostile.known[key] = _hidden(hostile, role, table)
    return sorted(hostile.known[key])[:TRIED]


def _hidden(hostile: Guarded, role: Role, table: str) -> set[str]:
    if role in KEPT_BY.get(table, ()):
        return set()
    own = _own(hostile, role, table) if table in ONLY_OWN else set()
    with hostile.owner.connect() as owner:
        every = {str(each) for each in owner.execute(text(f"select id from {table}")).scalars()}
        return every - own - {str(each) for each in Expectation(hostile, owner, role).ids(table)}


def _own(hostile: Guarded, role: Role, table: str) -> set[str]:
    column = "id" if table == "account" else "account_id"
    with hostile.owner.connect() as owner:
        rows = owner.execute(
            text(
                f"select t.id from {table} t where t.{column} in "
                "(select account_id from api_token where role = :role)"
            ),
            {"role": role.value},
        )
        return {str(each) for each in rows.scalars()}


def answered(
    client: TestClient, route: Attacked, address: str, **sent: object
) -> tuple[object, ...]:
    """All that an answer tells, but for the id that was asked for."""
    answer = client.request(route.method, address, **sent)  # type: ignore[arg-type]
    headers = {key: each for key, each in answer.headers.items() if key not in KEPT}
    return answer.status_code, tuple(sorted(headers.items())), answer.text


def about(told: tuple[object, ...], nobody: str, hidden: str) -> tuple[object, ...]:
    """What was told of an id that no row has, as it would be told of another id."""
    return tuple(str(each).replace(nobody, hidden) for each in told)


@pytest.mark.parametrize("role", list(Role))
def test_a_hidden_row_is_answered_as_none(hostile: Guarded, browsing: Visiting, role: Role) -> None:
    values = Values(hostile.owner)
    client = browsing(role)
    before = written(hostile)
    different = []
    for route in attacked(hostile.app):
        for name in {"feature_id", *route.names} & set(IDS) - {"feature_id"}:
            names = values.names(route.names)
            sent = {} if route.is_reading else {"data": values.fields(route)}
            nobody = values.nobodys(name)
            for form in FORMS if route.is_reading else FORMS[:1]:
                sent["headers"] = {"Accept": form}
                there_is_none = answered(client, route, route.at(**names | {name: nobody}), **sent)
                if there_is_none[0] in CLOSED and form != FORMS[0]:
                    continue
                for table in IDS[name]:
                    for hidden in hidden_of(hostile, role, table):
                        address = route.at(**names | {name: hidden})
                        told = answered(client, route, address, **sent)
                        if about(told, nobody, hidden) != about(there_is_none, nobody, hidden):
                            different.append((route.method, address, told, there_is_none))
    assert different == []
    assert written(hostile) == before


@pytest.mark.parametrize("role", list(Role))
def test_a_hidden_row_in_a_query_is_answered_as_none(
    hostile: Guarded, browsing: Visiting, role: Role
) -> None:
    client = browsing(role)
    different = []
    for route in attacked(hostile.app):
        for name in set(route.query) & set(IN_QUERY):
            for method_of in FORMS:
                headers = {"Accept": method_of}
                nobody = answered(client, route, f"{route.path}?{name}={NOBODY}", headers=headers)
                for hidden in hidden_of(hostile, role, IN_QUERY[name]):
                    address = f"{route.path}?{name}={hidden}"
                    told = answered(client, route, address, headers=headers)
                    if about(told, NOBODY, hidden) != about(nobody, NOBODY, hidden):
                        different.append((route.method, address, told[0], nobody[0]))
    assert different == []


@pytest.mark.parametrize("role", list(Role))
def test_a_hidden_feature_is_answered_as_none(
    hostile: Guarded, browsing: Visiting, role: Role
) -> None:
    client = browsing(role)
    different = []
    for layer in CATALOGUE.values():
        seen = wanted(hostile, role, layer) if layer.id in readable(role) else set()
        hidden = sorted(every_id(hostile, layer) - seen)[:TRIED]
        items = f"/ogc/collections/{layer.id}/items"
        for form in ("json", "html") if hidden else ():
            nobody = client.get(f"{items}/{NOBODY}?f={form}")
            for each in hidden:
                told = client.get(f"{items}/{each}?f={form}")
                as_none = nobody.text.replace(NOBODY, each)
                if (told.status_code, told.text) != (nobody.status_code, as_none):
                    different.append((layer.id, each, told.status_code, nobody.status_code))
    assert different == []


def test_ids_in_queries_are_those_of_the_routes(hostile: Guarded) -> None:
    names = {name for route in attacked(hostile.app) for name in route.query}
    assert set(IN_QUERY) <= names


def written(hostile: Guarded) -> tuple[object, ...]:
    """What may have changed: the register's history, and sessions, tokens and accounts."""
    with hostile.owner.connect() as owner:
        return tuple(
            owner.execute(text(query)).scalar()
            for query in (
                "select count(*) from history.transaction",
                "select count(*) from account_session where revoked_at is not null",
                "select count(*) from api_token where revoked_at is not null",
                "select count(*) from account where disabled_at is not null",
                "select count(*) from account where link_sha256 is not null",
            )
        )
