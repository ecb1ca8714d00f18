"""The data protection officer opens the access log; others find the door closed."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Iterator

import pytest
from lxml import html
from sqlalchemy import text
from starlette.testclient import TestClient

from api.app import create_app
from api.keeping import seal_once
from buildings.audit.sampling import draw
from buildings.audit.service import note
from buildings.audit.states import Verb
from buildings.privacy.states import Role
from gis.settings import Settings
from tests.api.pages.conftest import Page, words
from tests.buildings.audit.conftest import ADA, BRUNO, FLAT, Account, Office
from tests.buildings.audit.conftest import office as office  # noqa: PLC0414 - a fixture
from tests.buildings.audit.test_alerts import TUESDAY, cards, happens
from tests.readers import bearer

HTML = {"Accept": "text/html", "Sec-Fetch-Site": "same-origin"}
Visit = Callable[..., TestClient]


@pytest.fixture
def visit(office: Office, settings: Settings) -> Iterator[Visit]:
    """Browsers of people in a role."""
    app = create_app(settings, office.engine)
    with TestClient(app, follow_redirects=False) as client:

        def as_(role: Role) -> TestClient:
            client.headers = {**HTML, **bearer(office.engine, role)}
            return client

        yield as_


def page(client: TestClient, address: str) -> Page:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text
    assert answer.headers["cache-control"] == "no-store"
    return html.document_fromstring(answer.text)


def rows(shown: Page) -> list[str]:
    return [words(row) for row in shown.xpath("//table//tbody/tr")]


def test_the_auditor_reads_who_did_what(office: Office, visit: Visit) -> None:
    office.read(ADA)
    office.read(BRUNO, times=2)
    seal_once(office.engine)
    shown = page(visit(Role.AUDITOR), "/audit")

    assert [row.count("Bruno Quattropani Polizia locale") for row in rows(shown)] == [0, 1, 1, 0]
    assert "Ada Montesanto Ufficio Casa, operatore ha letto person" in rows(shown)[3]
    assert "P4" in rows(shown)[3]
    assert "Sigillo 1 del" in words(shown)


@pytest.mark.parametrize("role", [each for each in Role if each is not Role.AUDITOR])
def test_nobody_else_does(office: Office, visit: Visit, role: Role) -> None:
    office.read(ADA)
    client = visit(role)
    expected = 401 if role is Role.PUBLIC else 403
    for address in ("/audit", "/audit/alerts"):
        answer = client.get(address)
        assert answer.status_code == expected, (role, address)
        assert ADA.name not in answer.text
    reviews = role is Role.HOUSING_MANAGER
    assert client.get("/audit/sample").status_code == (200 if reviews else 403)
    assert client.post("/audit/sample", data={"month": "2026-02"}).status_code == expected
    assert (
        client.post("/audit/alerts/1", data={"state": "explained", "reason": "x"}).status_code
        == expected
    )


def test_looking_is_noted_with_the_filters_and_not_what_was_typed(
    office: Office, visit: Visit
) -> None:
    page(visit(Role.AUDITOR), f"/audit?who=Montesanto&thing={FLAT}&class=P4")
    assert office.rows(
        "select role, verb, detail from audit_entry where entity = 'audit_entry'"
    ) == [("auditor", "search", {"by": ["class", "thing", "who"]})]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 5),
        ("who=quattropani", 2), (f"who={ADA.id}", 2), ("who=100%25", 0), ("verb=export", 1),
        ("verb=", 5), ("class=P4", 3), ("class=P3", 1), ("entity=unit_status", 1),
        (f"thing={FLAT}", 3), ("from=2026-03-03&to=2026-03-03", 1), ("to=2026-03-02", 0),
        ("from=2026-03-03", 5), ("automatic=true&verb=create", 2),
    ],
)  # fmt: skip
def test_filters(office: Office, visit: Visit, query: str, count: int) -> None:
    office.read(ADA)
    office.read(BRUNO, times=2)
    happens(office, TUESDAY, ADA, Verb.EXPORT, entity_id=None, fields_class="P3")
    with office.request(None) as connection:
        connection.execute(text("alter table audit_entry disable trigger user"))
        connection.execute(text(
            "update audit_entry set entity = 'unit_status' where verb = 'export'"
        ))  # fmt: skip
        connection.execute(text("alter table audit_entry enable trigger user"))
    assert len(rows(page(visit(Role.AUDITOR), f"/audit?{query}"))) == count


@pytest.mark.parametrize(
    "query",
    ["class=P9", "verb=steal", "thing=me", "from=yesterday", "before=0", "before=x",
     "who=" + "a" * 121, "before=99999999999999999999"],
)  # fmt: skip
def test_nonsense_is_answered_with_a_sentence(visit: Visit, query: str) -> None:
    answer = visit(Role.AUDITOR).get(f"/audit?{query}")
    assert answer.status_code == 400
    assert "non valida" in answer.text


def test_the_form_of_filters_is_sent_as_it_stands(office: Office, visit: Visit) -> None:
    """A browser sends the fields that nobody filled in, too."""
    office.read(ADA)
    fields = page(visit(Role.AUDITOR), "/audit").xpath(
        "//form[@action='/audit']//*[self::input or self::select]/@name"
    )
    assert {"who", "class", "from"} <= set(fields)
    empty = "&".join(f"{name}=" for name in (*fields, "before") if name != "automatic")
    found = rows(page(visit(Role.AUDITOR), f"/audit?{empty}"))
    assert any(ADA.name in row for row in found)


def test_pages_follow_each_other_while_others_work(office: Office, visit: Visit) -> None:
    with office.request(ADA) as connection:
        for _ in range(230):
            note(connection, Verb.READ, "person", uuid.uuid4(), fields_class="P4")
    client = visit(Role.AUDITOR)
    address, seen = f"/audit?who={ADA.id}", []
    while address:
        shown = page(client, address)
        seen += shown.xpath("//td/a[@class='id']/text()")
        office.read(ADA)
        address = next(iter(shown.xpath("//a[@rel='next']/@href")), "")
        assert not address or f"who={ADA.id}" in address

    assert len(seen) == 230
    assert len(set(seen)) == 230


def test_an_alert_is_decided_once_with_a_reason(office: Office, visit: Visit) -> None:
    cards(office, BRUNO, 60)
    seal_once(office.engine)
    client = visit(Role.AUDITOR)
    shown = page(client, "/audit/alerts")
    assert "Molte schede di persone in un'ora aperta" in words(shown)
    assert "60 schede dal 3 marzo 2026" in words(shown)
    (action,) = shown.xpath("//form[@method='post']/@action")

    assert client.post(action, data={"state": "explained", "reason": " "}).status_code == 400
    assert client.post(action, data={"state": "open", "reason": "x"}).status_code == 409
    done = client.post(action, data={"state": "explained", "reason": "<b>turno</b> di notte"})
    assert (done.status_code, done.headers["location"]) == (303, "/audit/alerts")
    assert "Nessuna segnalazione in questo stato" in words(page(client, "/audit/alerts"))
    explained = client.get("/audit/alerts?state=explained").text
    assert "&lt;b&gt;turno&lt;/b&gt; di notte" in explained
    foreign = client.post(action, data={"state": "breach", "reason": "x"},
                          headers={"Sec-Fetch-Site": "cross-site"})  # fmt: skip
    assert foreign.status_code == 403


def test_officer_and_manager_review_the_sample(office: Office, visit: Visit) -> None:
    month = dt.date(2026, 3, 1)
    happens(office, TUESDAY, ADA)
    happens(office, TUESDAY, BRUNO, purpose="inspection")
    seal_once(office.engine)
    client = visit(Role.AUDITOR)
    assert "Nessun campione di questo mese" in words(page(client, "/audit/sample?month=2026-03"))
    assert client.post("/audit/sample", data={"month": "2026-03"}).status_code == 303

    shown = page(client, "/audit/sample?month=2026-03")
    first, second = shown.xpath("//form[starts-with(@action, '/audit/sample/')]/@action")
    assert words(shown).count("da verificare") == 2
    assert "2 letture su 2" in words(shown)
    said = {"finding": "ok", "month": "2026-03"}
    assert client.post(first, data=said).status_code == 303
    assert client.post(second, data=said | {"finding": "explain"}).status_code == 400

    manager = visit(Role.HOUSING_MANAGER)
    assert manager.post(first, data=said).status_code == 303
    doubt = said | {"finding": "explain", "remark": "nessuna pratica"}
    assert manager.post(second, data=doubt).status_code == 303
    tags = [words(tag) for tag in page(manager, "/audit/sample?month=2026-03").xpath("//h2/span")]
    assert sorted(tags) == ["da spiegare", "in regola"]
    assert visit(Role.HOUSING_OPERATOR).post(first, data=said).status_code == 403
    with office.engine.begin() as connection, pytest.raises(Exception, match="drawn already"):
        draw(connection, month)


@pytest.mark.parametrize("month", ["2026", "2026-13", "x", "2026-3"])
def test_a_month_that_is_none(visit: Visit, month: str) -> None:
    assert visit(Role.AUDITOR).get(f"/audit/sample?month={month}").status_code == 400


def test_the_pages_can_be_read_aloud(office: Office, visit: Visit) -> None:
    cards(office, BRUNO, 60)
    happens(office, TUESDAY, ADA)
    seal_once(office.engine)
    client = visit(Role.AUDITOR)
    client.post("/audit/sample", data={"month": "2026-03"})
    for address in ("/audit?automatic=true", "/audit/alerts", "/audit/sample?month=2026-03"):
        for language in ("it", "en"):
            shown = page(client, f"{address}{'&' if '?' in address else '?'}lang={language}")
            ids = shown.xpath("//@id")
            assert len(ids) == len(set(ids)), address
            assert not shown.xpath("//*[@style] | //style | //script[not(@src)]"), address
            for field in shown.xpath(
                "//main//input[not(@type='hidden')][not(@type='radio')] | //main//select"
            ):
                assert shown.xpath(f"//label[@for='{field.get('id')}']"), field.get("id")
            assert len(shown.xpath("//h1")) == 1
            assert not re.search(r"%\(\w+\)s", words(shown))


def test_what_somebody_is_called_cannot_run_as_script(office: Office, visit: Visit) -> None:
    mallory = Account("<script>alert(1)</script>", "housing_operator")
    office.read(mallory)
    raw = visit(Role.AUDITOR).get("/audit").text
    assert "<script>alert" not in raw
    assert "&lt;script&gt;alert(1)" in raw
