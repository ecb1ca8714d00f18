"""Researchers read flats under pseudonyms, of released quarters, while their project runs."""

import re

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.disclosure.models import ResearchProject
from buildings.privacy.states import Role
from buildings.releases.models import Release
from buildings.research import queries, service
from buildings.research.service import SERVED
from gis.errors import NotFoundError, RuleError
from gis.keys import KeyStore
from tests.buildings.releases.conftest import TODAY
from tests.buildings.research.conftest import Research, project
from tests.readers import bearer

FLATS = {"2026-Q2": 120, "2026-Q3": 119}


def released(session: Session, quarter: str) -> Release:
    return session.query(Release).filter_by(quarter=quarter).one()


def test_a_record_holds_nothing_by_which_the_register_knows_the_flat(research: Research) -> None:
    records = research.records("sun")
    with research.owner.connect() as connection:
        written = {
            str(value)
            for row in connection.execute(text("select u.id, u.building_id, u.condominium_id, "
                                               "b.address_id, r.id from unit u join building b on "
                                               "b.id = u.building_id, research_project r"))
            for value in row
            if value is not None
        }  # fmt: skip
    assert len(records) == FLATS["2026-Q3"]
    told = " ".join(str(value) for each in records for value in each.values())
    assert not [each for each in written if each in told or each.replace("-", "") in told]
    for each in records:
        assert re.fullmatch("[0-9a-f]{32}", each["unit"] or "")
        assert re.fullmatch("[0-9]{4}-[0-9]{2}", each["month"] or "")
    assert {each["use_class"] for each in records} == {"dwelling"}
    assert {each["area_band"] for each in records} == {"under_80", "under_100"}
    assert len({each["unit"] for each in records}) == len(records)


def test_a_place_holds_ten_flats_at_least(research: Research) -> None:
    records = research.records("sun")
    places = [each["place"] for each in records]
    assert len(set(places)) == 3
    assert all(places.count(each) >= 10 for each in places)


def test_neither_the_order_nor_the_ids_tell_which_flat_is_which(research: Research) -> None:
    records = research.records("sun")
    with research.owner.connect() as connection:
        ids = {str(each) for each in connection.execute(text("select id from unit")).scalars()}
    assert not ids & {each["id"] for each in records}
    assert [each["unit"] for each in records] == sorted(str(each["unit"]) for each in records)


def test_two_projects_have_no_pseudonym_in_common(research: Research) -> None:
    sun, moon = research.records("sun"), research.records("moon")
    assert len(sun) == len(moon)
    assert not {each["unit"] for each in sun} & {each["unit"] for each in moon}
    assert [each["unit"] for each in sun] != [each["unit"] for each in moon]


def test_a_field_that_the_agreement_does_not_name_is_empty(research: Research) -> None:
    records = research.records("moon")
    assert {each["use_class"] for each in records} == {"dwelling"}
    for field in ("place", "month", "floor_band", "rooms_band", "area_band"):
        assert {each[field] for each in records} == {None}


@pytest.mark.parametrize("person", ["over", "nobody"])
def test_who_is_in_no_running_project_reads_nothing(research: Research, person: str) -> None:
    assert research.records(person) == []
    page = research.client.get("/releases", headers=research.people[person]).text
    assert "Passato" not in page
    assert "Sole" not in page


def test_only_the_role_of_researchers_opens_the_collection(research: Research) -> None:
    address = "/ogc/collections/research_units/items?f=json"
    for role in Role:
        if role is not Role.RESEARCHER:
            headers = bearer(research.owner, role)
            refused = 401 if role is Role.PUBLIC else 403
            assert research.client.get(address, headers=headers).status_code == refused
    flats = "/ogc/collections/units/items?f=json"
    assert research.client.get(flats, headers=research.people["sun"]).status_code == 403


def test_days_between_releases_tell_nothing(research: Research) -> None:
    """Whoever asks before and after a change of one flat finds the same until the next quarter."""
    told = {day: research.records("sun", datetime=day)
            for day in ("2026-06-29", "2026-06-30", "2026-08-02", "2026-08-04", "2026-09-29",
                        "2026-09-30", "2031-01-01")}  # fmt: skip
    assert told["2026-06-29"] == []
    for day in ("2026-08-02", "2026-08-04", "2026-09-29"):
        assert told[day] == told["2026-06-30"]
    assert told["2031-01-01"] == told["2026-09-30"]
    assert {each["quarter"] for each in told["2026-06-30"]} == {"2026-Q2"}
    assert len(told["2026-06-30"]) == FLATS["2026-Q2"]


