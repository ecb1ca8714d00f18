"""The office's page counts what waits, and its parts are one step from everywhere."""

import datetime as dt

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.arrears.models import CondominiumBridge
from buildings.identity.models import UnitReference
from buildings.identity.states import ReferenceState
from buildings.interventions.models import InterventionStage
from data.ingest.models import ImportRun
from data.ingest.states import ImportOutcome
from tests.api.pages.conftest import Reader, words
from tests.buildings import well_told
from tests.buildings.town import Town, added

PARTS = ["/identity", "/discrepancies", "/deliveries", "/imports", "/interventions"]


def test_what_waits_is_counted_and_leads_to_its_page(
    session: Session, reading: Reader, dante: Town
) -> None:
    well_told.tell(session, dante)
    for key, state in (
        ("1", ReferenceState.REVIEW),
        ("2", ReferenceState.REVIEW),
        ("3", ReferenceState.UNMATCHED),
        ("4", ReferenceState.DISMISSED),
    ):
        session.add(
            UnitReference(
                sender="test", key=key, source_id="test", municipality_code="G686", state=state
            )
        )
    added(session, CondominiumBridge, condominium_id=dante.condominium, sender="Studio", code="BOX")
    now = dt.datetime.now(dt.UTC)
    for days_ago, outcome, is_dry_run in (
        (1, ImportOutcome.REFUSED, False),
        (2, ImportOutcome.DONE, False),
        (3, ImportOutcome.FAILED, True),
        (40, ImportOutcome.FAILED, False),
    ):
        at = now - dt.timedelta(days=days_ago)
        session.add(
            ImportRun(
                file_name="a.csv", municipality_code="G686", is_dry_run=is_dry_run,
                outcome=outcome, started_at=at, finished_at=at,
            )
        )  # fmt: skip
    session.flush()

    cards = reading("/office").xpath("//ul[@class='waiting']/li")

    assert [card.xpath(".//a/@href") for card in cards] == [[part] for part in PARTS]
    assert words(cards[0]) == (
        "Denominazioni 2 denominazioni da decidere e 1 che non somiglia a nessuna unità"
    )
    assert words(cards[1]) == "Discordanze 1 discordanza aperta tra le fonti"
    assert words(cards[2]) == "Consegne 1 codice di un amministratore da spiegare"
    assert words(cards[3]).startswith(
        "Importazioni 1 importazione con rifiuti negli ultimi trenta giorni l'ultima il "
    )
    assert words(cards[4]) == "Interventi 1 intervento in corso"


def test_an_intervention_that_ended_waits_no_longer(
    session: Session, reading: Reader, dante: Town
) -> None:
    assert dante.flats
    stage = session.query(InterventionStage).one()
    stage.valid_to = dt.date(2026, 7, 1)
    session.flush()

    assert "0 interventi in corso" in words(reading("/office"))


@pytest.mark.parametrize("address", ["/office", *PARTS])
def test_every_part_is_one_step_from_the_others_and_says_where_one_is(
    reading: Reader, address: str
) -> None:
    page = reading(address)
    parts = page.xpath("//nav[@class='office-nav']/a")

    assert [part.get("href") for part in parts] == PARTS
    assert [part.get("href") for part in parts if part.get("aria-current") == "page"] == (
        [] if address == "/office" else [address]
    )
    (main,) = page.xpath("//nav[@class='site-nav']/a[@href='/office']")
    assert main.get("aria-current") == ("page" if address == "/office" else "true")


def test_other_pages_show_only_the_door_to_the_office(reading: Reader) -> None:
    page = reading("/chronicle")

    assert page.xpath("//nav[@class='site-nav']/a[@href='/office']")
    assert not page.xpath("//nav[@class='office-nav']")


def test_who_delivers_is_not_led_into_the_register(visitor: TestClient) -> None:
    page = visitor.get("/consegna/nessuno").text

    assert "/office" not in page
    assert "/identity" not in page
