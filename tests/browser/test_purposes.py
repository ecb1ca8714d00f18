"""Nora of the housing desk opens a flat's persons with one click, and closes them again."""

import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import text

from buildings.privacy.states import Role
from gis.db import make_engine
from tests.readers import bearer

WIDTHS = (1366, 390)
CLOSED = "si aprono dichiarando lo scopo"


@pytest.fixture(scope="module")
def flat(district_url: str) -> Iterator[tuple[uuid.UUID, dict[str, str]]]:
    """A flat with an open case of the housing office, and the headers of Nora's browser."""
    engine = make_engine(district_url)
    with engine.begin() as connection:
        nora = connection.execute(
            text(
                "insert into account (email, name, role) values "
                "('nora.gatti@comune.example', 'Nora Gatti', 'housing_operator') returning id"
            )
        ).scalar_one()
        unit = connection.execute(
            text(
                "select c.unit_id from housing_case c where c.unit_id is not null "
                "and access.is_case_open(c.id) order by c.fid limit 1"
            )
        ).scalar_one()
    yield unit, bearer(engine, Role.HOUSING_OPERATOR, account=nora)
    with engine.begin() as connection:
        for table in ("stated_purpose", "api_token"):
            connection.execute(text(f"delete from {table} where account_id = :id"), {"id": nora})
        connection.execute(text("delete from account where id = :id"), {"id": nora})
    engine.dispose()


@pytest.fixture
def desk(browser: Browser, served: str, flat: tuple[uuid.UUID, dict[str, str]]) -> Iterator[Page]:
    """Nora's browser, in Italian."""
    context = browser.new_context(locale="it-IT", base_url=served, extra_http_headers=flat[1])
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_one_click_opens_and_one_closes(
    desk: Page, flat: tuple[uuid.UUID, dict[str, str]], pictures: Path, width: int
) -> None:
    complaints: list[str] = []
    desk.on("pageerror", lambda error: complaints.append(str(error)))
    desk.set_viewport_size({"width": width, "height": 768})
    desk.goto(f"/units/{flat[0]}")
    box = desk.locator(".reading")
    expect(box).to_contain_text("I dati personali sono chiusi.")
    expect(box).to_be_in_viewport()
    desk.screenshot(path=pictures / f"purpose-closed-{width}.png")
    registers = desk.locator("section", has=desk.locator("#registers-title"))
    expect(registers).to_contain_text(CLOSED)

    box.get_by_role("button", name="Nota telefonica").click()
    expect(box).to_contain_text("Leggi i dati personali per: nota telefonica, dalle ore")
    expect(registers).not_to_contain_text(CLOSED)
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    desk.screenshot(path=pictures / f"purpose-open-{width}.png")

    desk.get_by_role("link", name="Tutti gli scopi aperti").click()
    expect(desk.locator("main li")).to_have_count(1)
    desk.screenshot(path=pictures / f"purposes-{width}.png")
    desk.go_back()
    box.get_by_role("button", name="Chiudi").click()
    expect(box).to_contain_text("I dati personali sono chiusi.")
    expect(registers).to_contain_text(CLOSED)
    assert complaints == []


def test_another_reason_is_asked_for_in_words(
    desk: Page, flat: tuple[uuid.UUID, dict[str, str]]
) -> None:
    desk.goto(f"/units/{flat[0]}")
    box = desk.locator(".reading")
    box.get_by_text("Altro motivo", exact=True).click()
    field = box.get_by_label("Perché si leggono, senza nominare nessuno")
    field.fill("corto")
    box.get_by_role("button", name="Apri per un'ora").click()
    expect(box).to_contain_text("I dati personali sono chiusi.")
    field.fill("verifica del recapito della famiglia")
    box.get_by_role("button", name="Apri per un'ora").click()
    expect(box).to_contain_text("consultazione motivata «verifica del recapito della famiglia»")
    box.get_by_role("button", name="Chiudi").click()
    expect(box).to_contain_text("I dati personali sono chiusi.")