def test_a_flat_is_followed_within_its_project_from_quarter_to_quarter(research: Research) -> None:
    """That is what pseudonyms are for; a flat that is gone is missed, not which one it was."""
    before = {each["unit"]: each for each in research.records("sun", datetime="2026-06-30")}
    after = {each["unit"]: each for each in research.records("sun", datetime="2026-09-30")}
    grown = [each for each in after if before[each]["area_band"] != after[each]["area_band"]]
    assert set(after) < set(before)
    assert len(grown) == 5


def test_what_is_written_today_does_not_show(research: Research) -> None:
    before = research.records("sun")
    with research.owner.begin() as connection:
        connection.execute(text("update unit set rooms = 9 where unit_number = '6'"))
    assert research.records("sun") == before


def test_filters_and_boxes_count_no_other_rows(research: Research) -> None:
    whole = research.records("sun")
    bands = {each["area_band"] for each in whole}
    parts = [research.records("sun", area_band=str(each)) for each in bands]
    assert sum(map(len, parts)) == len(whole)
    asked = [research.records("sun", bbox=each) for each in ("9,45,9.1,45.1", "9.3,45.4,9.4,45.6")]
    assert asked[0] == asked[1] == whole


def test_an_extract_is_made_once_and_of_a_published_quarter_alone(
    research: Research, office: Session
) -> None:
    sun = office.get_one(ResearchProject, research.projects["sun"])
    release = released(office, "2026-Q3")
    with pytest.raises(RuleError, match="has its extract"):
        service.deliver(office, research.keys, sun, release, made_by="office", today=TODAY)
    moon = office.get_one(ResearchProject, research.projects["moon"])
    first = released(office, "2026-Q2")
    office.execute(
        text(
            "update release set state = 'withdrawn', withdrawn_at = now(), "
            "withdrawn_because = 'counted twice' where quarter = '2026-Q2'"
        )
    )
    office.expire_all()
    with pytest.raises(RuleError, match="is not published"):
        service.deliver(office, research.keys, moon, first, made_by="office", today=TODAY)


def test_an_ended_project_is_given_nothing_and_leaves_no_records(
    research: Research, office: Session, folder: KeyStore
) -> None:
    over = office.get_one(ResearchProject, research.projects["over"])
    with pytest.raises(RuleError, match="has ended"):
        service.deliver(
            office, research.keys, over, released(office, "2026-Q2"), made_by="o",
            today=TODAY,
        )  # fmt: skip
    moon = office.get_one(ResearchProject, research.projects["moon"])
    service.end(office, folder, moon)
    counted = text("select count(*) from research_unit where project_id = :id")
    assert office.execute(counted, {"id": moon.id}).scalar_one() == 0
    assert len([each for each, own, _ in queries.extracts(office) if own.id == moon.id]) == 1


def test_an_extract_is_not_changed(research: Research) -> None:
    for command in (
        "update research_unit set rooms_band = null",
        "update research_extract set record_count = 1",
        "delete from research_extract",
        "truncate research_extract cascade",
    ):
        with research.owner.connect() as connection, pytest.raises(IntegrityError):
            connection.execute(text(command))


def test_an_agreement_gets_no_field_of_a_class_that_research_may_not_read(
    office: Session, folder: KeyStore
) -> None:
    with pytest.raises(RuleError, match="crowding, person"):
        service.begin(office, folder, project("Stelle", fields=["unit", "person", "crowding"]))
    assert {each.value for each in SERVED} >= {"unit", "place", "month"}


def test_only_an_open_account_of_a_researcher_takes_part(
    research: Research, office: Session
) -> None:
    sun = office.get_one(ResearchProject, research.projects["sun"])
    office.execute(text("update account set disabled_at = now() where email like 'nobody%'"))
    for email in ("nobody@universita.example", "%@universita.example", "who@universita.example"):
        with pytest.raises(RuleError, match="no open account"):
            service.admit(office, sun, email, TODAY)


def test_a_project_is_found_by_its_title_or_number(research: Research, office: Session) -> None:
    found = queries.project_named(office, "Sole")
    assert queries.project_named(office, str(found.fid)).id == research.projects["sun"]
    with pytest.raises(NotFoundError):
        queries.project_named(office, "S%")


def test_its_keys_are_not_in_the_database(research: Research) -> None:
    keys = research.keys.find(list(research.projects.values()))
    assert len(keys) == len(research.projects)
    held = everything(research.owner)
    for key in keys.values():
        assert key.hex() not in held


def everything(owner: Engine) -> str:
    with owner.connect() as connection:
        names = ("research_project", "research_member", "research_extract", "research_unit")
        return " ".join(
            str(row) for name in names for row in connection.execute(text(f"select * from {name}"))
        )
