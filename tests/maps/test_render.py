"""Rendered maps of an invented street: what they show, say, escape and never fetch.

Via Cimarosa 901 is a building of twelve flats. A flat is vacant, its neighbour is seized, the
lift stands still since January, and the insulation of the roof is under way. Someone gave the
condominium a name that is a script.
"""

import datetime as dt
import json
import re
import uuid
from decimal import Decimal

import pytest
from lxml import html as lxml_html
from sqlalchemy.orm import Session

from buildings.condominiums.models import Condominium
from buildings.interventions.models import Intervention, InterventionStage, InterventionTarget
from buildings.interventions.states import InterventionState, WorksCategory
from buildings.issues.models import CondominiumIssue, CondominiumIssueState
from buildings.issues.states import IssueState, IssueType, Severity
from buildings.registry.models import Building
from buildings.status.states import Dimension, Occupancy
from gis.columns import Reliability
from gis.errors import NotFoundError
from maps.offline import foreign_references
from maps.render.gallery import GALLERY, rendered_map
from maps.render.reading import render
from tests import make

TODAY = dt.date(2026, 3, 1)
EVIL = "</script><script>alert('Venere')</script><b>{{ 7 * 7 }}"


@pytest.fixture
def street(session: Session) -> Building:
    make.source(session)
    condominium = Condominium(id=uuid.uuid4(), name=EVIL, **make.PROVENANCE)
    session.add(condominium)
    session.flush()
    building = make.building(session, condominium_id=condominium.id)
    vacant, occupied = (make.unit(session, building_id=building.id) for _ in range(2))
    since = dt.date(2025, 6, 1)
    make.status(session, vacant, Dimension.OCCUPANCY, Occupancy.VACANT, since)
    make.status(session, occupied, Dimension.OCCUPANCY, Occupancy.OCCUPIED, since)
    lift = CondominiumIssue(
        id=uuid.uuid4(),
        condominium_id=condominium.id,
        building_id=building.id,
        issue_type=IssueType.LIFT,
        severity=Severity.HIGH,
        title_it=f"Ascensore fermo {EVIL}",
        title_en="Lift out of service",
        reported_on=dt.date(2026, 1, 10),
        amount_eur=Decimal("12500.50"),
        **make.PROVENANCE,
    )
    roof = Intervention(
        id=uuid.uuid4(),
        name_it="Isolamento del tetto",
        name_en="Roof insulation",
        works_category=WorksCategory.EXTRAORDINARY,
        **make.PROVENANCE,
    )
    session.add_all([lift, roof])
    session.flush()
    session.add_all(
        [
            CondominiumIssueState(
                issue_id=lift.id,
                state=IssueState.REPORTED,
                valid_from=dt.date(2026, 1, 10),
                **make.PROVENANCE,
            ),
            InterventionStage(
                intervention_id=roof.id,
                state=InterventionState.WORKS_STARTED,
                valid_from=dt.date(2026, 2, 1),
                **make.PROVENANCE,
            ),
            InterventionTarget(intervention_id=roof.id, building_id=building.id, **make.PROVENANCE),
        ]
    )
    session.flush()
    return building


def page(session: Session, slug: str, on_date: dt.date = TODAY) -> str:
    return render(session.connection(), rendered_map(slug), on_date)


def legend(page_text: str) -> dict[str, int]:
    lines = lxml_html.document_fromstring(page_text).cssselect(".page-legend li")
    return {
        line.cssselect("span")[0].text_content(): int(line.cssselect(".count")[0].text_content())
        for line in lines
        if line.cssselect(".count")
    }


@pytest.mark.usefixtures("street")
@pytest.mark.parametrize("slug", GALLERY)
def test_every_map_is_one_file_with_title_date_and_sources(session: Session, slug: str) -> None:
    text = page(session, slug)
    tree = lxml_html.document_fromstring(text)

    assert foreign_references(text) == []
    assert tree.get("lang") == "it"
    assert tree.cssselect("h1")[0].text_content() == GALLERY[slug].title.it
    foot = tree.cssselect("footer")[0].text_content()
    assert "Situazione al 01/03/2026" in foot
    if "buildings" in GALLERY[slug].layers:
        assert "A test's own word" in foot


@pytest.mark.usefixtures("street")
def test_the_overview_counts_what_it_draws(session: Session) -> None:
    assert legend(page(session, "overview")) == {
        "Edifici": 1,
        "Condomìni": 1,
        "In corso": 1,
        "alta (7 giorni)": 1,
    }


@pytest.mark.usefixtures("street")
def test_a_map_shows_the_day_it_is_asked_for(session: Session) -> None:
    before = page(session, "overview", dt.date(2025, 12, 31))

    assert "alta (7 giorni)" not in legend(before)
    assert "In corso" not in legend(before)
    assert "Situazione al 31/12/2025" in before


@pytest.mark.usefixtures("street")
def test_buildings_are_coloured_by_the_maps_choice(session: Session) -> None:
    assert legend(page(session, "vacancy")) == {"dal 25 al 50%": 1}
    assert legend(page(session, "status")) == {"nessuna": 1}


@pytest.mark.usefixtures("street")
def test_no_text_of_the_register_becomes_markup(session: Session) -> None:
    text = page(session, "overview")
    tree = lxml_html.document_fromstring(text)

    assert "alert('Venere')</script>" not in text
    assert tree.xpath("//b") == []
    scripts = " ".join(script.text or "" for script in tree.iter("script"))
    assert "\\u003c/script>\\u003cscript>alert('Venere')" in scripts
    assert "\\u003cb>{{ 7 * 7 }}" in scripts


@pytest.mark.usefixtures("street")
def test_popups_tell_titles_and_words_of_the_register(session: Session) -> None:
    text = page(session, "condominiums")
    known = re.search(r"satellite\.start\((\{.*?\}), \{\"zoomIn\"", text)

    assert known
    told = json.loads(known[1])["condominium_issues"]
    assert told["titles"][:3] == ["Condominio", "Tipo", "Titolo (italiano)"]
    ((values, _label),) = told["told"]
    assert values[0] == EVIL
    assert values[1:3] == ["Ascensore fermo", f"Ascensore fermo {EVIL}"]
    assert values[-1] == "12.500,50 €"


def test_the_notice_stands_on_every_map_with_something_synthetic(session: Session) -> None:
    make.building(session)
    assert "Dati sintetici" not in notice(page(session, "overview"))

    make.building(session, reliability=Reliability.SYNTHETIC)
    assert notice(page(session, "overview")) == "Dati sintetici – non è il luogo reale"  # noqa: RUF001 - as the page writes it
    assert "Synthetic data" in render(session.connection(), rendered_map("overview"), TODAY, "en")


def notice(text: str) -> str:
    found = lxml_html.document_fromstring(text).cssselect(".page-notice")
    return str(found[0].text_content()) if found else ""


@pytest.mark.parametrize("slug", GALLERY)
def test_an_empty_register_still_gives_a_map(session: Session, slug: str) -> None:
    text = page(session, slug)

    assert legend(text) == {}
    assert "niente da mostrare a questa data" in text


def test_a_map_that_does_not_exist_is_refused_with_those_that_do() -> None:
    with pytest.raises(NotFoundError) as caught:
        rendered_map("../overview")

    assert "overview" in caught.value.in_("it")
