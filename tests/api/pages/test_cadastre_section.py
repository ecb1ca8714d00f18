"""The card's section on the cadastre: what the books say, who holds it without names."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any

import pytest
from lxml import html
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.cadastre.models import (
    CadastralUnit,
    CadastralUnitAddress,
    CadastralUnitIdentifier,
)
from buildings.cadastre.plans import CadastralPlanRoom
from buildings.cadastre.states import IdentifierRole, RoomKind
from buildings.people.models import Body, UnitRight
from buildings.people.states import RightType
from buildings.registry.appurtenances import Appurtenance
from buildings.registry.states import ConsistencyUnit
from gis.provenance import Source
from tests.api.pages.conftest import Reader, words
from tests.api.pages.test_cards import section
from tests.buildings.town import Town
from tests.make import PROVENANCE

SINCE = dt.date(2010, 5, 1)
TOLD: dict[str, Any] = PROVENANCE | {"source_id": "cadastral_census"}


@pytest.fixture
def recorded(session: Session, dante: Town) -> Town:
    """Flat A 3 is in the cadastre's books, its owner a company; flat B 1 is its appurtenance."""
    session.add(Source(id="cadastral_census", title="Il censuario"))
    session.flush()
    flat = dante.flats["A3"]
    made = CadastralUnit(
        id=uuid.uuid4(),
        municipality_code="G686",
        immobile_id="4711",
        progressive=2,
        category_code="A03",
        cadastral_category="A/3",
        cadastral_class="2",
        consistency_value=4,
        consistency_unit=ConsistencyUnit.ROOMS,
        area_m2=78,
        income_eur=Decimal("348.61"),
        floor_text="0002",
        content_digest="",
        generating_cause="VAR DIVERSA DISTRIBUZIONE",
        unit_id=flat,
        valid_from=SINCE,
        **TOLD,
    )
    body = Body(id=uuid.uuid4(), source_key="1", name="INVENTATA SRL", **TOLD)
    session.add_all([made, body])
    session.flush()
    session.add_all(
        [
            CadastralUnitIdentifier(
                cadastral_unit_id=made.id, role=IdentifierRole.OWN, position=1, sheet="12",
                parcel_number="345", subunit="6", value="G686/-/12/345/6", **TOLD,
            ),
            CadastralUnitAddress(
                cadastral_unit_id=made.id, position=1, street_name="VIA DANTE", number_text="SNC",
                **TOLD,
            ),
            CadastralPlanRoom(
                municipality_code="G686", immobile_id="4711", polygon_number=1, area_m2=61,
                kind_code="A1", room_kind=RoomKind.MAIN, valid_from=SINCE, **TOLD,
            ),
            UnitRight(
                source_key="1", body_id=body.id, right_type=RightType.OWNERSHIP, right_code="10",
                share_num=1, share_den=2, unit_id=flat, valid_from=SINCE, **TOLD,
            ),
            Appurtenance(
                unit_id=dante.flats["B1"], main_unit_id=flat, is_inferred=True,
                valid_from=SINCE, **TOLD,
            ),
        ]
    )  # fmt: skip
    session.flush()
    return dante


def test_the_card_says_what_the_books_say(reading: Reader, recorded: Town) -> None:
    page = reading(f"/units/{recorded.flats['A3']}")
    told = section(page, "Catasto")
    for words_of in (
        "A/3, classe 2", "4 vani", "78 m²", "misurati in planimetria: 61 m²", "348,61",
        "0002", "VIA DANTE SNC", "Scheda 4711 degli atti: VAR DIVERSA DISTRIBUZIONE",
    ):  # fmt: skip
        assert words_of in told
    assert "cadastral_census" in words(page.xpath("//section[@class='sources']")[0])


def test_rights_are_told_without_names(reading: Reader, recorded: Town) -> None:
    page = reading(f"/units/{recorded.flats['A3']}")
    assert "ente o società" in section(page, "Catasto")
    assert "INVENTATA" not in words(page.xpath("//body")[0])


def test_an_appurtenance_and_its_flat_lead_to_each_other(reading: Reader, recorded: Town) -> None:
    flat, other = recorded.flats["A3"], recorded.flats["B1"]
    page = reading(f"/units/{flat}")
    assert "Ha come pertinenza" in section(page, "Catasto")
    assert page.xpath(f"//section[h2='Catasto']//a[@href='/units/{other}']")
    back = reading(f"/units/{other}")
    assert "Pertinenza di" in section(back, "Catasto")
    assert "Nessuna scheda del catasto è legata" in section(back, "Catasto")


def test_before_its_day_the_record_is_not_there(visitor: TestClient, recorded: Town) -> None:
    answer = visitor.get(f"/units/{recorded.flats['A3']}?datetime=2009-01-01")
    told = section(html.document_fromstring(answer.text), "Catasto")
    assert "Nessuna scheda" in told
    assert "4711" not in told
