"""The page where somebody of the office decides what two sources tell differently."""

import re
import uuid

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.condominiums.models import MillesimalTable
from buildings.discrepancies.models import Discrepancy
from buildings.discrepancies.service import find
from buildings.discrepancies.states import DiscrepancyState
from gis.dates import today
from gis.provenance import Source

OURS = {"sec-fetch-site": "same-origin"}
FORM = {"decision": "first_is_right", "decided_by": "Ufficio Casa", "note": "<b>visto</b>"}


@pytest.fixture
def vacant(district_session: Session) -> Discrepancy:
    """An invented inspection says that a flat which is lived in stands empty."""
    district_session.add(Source(id="inspection", title="Sopralluogo inventato"))
    district_session.flush()
    district_session.execute(
        text(
            "insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, "
            "reliability) select unit_id, 'occupancy', 'vacant', '2026-10-01', 'inspection', "
            "'2026-10-01', 'single_source' from unit_status where dimension = 'occupancy' "
            "and value = 'occupied' and valid_to = 'infinity' order by id limit 1"
        )
    )
    find(district_session.connection(), today())
    return district_session.scalars(
        select(Discrepancy).where(Discrepancy.kind == "status_values_differ")
    ).one()


def test_both_values_stand_side_by_side_with_their_sources(
    writing_client: TestClient, vacant: Discrepancy
) -> None:
    page = writing_client.get("/discrepancies").text
    assert "Stato diverso tra le fonti" in page
    assert "Occupazione di fatto" in page
    assert page.index(">vuota<") < page.index(">abitata<")
    assert 'href="#source-inspection"' in page
    assert "Sopralluogo inventato" in page
    assert f"/units/{vacant.unit_id}" in page
    english = writing_client.get("/discrepancies?lang=en").text
    assert "Sources give another state" in english


def test_the_list_is_narrowed(writing_client: TestClient, vacant: Discrepancy) -> None:
    def shown(query: str) -> bool:
        answer = writing_client.get(f"/discrepancies{query}")
        assert answer.status_code == 200
        return f"d-{vacant.id}" in answer.text

    assert shown("?kind=&state=open")
    assert shown("?kind=status_values_differ")
    assert shown(f"?unit={vacant.unit_id}")
    assert not shown("?kind=owners_differ")
    assert not shown("?state=closed")
    assert not shown(f"?unit={uuid.uuid4()}")
    assert not shown(f"?condominium={uuid.uuid4()}")
    assert writing_client.get("/discrepancies?kind=gossip").status_code == 400
    assert writing_client.get("/discrepancies?unit=7").status_code == 400


def test_a_decision_closes_it_and_is_shown(
    writing_client: TestClient, district_session: Session, vacant: Discrepancy
) -> None:
    answer = writing_client.post(
        f"/discrepancies/{vacant.id}/decision", data=FORM, headers=OURS, follow_redirects=False
    )
    assert answer.status_code == 303
    assert answer.headers["location"] == "/discrepancies?state=open&kind=status_values_differ"
    district_session.expire_all()
    assert vacant.state is DiscrepancyState.CLOSED
    closed = writing_client.get("/discrepancies?state=closed").text
    assert "Ufficio Casa" in closed
    assert "&lt;b&gt;visto&lt;/b&gt;" in closed
    again = writing_client.post(
        f"/discrepancies/{vacant.id}/decision", data=FORM, headers=OURS, follow_redirects=False
    )
    assert again.status_code == 409


@pytest.mark.parametrize(
    "headers",
    [{"authorization": ""}, {"sec-fetch-site": "cross-site"}, {"origin": "https://elsewhere.example"},
     {"sec-fetch-site": "same-site"}, {"origin": "null"}],
)  # fmt: skip
def test_a_form_of_another_site_is_refused(
    writing_client: TestClient,
    district_session: Session,
    vacant: Discrepancy,
    headers: dict[str, str],
) -> None:
    answer = writing_client.post(
        f"/discrepancies/{vacant.id}/decision", data=FORM, headers=headers, follow_redirects=False
    )
    assert answer.status_code == 403
    district_session.expire_all()
    assert vacant.state is DiscrepancyState.OPEN


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"decided_by": " "}, 400),
        ({"note": ""}, 400),
        ({"decision": "whatever"}, 400),
        ({"decision": "sources_agree_now"}, 400),
        ({"note": "x" * 2001}, 400),
    ],
)
def test_a_form_without_who_or_why_is_refused(
    writing_client: TestClient, vacant: Discrepancy, change: dict[str, str], status: int
) -> None:
    answer = writing_client.post(
        f"/discrepancies/{vacant.id}/decision", data=FORM | change, headers=OURS
    )
    assert answer.status_code == status


def test_an_unknown_discrepancy_is_not_found(writing_client: TestClient) -> None:
    answer = writing_client.post(f"/discrepancies/{uuid.uuid4()}/decision", data=FORM, headers=OURS)
    assert answer.status_code == 404


def test_the_same_as_json(writing_client: TestClient, vacant: Discrepancy) -> None:
    answer = writing_client.get(f"/api/discrepancies?unit={vacant.unit_id}")
    assert answer.headers["cache-control"] == "no-store"
    body = answer.json()
    (one,) = [each for each in body["discrepancies"] if each["id"] == str(vacant.id)]
    assert (one["first_value"], one["second_value"]) == ("vacant", "occupied")
    assert (one["first_source_id"], one["about"]) == ("inspection", "occupancy")
    assert body["open_by_kind"]["status_values_differ"] == 1
    assert not body["is_cut"]


def test_the_card_and_the_start_page_tell_how_many(
    writing_client: TestClient, vacant: Discrepancy
) -> None:
    card = writing_client.get(f"/units/{vacant.unit_id}").text
    assert f"/discrepancies?unit={vacant.unit_id}" in card
    assert "altra fonte:" in card
    assert re.search(r"[1-9]\d* discordanz[ae] apert[ae]", writing_client.get("/").text)
    read = writing_client.get(f"/api/units/{vacant.unit_id}").json()
    assert str(vacant.id) in {each["id"] for each in read["discrepancies"]}
    assert read["room"]["max_occupants"] >= 1
    occupancy = [each["value"] for each in read["dimensions"] if each["what"] == "occupancy"]
    assert occupancy[:2] == ["vacant", "occupied"]


def test_a_condominium_tells_how_it_is_run(
    writing_client: TestClient, district_session: Session
) -> None:
    find(district_session.connection(), today())
    draft = district_session.scalars(
        select(MillesimalTable).where(MillesimalTable.is_approved.is_(False))
    ).one()
    page = writing_client.get(f"/condominiums/{draft.condominium_id}").text
    for words in ("Amministrazione", "Studio inventato", "Rendiconti", "Recupero entro",
                  "A, proprietà", "non fa 1000", "Contatore comune"):  # fmt: skip
        assert words in page
    assert f"/discrepancies?condominium={draft.condominium_id}" in page


def test_a_flat_shows_home_shares_and_meter(
    writing_client: TestClient, district_session: Session
) -> None:
    flat = district_session.scalar(
        text("select unit_id from meter where unit_id is not null order by serial limit 1")
    )
    page = writing_client.get(f"/units/{flat}").text
    for words in ("Alloggio, affollamento e contatori", "Persone che può ospitare", "provvisorio",
                  "Millesimi", "SINTETICO", "Classe catastale", "Rendita catastale"):  # fmt: skip
        assert words in page
    read = writing_client.get(f"/api/units/{flat}").json()
    assert read["meters"][0]["serial"].startswith("SINTETICO")
    assert read["shares"][0]["kind"] == "property"
    assert read["homes"] == []
