"""Hostile text in every column and every parameter: pages show it and are not changed by it.

The register of this package holds the marked text wherever an import or a form can write one
(`marking`). A real browser looks at the same in `test_in_chromium`.
"""

import csv
import io
import time
import uuid
from collections.abc import Iterator

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.arrears.states import DeliveryKind
from buildings.layers import CATALOGUE
from buildings.privacy.states import Role
from data.deliveries import links
from tests.access.conftest import Guarded
from tests.attacks.conftest import Visiting
from tests.attacks.marking import MARKED, marked_columns
from tests.attacks.parsing import made_by_text
from tests.attacks.payloads import encoded, in_path
from tests.attacks.routes import attacked
from tests.attacks.sending import IDS, Values, opened_to

PAGE = {"Accept": "text/html"}
FORM = {"Content-Type": "application/x-www-form-urlencoded", **PAGE}
ESCAPED = "&lt;planted"
OFTEN = {"/units", "/chronicle", "/ogc/collections/{collection_id}/items"}
"""Where parameters are tried that are read by the same code everywhere."""

DEEP = (
    "/discrepancies?state=closed", "/audit?automatic=true", "/audit/alerts?all=true",
    "/audit/sample?month=2026-01", "/units?q=planted", "/units?q=via+Cimarosa+901",
    "/identity?state=matched", "/chronicle?lang=en", "/map?lang=en",
)  # fmt: skip
"""Pages that show more by a parameter."""


def addresses(hostile: Guarded) -> Iterator[str]:
    """Every page there is, each that is about something for several things."""
    values = Values(hostile.owner)
    units = sorted(str(unit) for some in hostile.given.values() for unit in some)[:2]
    for route in attacked(hostile.app):
        if not route.is_reading or route.path.startswith(("/static", "/vendor", "/ogc")):
            continue
        names = values.names(route.names)
        yield route.at(**names)
        for name in set(route.names) & set(IDS):
            several = [each for table in IDS[name] for each in values.ids(table)]
            for one in units if name == "unit_id" else several:
                yield route.at(**names | {name: one})
    for layer in CATALOGUE.values():
        yield f"/ogc/collections/{layer.id}/items?f=html&limit=5"
        yield f"/ogc/collections/{layer.id}?f=html"
        for one in _features(hostile, layer.function):
            yield f"/ogc/collections/{layer.id}/items/{one}?f=html"
    yield from DEEP
    for name in ("unit", "case", "issue", "episode"):
        table = {"case": "housing_case", "issue": "condominium_issue"}.get(name, name)
        table = "occupation_episode" if name == "episode" else table
        yield f"/documents/new?{name}={values.ids(table)[0]}"


def _features(hostile: Guarded, function: str) -> list[str]:
    with hostile.owner.connect() as owner:
        rows = owner.execute(text(f"select id from {function}(current_date) limit 1"))
        return [str(each) for each in rows.scalars()]


def test_the_text_stands_in_every_column_that_takes_one(hostile: Guarded) -> None:
    with hostile.owner.connect() as owner:
        empty = [
            f"{table.name}.{column.name}"
            for table, column in marked_columns()
            if not owner.execute(
                text(f"select exists (select from {table.name} where {column.name} like :like)"),
                {"like": "%<planted%"},
            ).scalar()
        ]
    assert empty == []
    assert len(list(marked_columns())) > 200


@pytest.mark.parametrize("role", list(Role))
def test_no_page_of_any_role_is_changed_by_what_it_shows(
    hostile: Guarded, browsing: Visiting, role: Role
) -> None:
    client = browsing(role)
    wrong = []
    shown = 0
    for address in dict.fromkeys(addresses(hostile)):
        for headers in (PAGE, {**PAGE, "HX-Request": "true"}):
            if "HX-Request" in headers and "/plan" not in address and "q=" not in address:
                continue
            answer = client.get(address, headers=headers)
            assert answer.status_code < 500, address
            kind = answer.headers.get("content-type", "")
            assert answer.headers["x-content-type-options"] == "nosniff"
            if kind.startswith("text/html") and "<" in answer.text and "/maps/" not in address:
                shown += ESCAPED in answer.text
                wrong += [f"{address}: {each}" for each in made_by_text(answer.text)]
            elif "planted" in answer.text and "/maps/" not in address:
                assert kind.split(";")[0] in {
                    "application/json", "application/geo+json", "application/problem+json",
                    "text/csv", "application/schema+json",
                }, (address, kind)  # fmt: skip
    assert wrong == []
    assert shown > (15 if role is Role.PUBLIC else 20)


