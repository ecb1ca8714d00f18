"""A person signs in and out with a real browser, which itself attests where forms come from."""

import re
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.accounts import administering
from buildings.accounts.administering import NewAccount
from buildings.privacy.states import Role
from gis.dates import today
from gis.db import make_engine

EMAIL = "lucia.verdi@comune.example"
PASSWORD = "sette ponti e un fiume"  # noqa: S105 - invented


@pytest.fixture(scope="module")
def lucia(district_url: str) -> Iterator[str]:
    """Lucia of the housing office has an account."""
    engine = make_engine(district_url)
    with Session(engine) as session:
        new = NewAccount(EMAIL, Role.HOUSING_OPERATOR, "Lucia Verdi", "Comune Esempio")
        account_id = administering.add_account(session, new, today())
        administering.give_password(session, account_id, PASSWORD)
        session.commit()
    yield EMAIL
    with engine.begin() as connection:
        for table in ("account_session", "sign_in_attempt"):
            connection.execute(text(f"delete from {table} where account_id is not null"))
        connection.execute(text("delete from account where email = :email"), {"email": EMAIL})
        connection.execute(text("delete from organisation where name = 'Comune Esempio'"))
    engine.dispose()


@pytest.fixture
def desk(browser: Browser, served: str) -> Iterator[Page]:
    """A browser without a token, with nothing but what Lucia types."""
    context = browser.new_context(locale="it-IT", base_url=served)
    yield context.new_page()
    context.close()


@pytest.fixture
def stranger(served: str) -> Iterator[str]:
    """A page on another port of this machine: to the browser the same site, another origin."""
    body = f"""<form action="{served}/access/sign-out" method="post"><button>Clic</button></form>"""

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: Any) -> None:
            """Say nothing."""

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(body.encode())

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/"
    server.shutdown()
    server.server_close()
    thread.join()


def sign_in(desk: Page, email: str) -> None:
    desk.goto("/access/sign-in?next=/data")
    desk.get_by_label("Indirizzo di posta").fill(email)
    desk.get_by_label("Password").fill(PASSWORD)
    desk.get_by_label("Password").press("Enter")


def test_lucia_signs_in_is_named_and_signs_out(desk: Page, lucia: str, pictures: Path) -> None:
    complaints: list[str] = []
    desk.on("pageerror", lambda error: complaints.append(str(error)))
    sign_in(desk, lucia)
    expect(desk).to_have_url(re.compile("/data$"))
    header = desk.locator(".signed-in")
    expect(header).to_contain_text("Lucia Verdi")
    expect(header).to_contain_text("Ufficio Casa, operatore, Comune Esempio")
    assert "satellite_session" not in desk.evaluate("document.cookie")
    for width in (1366, 390):
        desk.set_viewport_size({"width": width, "height": 768})
        desk.goto("/access/account")
        desk.screenshot(path=pictures / f"account-{width}.png", full_page=True)
        assert desk.evaluate("document.documentElement.scrollWidth") <= width

    desk.get_by_role("button", name="Esci", exact=True).click()
    expect(header).to_have_text("Accedi")
    desk.go_back()
    expect(desk.locator("main")).not_to_contain_text(lucia)
    assert complaints == []


def test_a_page_of_another_origin_does_not_sign_her_out(
    desk: Page, lucia: str, stranger: str
) -> None:
    sign_in(desk, lucia)
    expect(desk).to_have_url(re.compile("/data$"))
    desk.goto(stranger)
    desk.get_by_role("button").click()
    expect(desk.get_by_role("alert")).to_contain_text("non è stato inviato da una pagina")
    desk.goto("/data")
    expect(desk.locator(".signed-in")).to_contain_text("Lucia Verdi")
