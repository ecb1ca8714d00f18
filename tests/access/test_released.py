"""Each role finds the released tables of its audiences, on pages as through the API."""

import re

import pytest

from buildings.privacy.matrix import rights
from buildings.privacy.states import DataClass, Level, Role, Verb
from buildings.releases.catalogue import CATALOGUE
from buildings.releases.states import Audience, Indicator
from tests.access.conftest import Guarded
from tests.access.released import TABLES

PAGE = {"Accept": "text/html", "Accept-Language": "it"}
AUDIENCE_OF = {Role.PLANNER: "planning", Role.PREFECTURE: "prefecture", Role.RESEARCHER: "research"}
CLASSES = {Indicator.CASES: DataClass.CASES}


def audience(role: Role) -> str | None:
    """The audience whose tables the matrix opens to a role."""
    found = [
        each.scope.value
        for each in rights()
        if each.role is role and each.data_class is DataClass.RELEASED_RESTRICTED
    ]
    return found[0] if found else None


def classes(role: Role, level: Level) -> set[DataClass]:
    return {
        each.data_class
        for each in rights()
        if (each.role, each.verb, each.level) == (role, Verb.READ, level)
    }


@pytest.mark.parametrize("role", AUDIENCE_OF)
def test_who_has_aggregates_of_a_class_gets_its_tables_and_no_others(role: Role) -> None:
    """The planner's occupation themes, the prefecture's and the researcher's aggregates."""
    given = {
        CLASSES.get(table.indicator, DataClass.of(table.data_class))
        for table in CATALOGUE.values()
        if Audience.of(AUDIENCE_OF[role]) in table.audiences
    }
    tables = {CLASSES.get(each.indicator, DataClass.of(each.data_class))
              for each in CATALOGUE.values() if not each.is_public}  # fmt: skip

    assert audience(role) == f"for_{AUDIENCE_OF[role]}"
    assert given == classes(role, Level.AGGREGATED) & tables


def test_who_has_flats_under_pseudonyms_has_extracts_of_own_projects() -> None:
    for role in Role:
        pseudonymised = bool(classes(role, Level.PSEUDONYMISED))
        assert (DataClass.RESEARCH in classes(role, Level.IDENTIFIED)) is pseudonymised


@pytest.mark.parametrize("role", list(Role))
def test_the_pages_list_and_open_the_tables_of_the_role(guarded: Guarded, role: Role) -> None:
    client = guarded.client(role)
    own = TABLES.get(audience(role) or "")
    wanted = {"dwellings"} | ({own} if own else set())
    listed = client.get("/releases", headers=PAGE).text
    release = client.get("/releases/2026-Q3", headers=PAGE).text
    assert set(re.findall(r'href="/releases/2026-Q3/(\w+)"', release)) == wanted
    assert 'href="/releases/2026-Q3"' in listed
    assert re.search(r"Per citare:.*rilascio 2026-Q3, situazione al 30\s+set\s+2026", release)
    for name in ("dwellings", *TABLES.values()):
        answer = client.get(f"/releases/2026-Q3/{name}", headers=PAGE)
        assert answer.status_code == (200 if name in wanted else 404)
        assert "no-store" in answer.headers["cache-control"]
    assert ("Sole" in listed) is (role is Role.RESEARCHER)
    assert "Luna" not in listed
    assert "Passato" not in listed


def test_a_withheld_figure_is_told_in_words_and_never_as_none(guarded: Guarded) -> None:
    client = guarded.client(Role.PLANNER)
    page = client.get("/releases/2026-Q3/occupation_episodes", headers=PAGE).text
    cells = re.findall(r'<td class="number">(.*?)</td>', page)
    district = client.get("/releases/2026-Q3/occupation_episodes?level=district", headers=PAGE).text

    assert cells
    assert all("soppresso (k=10)" in each for each in cells)
    assert not [each for each in cells if re.search(r">0|^0|>\N{EN DASH}<", each)]
    assert re.search(r"28,6% .*20 su 70", district)


def test_an_unknown_quarter_table_or_level_is_told(guarded: Guarded) -> None:
    client = guarded.client(Role.PLANNER)
    assert client.get("/releases/2026-Q9", headers=PAGE).status_code == 400
    assert client.get("/releases/2019-Q1", headers=PAGE).status_code == 404
    assert client.get("/releases/2026-Q3/nothing", headers=PAGE).status_code == 404
    odd = client.get("/releases/2026-Q3/dwellings?level=%27--", headers=PAGE)
    assert odd.status_code == 200
    assert "--" not in re.sub(r"<!--", "", odd.text.split("<main")[1])


def test_every_field_of_the_collection_can_be_asked_by(guarded: Guarded) -> None:
    client = guarded.client(Role.PLANNER)
    address = "/ogc/collections/restricted_indicators/items?f=json"
    features = client.get(address).json()["features"]
    assert len(features) == 2
    for name, value in features[0]["properties"].items():
        if value is not None:
            asked = str(value).lower() if isinstance(value, bool) else value
            answer = client.get(address, params={name: asked})
            assert answer.status_code == 200, name
            assert features[0]["id"] in {each["id"] for each in answer.json()["features"]}, name
