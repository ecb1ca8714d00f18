"""Parameters that the OGC part does not have are refused, those of a filter language above all.

CQL2 does not exist yet: `filter`, `filter-lang` and `filter-crs` are unknown parameters, and 400 is
the whole of their attack surface. Who adds CQL2 replaces these tests by attacks on its parser.
"""

import pytest

from buildings.layers import CATALOGUE
from buildings.privacy.states import Role
from tests.access.conftest import Guarded
from tests.attacks.conftest import Visiting
from tests.attacks.routes import attacked
from tests.attacks.sending import Values, reader_of

FILTERS = (
    ("filter", "badge = 'x' or 1 = 1"), ("filter", "S_INTERSECTS(geom, POINT(0 0))"),
    ("filter", '{"op": "=", "args": [{"property": "id"}, "x"]}'), ("filter-lang", "cql2-text"),
    ("filter-lang", "cql2-json"), ("filter-crs", "http://www.opengis.net/def/crs/OGC/1.3/CRS84"),
    ("FILTER", "1=1"), ("sortby", "-id"), ("properties", "id,surname"), ("ids", "1"),
    ("crs", "EPSG:3857"), ("q", "rossi"), ("role", "housing_manager"), ("k", "1"),
)  # fmt: skip


@pytest.mark.parametrize("role", [Role.PUBLIC, Role.HOUSING_MANAGER])
def test_they_are_refused_everywhere(hostile: Guarded, browsing: Visiting, role: Role) -> None:
    client, values = browsing(role), Values(hostile.owner)
    for route in attacked(hostile.app):
        if not route.path.startswith("/ogc"):
            continue
        address = route.at(**values.names(route.names))
        for name, value in FILTERS:
            answer = client.get(address, params={"f": "json", name: value})
            wanted = 401 if answer.status_code == 401 and role is Role.PUBLIC else 400
            assert answer.status_code == wanted, (route.path, name, answer.text)


def test_on_every_collection_with_a_sentence_that_names_what_there_is(browsing: Visiting) -> None:
    for layer in CATALOGUE.values():
        client = browsing(reader_of(layer))
        for name, value in FILTERS:
            answer = client.get(
                f"/ogc/collections/{layer.id}/items", params={"f": "json", name: value}
            )
            assert answer.status_code == 400, (layer.id, name)
            assert answer.json()["detail"].startswith(f"There is no parameter {name} here.")


def test_a_parameter_twice_is_no_way_round(browsing: Visiting) -> None:
    client = browsing(Role.HOUSING_MANAGER)
    for pair in ("limit=1&limit=100000", "badge=regular&badge=x", "f=json&f=html", "bbox=1&bbox=2"):
        answer = client.get(f"/ogc/collections/unit_status/items?{pair}")
        assert answer.status_code == 400, pair