def test_what_is_asked_is_repeated_as_text(hostile: Guarded, browsing: Visiting) -> None:
    values = Values(hostile.owner)
    wrong = []
    for route in attacked(hostile.app):
        client = browsing(opened_to(route.path))
        names = values.names(route.names)
        shared = route.shared if route.path in OFTEN else ()
        for name in (*route.query, *shared) if route.is_reading else ():
            query = encoded([(name, MARKED)]).decode()
            wrong += _told(client, "GET", f"{route.at(**names)}?{query}")
        for name in route.names:
            address = route.at(**names | {name: in_path(MARKED)})
            wrong += _told(client, route.method, address, data=values.fields(route))
        for name in () if route.is_reading or route.is_json else route.fields:
            fields = values.fields(route) | {name: MARKED}
            body = encoded(list(fields.items()))
            wrong += _told(client, route.method, route.at(**names), content=body)
    wrong += _told(browsing(Role.PUBLIC), "GET", f"/{in_path(MARKED)}")
    wrong += _told(browsing(Role.PUBLIC), "GET", f"/?{in_path(MARKED)}={in_path(MARKED)}")
    assert wrong == []


def _told(client: TestClient, method: str, address: str, **sent: object) -> list[str]:
    if method == "GET":
        sent = {}
    answer = client.request(method, address, headers=FORM if sent else PAGE, **sent)  # type: ignore[arg-type]
    if not answer.headers.get("content-type", "").startswith("text/html") or not answer.text:
        return []
    assert answer.status_code < 500, address
    found = made_by_text(answer.text, has_own_scripts=address.startswith("/maps/"))
    return [f"{method} {address[:200]}: {each}" for each in found]


def test_a_visitors_headers_are_shown_as_text(browsing: Visiting) -> None:
    for name in ("Accept-Language", "User-Agent", "Referer", "X-Forwarded-Host", "Origin"):
        headers = {**PAGE, name: MARKED}
        answer = browsing(Role.PUBLIC).get("/units?q=x", headers=headers)
        assert made_by_text(answer.text) == []
    for cookie in ("lang", "decides", "satellite_session", "satellite_step"):
        headers = {**PAGE, "Cookie": f"{cookie}={in_path(MARKED)}"}
        assert made_by_text(browsing(Role.PUBLIC).get("/", headers=headers).text) == []


def test_the_preview_of_a_delivery_shows_cells_and_headings_as_text(
    hostile: Guarded, browsing: Visiting
) -> None:
    with Session(hostile.owner) as session:
        # Wrong links, tried by others of these tests, would keep this visitor out.
        session.execute(
            text("delete from delivery_attempt where address_hash not like '%planted%'")
        )
        _, token = links.make_link(
            session,
            condominium_id=hostile.condominium,
            kind=DeliveryKind.TOTALS,
            sender=MARKED,
            days=7,
            by=MARKED,
        )
        session.commit()
    client, address = browsing(Role.PUBLIC), f"/consegna/{token}"
    out = io.StringIO()
    rows = [["Unità", "Debito", MARKED], [MARKED, MARKED, MARKED], ["A/3", "1200", MARKED]]
    csv.writer(out, delimiter=";").writerows(rows)
    kept = client.post(
        address,
        data={"action": "upload"},
        files={"file": (f"{uuid.uuid4()}{MARKED.replace('/', '')}.csv", out.getvalue())},
        headers=PAGE,
    )
    assert kept.status_code in {303, 400}
    for step in ({}, {"action": "say", "label.1": MARKED, "field.1": MARKED, "sheet": MARKED}):
        if step:
            assert client.post(address, data=step, headers=PAGE).status_code == 303
        page = client.get(address, headers=PAGE)
        assert page.status_code == 200
        assert ESCAPED in page.text
        assert made_by_text(page.text) == []
    done = client.post(address, data={"action": "confirm"}, headers=PAGE)
    assert made_by_text(done.text) == []


def test_a_rendered_map_holds_the_text_as_data(browsing: Visiting) -> None:
    client = browsing(Role.HOUSING_MANAGER)
    end = time.monotonic() + 60
    while (answer := client.get("/maps/overview", headers=PAGE)).status_code == 202:
        assert time.monotonic() < end
        time.sleep(0.2)

    assert made_by_text(answer.text, has_own_scripts=True) == []
    assert "planted" in answer.text
    assert "sandbox" in answer.headers["content-security-policy"]
