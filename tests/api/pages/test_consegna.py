"""The page behind a one-time link: Studio Esempio delivers, the Comune sees no person."""

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from buildings.arrears.states import DeliveryKind
from buildings.registry.models import Unit
from buildings.status.models import EnforcementSale, EnforcementSaleState
from buildings.status.states import SaleState
from data.deliveries import links
from data.deliveries.models import DeliveryLink
from gis.settings import Settings
from tests import make
from tests.data.administrators.conftest import NAMES, STUDIO, Office
from tests.data.administrators.conftest import office as office  # noqa: PLC0414 - a fixture
from tests.data.administrators.test_units import DANEA, everything_in, plain
from tests.readers import bearer

OURS = {"Origin": "http://testserver", "Sec-Fetch-Site": "same-origin"}


@pytest.fixture
def app(office: Office) -> FastAPI:
    settings = Settings(_env_file=None, home=office.folder / "home")
    (office.folder / "home").mkdir()
    return create_app(settings, office.engine)


@pytest.fixture
def visitor(app: FastAPI, office: Office) -> Iterator[TestClient]:
    with TestClient(app, headers={"Accept": "text/html"} | bearer(office.engine)) as made:
        yield made


def link(office: Office, kind: DeliveryKind = DeliveryKind.TOTALS, days: int = 14) -> str:
    with Session(office.engine) as session:
        _, token = links.make_link(
            session, condominium_id=office.condominium_id, kind=kind, sender=STUDIO, days=days,
            by="operatrice",
        )  # fmt: skip
        session.commit()
    return f"/consegna/{token}"


