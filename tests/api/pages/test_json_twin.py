"""The JSON of a flat tells what its card tells, by the same reading, and no more."""

import uuid
from typing import Any

import pytest
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from tests.api.pages.conftest import Page, Reader, words
from tests.api.pages.test_cards import section
from tests.buildings import well_told
from tests.buildings.town import TODAY, Town


@pytest.fixture
def flat(session: Session, dante: Town) -> uuid.UUID:
    return well_told.tell(session, dante)


@pytest.fixture
def card(reading: Reader, flat: uuid.UUID) -> Page:
    return reading(f"/units/{flat}")


@pytest.fixture
def told(visitor: TestClient, flat: uuid.UUID) -> dict[str, Any]:
    answer = visitor.get(f"/api/units/{flat}?datetime={TODAY}")
    assert answer.status_code == 200, answer.text
    read: dict[str, Any] = answer.json()
    return read


def test_the_cadastre_is_told_without_names(card: Page, told: dict[str, Any], dante: Town) -> None:
    (record,) = told["cadastre"]["records"]
    (right,) = told["cadastre"]["rights"]
    (linked,) = told["cadastre"]["linked"]
    shown = section(card, "Catasto")

    assert record["identifiers"] == ["G686/-/900/12/3"]
    assert (record["cadastral_category"], record["measured_m2"]) == ("A/3", "61.00")
    assert "misurati in planimetria: 61 m²" in shown
    assert record["plans"][0]["protocol"] == "MI0123456"
    assert "MI0123456" in shown
    assert (right["right_type"], right["share_num"], right["holder"]) == ("ownership", 1, "body")
    assert "proprietà 1/2" in shown.lower()
    assert "ente o società" in shown
    assert (linked["unit_id"], linked["is_main"]) == (str(dante.flats["B1"]), False)
    assert well_told.HOLDER not in str(told) + words(card)


def test_registers_are_read_for_the_same_purpose(card: Page, told: dict[str, Any]) -> None:
    registers = told["registers"]
    shown = section(card, "Registri del Comune")

    assert registers["purpose"] == "case_verification"
    assert [row["persons_count"] for row in registers["residents"]] == [6]
    assert "6 persone residenti, 2 famiglie" in shown
    assert [row["charged_area_m2"] for row in registers["charges"]] == ["48.50"]
    assert "48,5 m²" in shown
    assert "99,5" not in shown
    assert [row["outcome"] for row in registers["leases"]] == ["not_found"]
    assert [row["persons_band"] for row in registers["notices"]] == ["from_3_to_4"]
    assert [row["lock_state"] for row in registers["custodies"]] == ["lock_changed"]
    assert len(card.xpath("//section[h2='Registri del Comune']/ul/li")) == sum(
        len(rows) for rows in registers.values() if isinstance(rows, list)
    )


def test_homes_room_shares_meters_and_arrears_are_told(card: Page, told: dict[str, Any]) -> None:
    home = section(card, "Alloggio, affollamento e contatori")

    assert told["room"]["registered"] | {"as_of": ""} == {
        "least": 6, "most": 6, "crowding": None, "source_ids": ["registry_office"], "as_of": "",
    }  # fmt: skip
    assert (told["room"]["noticed"]["least"], told["room"]["noticed"]["most"]) == (3, 4)
    assert "3-4" in home
    assert [each["label"] for each in told["homes"]] == ["Stanza a nord"]
    assert [each["share"] for each in told["shares"]] == ["51.2500"]
    assert [each["serial"] for each in told["meters"]] == ["ACQ-7"]
    for said in ("Stanza a nord", "51,25", "ACQ-7"):
        assert said in home
    assert [(row["financial_year"], row["balance_eur"]) for row in told["arrears"]] == [
        (2025, "4321.00")
    ]
    assert "4.321" in words(card)


def test_discrepancies_tasks_auctions_and_sources_are_told(
    card: Page, told: dict[str, Any]
) -> None:
    (differing,) = told["discrepancies"]
    (sale,) = told["sales"]
    rows = card.xpath("//table[@class='tasks']/tbody/tr")

    assert (differing["first_value"], differing["second_value"]) == ("6", "2")
    assert "1 discordanza aperta" in words(card)
    assert [task["kind"] for task in told["tasks"]] == ["case", "issue", "sale"]
    assert len(rows) == len(told["tasks"])
    assert [each["base_price_eur"] for each in sale["attempts"]] == ["80000.00"]
    assert [row["value"] for row in told["dimensions"] if row["is_believed"]] == ["occupied"]
    assert [source["id"] for source in told["sources"]] == [
        words(each) for each in card.xpath("//section[@class='sources']//dt")
    ]


def test_the_schema_documents_every_part(visitor: TestClient) -> None:
    schema = visitor.get("/api/openapi.json").json()
    answer = schema["paths"]["/api/units/{unit_id}"]["get"]["responses"]["200"]
    unit = schema["components"]["schemas"]["Unit"]

    assert answer["content"]["application/json"]["schema"]["$ref"].endswith("/Unit")
    for part in ("cadastre", "registers", "room", "arrears", "discrepancies", "homes", "tasks"):
        assert part in unit["required"]
    for name in ("CadastralRecord", "Right", "Residents", "Arrears", "Attempt"):
        assert schema["components"]["schemas"][name]["description"]
