"""The card shows what the Comune's registers say, and /interventions the public projects."""

import datetime as dt
import uuid
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from buildings.projects.codes import CigKind
from buildings.projects.models import (
    PublicProject,
    PublicProjectAmount,
    PublicProjectCig,
    PublicProjectPlace,
    PublicProjectStory,
)
from buildings.projects.states import AmountKind, ProjectRegister
from buildings.residence.models import SourcePurpose, UnitResidents, UnitWasteCharge
from buildings.residence.states import JoinPurpose, MinorsBand
from buildings.status.models import EnforcementSale, SaleAttempt
from buildings.status.states import ReportedOccupancy, SaleState
from tests import make

CUP = "C11G06000000001"
ITALIAN = {"Accept-Language": "it"}


def told(session: Session) -> uuid.UUID:
    """A flat with a judicial sale, of which two registers speak, one of them for statistics."""
    make.source(session)
    sale = session.scalars(select(EnforcementSale).order_by(EnforcementSale.fid)).first()
    assert sale is not None
    assert sale.unit_id is not None
    sale.occupancy_in_report = ReportedOccupancy.DEBTOR
    sale.pvp_url = "https://pvp.example/7"
    day: dict[str, Any] = {"valid_from": dt.date(2026, 1, 1)}
    session.add_all(
        [
            SourcePurpose(source_id="test", purpose=JoinPurpose.CASE),
            UnitResidents(
                unit_id=sale.unit_id, persons_count=6, families_count=2,
                minors_band=MinorsBand.ONE_TWO, **day, **make.PROVENANCE,
            ),
            UnitWasteCharge(
                unit_id=sale.unit_id, charged_area_m2=48.5, occupants_count=2, **day,
                **make.PROVENANCE | {"source_id": "generator"},
            ),
            SaleAttempt(
                sale_id=sale.id, sale_on=dt.date(2026, 2, 3), attempt_no=1, base_price_eur=61234,
                outcome=SaleState.DESERTED, **make.PROVENANCE,
            ),
        ]
    )  # fmt: skip
    session.flush()
    return sale.unit_id


def test_the_card_tells_only_what_may_be_joined_for_its_purpose(
    writing_client: TestClient, district_session: Session
) -> None:
    unit_id = told(district_session)

    page = writing_client.get(f"/units/{unit_id}", headers=ITALIAN).text

    assert "Registri del Comune" in page
    assert "Lettura per: verifica di una pratica" in page
    assert "6 persone residenti, 2 famiglie, 1-2 minori" in page
    assert "48,5" not in page
    assert "secondo la perizia: occupato dal debitore" in page
    assert 'href="https://pvp.example/7"' in page
    assert "61.234" in page
    assert 'id="source-test"' in page


def test_the_page_of_interventions_shows_the_public_projects(
    writing_client: TestClient, district_session: Session
) -> None:
    make.source(district_session)
    project = PublicProject(id=uuid.uuid4(), municipality_code="G686", cup=CUP, **make.PROVENANCE)
    district_session.add(project)
    district_session.flush()
    of: dict[str, Any] = {"project_id": project.id, **make.PROVENANCE}
    register = {"register": ProjectRegister.OPENCUP}
    district_session.add_all(
        [
            PublicProjectStory(title="Cortili <b>nuovi</b>", state_text="ATTIVO", **register, **of),
            PublicProjectAmount(kind=AmountKind.COST, amount_eur=120000, **register, **of),
            PublicProjectPlace(istat_code="015175", name="PIOLTELLO", **of),
            PublicProjectCig(cig="918052266A", kind=CigKind.STANDARD, **of),
        ]
    )
    district_session.flush()

    answer = writing_client.get("/interventions", headers=ITALIAN)

    assert answer.status_code == 200
    assert "Progetti pubblici" in answer.text
    assert CUP in answer.text
    assert "Cortili &lt;b&gt;nuovi&lt;/b&gt;" in answer.text
    assert "120.000" in answer.text
    assert "918052266A" in answer.text
    assert "CIG ordinario" in answer.text


def test_a_register_without_projects_says_so(client: TestClient) -> None:
    page = client.get("/interventions", headers=ITALIAN).text
    projects = page.split('id="projects-title"')[1]
    assert "Nel registro non ce ne sono." in projects.split("</section>")[0]