def send(visitor: TestClient, address: str, content: bytes, name: str = "saldi.csv") -> str:
    answer = visitor.post(
        address, data={"action": "upload"}, files={"file": (name, content)}, headers=OURS
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def say(visitor: TestClient, address: str, **answers: str) -> str:
    answer = visitor.post(address, data={"action": "say"} | answers, files={}, headers=OURS)
    return answer.text


def waiting(office: Office) -> list[Path]:
    return [path for path in (office.folder / "home" / "deliveries").rglob("*") if path.is_file()]


def test_upload_answer_preview_confirm_and_something_in_return(
    office: Office, visitor: TestClient
) -> None:
    auction(office)
    address = link(office)
    assert "Scegli il file" in visitor.get(address).text
    asked = send(visitor, address, plain(office).read_bytes(), "Saldi ZANELLATO Ostilia.csv")
    assert "come è scritto un debito" in asked
    (file,) = waiting(office)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700

    seen = say(visitor, address, **{"answer.sign": "debt_positive"})
    assert "Che cosa vedrà il Comune" in seen
    assert "3.150,75" in seen
    assert "Condòmino" in seen
    assert office.rows("select count(*) from arrears_total") == [(0,)]

    thanks = visitor.post(address, data={"action": "confirm"}, headers=OURS)
    assert thanks.status_code == 200
    assert "art. 1129, comma 9 c.c." in thanks.text
    assert "30 giu 2027".replace(" ", "\N{NO-BREAK SPACE}") in thanks.text
    assert "verificare con il proprio legale" in thanks.text
    assert "R.G.E. 77/2026" in thanks.text
    assert "2098 e del 2099" in thanks.text
    assert office.rows("select count(*) from arrears_total") == [(3,)]
    assert waiting(office) == []
    assert visitor.get(address).status_code == 404

    kept = everything_in(office) + "".join(
        path.read_text("utf-8", errors="replace")
        for path in (office.folder / "home").rglob("*")
        if path.is_file()
    )
    assert [name for name in NAMES if name.lower() in (seen + asked + kept).lower()] == []
    assert address.rpartition("/")[2] not in kept


def auction(office: Office) -> None:
    with Session(office.engine) as session:
        flat = session.query(Unit).filter_by(unit_number="2").first()
        assert flat is not None
        sale = EnforcementSale(
            unit_id=flat.id, court="Tribunale di Esempio", rge_number=77, rge_year=2026, lot="1",
            sale_on=dt.date(2099, 3, 1), **make.PROVENANCE,
        )  # fmt: skip
        session.add(sale)
        session.flush()
        session.add(
            EnforcementSaleState(
                sale_id=sale.id,
                state=SaleState.PUBLISHED,
                valid_from=dt.date(2026, 1, 1),
                **make.PROVENANCE,
            )
        )
        session.commit()


def test_a_wrong_an_expired_a_used_and_a_revoked_link_answer_alike(
    office: Office, visitor: TestClient
) -> None:
    expired, revoked, used = link(office), link(office), link(office)
    with Session(office.engine) as session:
        for place, change in (
            (
                expired,
                "expires_at = now() - interval '1 minute', created_at = now() - interval '9 d'",
            ),
            (revoked, "revoked_at = now()"),
            (used, "used_at = now()"),
        ):
            session.execute(
                text(f"update delivery_link set {change} where token_sha256 = :t"),
                {"t": links.digest(place.rpartition("/")[2])},
            )
        session.commit()
    addresses = ("/consegna/" + "x" * 43, expired, revoked, used, "/consegna/%00", "/consegna/é")
    answers = [visitor.get(each) for each in addresses]
    answers += [visitor.post(each, data={"action": "confirm"}, headers=OURS) for each in addresses]
    assert {each.status_code for each in answers} == {404}
    bare = {re.sub(r"/consegna/[^?\"]*", "", each.text) for each in answers}
    assert len(bare) == 1
    for each in answers:
        assert each.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in each.headers["X-Robots-Tag"]
        assert each.headers["Cache-Control"] == "no-store"


def test_too_many_wrong_tokens_block_the_address_for_a_while(
    office: Office, visitor: TestClient
) -> None:
    good = link(office)
    for number in range(links.MOST_TRIES):
        assert visitor.get(f"/consegna/{number}").status_code == 404
    assert visitor.get(good).status_code == 404
    with Session(office.engine) as session:
        session.execute(text("update delivery_attempt set at = at - interval '11 minutes'"))
        session.commit()
    assert visitor.get(good).status_code == 200


def test_a_form_of_another_site_is_refused(office: Office, visitor: TestClient) -> None:
    address = link(office)
    for headers in (
        {"Authorization": ""},
        {"Origin": "https://altrove.example"},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        answer = visitor.post(
            address, data={"action": "upload"}, files={"file": ("a.csv", b"x")}, headers=headers
        )
        assert answer.status_code == 403
    assert office.rows("select upload_count from delivery_link") == [(0,)]


def test_cells_are_escaped_and_a_table_per_unit_needs_its_agreement(
    office: Office, visitor: TestClient
) -> None:
    address = link(office, DeliveryKind.UNITS)
    refused = send(visitor, address, DANEA.encode("cp1252"))
    assert "non c&#39;è un accordo" in refused or "non c'è un accordo" in refused
    assert "Confermo" not in refused

    office.agree(since=dt.date(2026, 1, 1), until=dt.date(2099, 1, 1))
    evil = "Codice;<script>alert(1)</script>;Saldo\nA1;x;1,00\n<b>A2</b>;y;2,00\n"
    seen = send(visitor, address, evil.encode())
    seen += say(visitor, address, **{"answer.sign": "debt_positive", "answer.year": "2026"})
    assert "&lt;script&gt;" in seen
    assert "<script>alert" not in seen
    assert "<b>A2" not in seen


def test_too_large_empty_and_foreign_files_are_told_on_the_page(
    office: Office, visitor: TestClient
) -> None:
    address = link(office)
    large = visitor.post(
        address,
        data={"action": "upload"},
        files={"file": ("a.csv", b"x" * (21 * 1024**2))},
        headers=OURS,
    )
    assert large.status_code == 400
    assert "20 MB" in large.text
    empty = visitor.post(
        address, data={"action": "upload"}, files={"file": ("a.csv", b"")}, headers=OURS
    )
    assert "vuoto" in empty.text
    assert waiting(office) == []
    shown = send(visitor, address, b"%PDF-1.7 finto", "saldi.pdf")
    assert "Confermo" not in shown
    visitor.post(address, data={"action": "discard"}, headers=OURS)
    assert waiting(office) == []


def test_the_file_of_an_expired_link_is_swept_away(office: Office, visitor: TestClient) -> None:
    address = link(office)
    send(visitor, address, b"Scala;Dovuto;Non pagato\nA;1;1\n")
    assert len(waiting(office)) == 1
    with Session(office.engine) as session:
        found = session.query(DeliveryLink).one()
        found.created_at -= dt.timedelta(days=20)
        found.expires_at = found.created_at + dt.timedelta(days=1)
        session.commit()
    visitor.get("/deliveries")
    assert waiting(office) == []


def test_the_office_makes_links_agreements_and_explains_codes(
    office: Office, visitor: TestClient
) -> None:
    form = {
        "condominium_id": str(office.condominium_id), "kind": "units", "sender": STUDIO,
        "days": "14", "by": "operatrice",
    }  # fmt: skip
    page = visitor.post("/deliveries/links", data=form, headers=OURS).text
    found = re.search(r"http://testserver(/consegna/[\w-]{43})<", page)
    assert found
    address = found.group(1)
    assert address not in visitor.get("/deliveries").text
    told = {
        "condominium_id": str(office.condominium_id), "sender": STUDIO, "parties": "Comune",
        "legal_basis": "art. 6", "document_reference": "Prot. 9", "valid_from": "2026-01-01",
        "last_day": "2099-12-31",
    }  # fmt: skip
    assert "Prot. 9" in visitor.post("/deliveries/agreements", data=told, headers=OURS).text
    send(visitor, address, b"Codice;Saldo al 30/06/2026\nA01;5,00\n")
    say(visitor, address, **{"answer.sign": "debt_positive"})
    thanks = visitor.post(address, data={"action": "confirm"}, headers=OURS).text
    assert "A01" in thanks
    code = office.rows("select id from condominium_bridge")[0][0]
    answer = {f"staircase.{code}": "A", f"door.{code}": "2"}
    explained = visitor.post("/deliveries/codes", data=answer, headers=OURS)
    assert explained.status_code == 200
    assert office.rows(
        "select u.unit_number from unit_arrears a join unit u on u.id = a.unit_id"
    ) == [("2",)]
    bare = {"Authorization": ""}
    assert visitor.post("/deliveries/links", data=form, headers=bare).status_code == 403
