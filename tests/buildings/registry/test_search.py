"""Searching the invented town, and the plans of the database for it."""

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.registry.search import Found, find
from buildings.registry.states import IdentifierScheme
from gis.crs import STORAGE_SRID
from gis.sqlfiles import read_sql
from tests import make
from tests.buildings.town import TODAY, Town


def found(session: Session, typed: str, most_flats: int = 50) -> Found:
    return find(session, typed, TODAY, municipality_code="G686", most_flats=most_flats)


def flats(town: Town, *doors: str) -> list[object]:
    return [town.flats[door] for door in doors]


def test_a_staircase_lists_its_flats_by_floor_and_door(session: Session, dante: Town) -> None:
    here = found(session, "via Dante 901 scala A")

    assert here.flats == flats(dante, "A1", "A2", "A3", "A10")
    assert here.buildings == []


@pytest.mark.parametrize(
    "typed",
    [
        "via Dante 901 scala A int 3",
        "dante 901 sc a int. 3",
        "DANTE 901 A 3",
        "v. dante 901 sc.A int.03",
        "dantte 901 scala a interno 3",
        "via Dante Alighieri 901 scala A int 3",
        "900/12/3",
        "foglio 900 mappale 12 sub 3",
        "G686/-/900/12/3",
    ],
)
def test_one_flat_is_found_in_every_usual_form(session: Session, dante: Town, typed: str) -> None:
    assert found(session, typed).flats == flats(dante, "A3")


def test_a_floor_narrows_the_flats(session: Session, dante: Town) -> None:
    assert found(session, "dante 901 piano 2").flats == flats(dante, "A3", "A10", "B2")
    assert found(session, "dante 901 piano terra").flats == flats(dante, "A1")


def test_an_address_gives_its_standing_buildings_and_all_its_flats(
    session: Session, dante: Town
) -> None:
    here = found(session, "via Dante 901")

    assert here.buildings == [dante.building]
    assert here.flats == flats(dante, "A1", "A2", "A3", "A10", "B1", "B2")


def test_a_street_alone_gives_buildings_and_no_flats(session: Session, dante: Town) -> None:
    here = found(session, "via Dante")

    assert here.buildings == [dante.building]
    assert here.flats == []


def test_accents_and_suffixes_do_not_matter_but_another_number_does(
    session: Session, dante: Town
) -> None:
    assert found(session, "piazza niccolo tommaseo 3/a").buildings == [dante.square]
    assert found(session, "p.zza NICCOLÒ TOMMASEO 3").buildings == [dante.square]
    assert found(session, "piazza tommaseo 4") == Found(
        inquiry=found(session, "piazza tommaseo 4").inquiry
    )


def test_a_letter_behind_the_number_is_a_staircase_where_it_is_no_suffix(
    session: Session, dante: Town
) -> None:
    assert found(session, "dante 901/b").flats == flats(dante, "B1", "B2")


def test_a_door_that_is_not_there_gives_the_building_instead(session: Session, dante: Town) -> None:
    here = found(session, "via Dante 901 scala Z")

    assert here.is_door_missing
    assert here.buildings == [dante.building]
    assert here.flats == []


def test_more_flats_than_asked_for_are_cut_and_say_so(session: Session, dante: Town) -> None:
    here = found(session, "dante 901 scala A", most_flats=2)

    assert here.flats == flats(dante, "A1", "A2")
    assert here.is_cut


def test_a_parcel_gives_all_its_units_and_a_sheet_too(session: Session, dante: Town) -> None:
    assert len(found(session, "900/12").flats) == 6
    assert len(found(session, "foglio 900").flats) == 6
    assert found(session, "900/1").flats == []
    assert dante.flats


def test_the_same_reference_of_another_municipality_is_not_meant(
    session: Session, dante: Town
) -> None:
    make.municipality(session, "A176")
    other = make.unit(session)
    make.identifier(session, other, IdentifierScheme.CADASTRAL_UNIT, "A176/-/900/12/3")

    assert found(session, "900/12/3").flats == flats(dante, "A3")
    assert found(session, "A176/-/900/12/3").flats == [other.id]


def test_a_reference_within_a_section_is_found_without_naming_it(
    session: Session, dante: Town
) -> None:
    session.execute(
        text(
            "insert into parcel (municipality_code, cadastral_section, sheet, parcel_number, "
            "area_m2, geom, source_id, as_of, reliability) values ('G686', 'B', '901', '7', 10, "
            "st_multi(st_makeenvelope(526000, 5038500, 526010, 5038510, :srid)), "
            "'test', :today, 'official')"
        ),
        {"srid": STORAGE_SRID, "today": TODAY},
    )
    flat = make.unit(session)
    make.identifier(session, flat, IdentifierScheme.CADASTRAL_UNIT, "G686/B/901/7/2")

    assert found(session, "901/7/2").flats == [flat.id]
    assert dante.flats


@pytest.mark.parametrize("typed", ["", "  ", "via", "zzzz", "%", "900/12/99999", "'; drop table"])
def test_nothing_is_found_for_what_is_not_there(session: Session, dante: Town, typed: str) -> None:
    here = found(session, typed)

    assert (here.flats, here.buildings, here.addresses) == ([], [], [])
    assert dante.flats


def explained(session: Session, query: str, **values: object) -> str:
    rows = session.execute(text(f"explain {query}"), values)
    return "\n".join(rows.scalars())


def test_streets_of_a_large_register_are_found_by_the_trigram_index(
    session: Session, dante: Town
) -> None:
    session.execute(
        text(
            "insert into address (municipality_code, street_name, house_number, source_id, as_of, "
            "reliability) select 'G686', 'via ' || md5((n / 20)::text), n % 90 + 1, 'test', "
            "'2026-01-01', 'official' from generate_series(1, 20000) n"
        )
    )
    session.execute(text("analyze street_spelling"))
    words = {"words": "cimarosa", "last_word": "cimarosa", "first_word": "cimarosa", "most": 20}

    plan = explained(session, read_sql("buildings.registry", "streets"), **words)

    assert session.scalar(text("select count(*) from street_spelling")) > 1000
    assert "ix_street_spelling_plain_trgm" in plan
    assert "Seq Scan" not in plan
    assert found(session, "dante 901 A 3").flats == flats(dante, "A3")


def test_what_stands_around_is_found_by_the_index_on_the_footprints(
    session: Session, dante: Town
) -> None:
    session.execute(
        text(
            "insert into building (municipality_code, geom, source_id, as_of, reliability) "
            "select 'G686', st_multi(st_makeenvelope(530000 + n * 30, 5000000, 530020 + n * 30, "
            ":north, :srid)), 'test', '2026-01-01', 'official' from generate_series(1, 5000) n"
        ),
        {"north": 5_000_012, "srid": STORAGE_SRID},
    )
    session.execute(text("analyze building"))
    sql = read_sql("buildings.registry", "surroundings")

    plan = explained(session, sql, building_id=dante.building, on_date=TODAY)

    assert "idx_building_geom" in plan
    assert "Seq Scan on building" not in plan


def test_references_in_a_large_register_are_found_by_an_index(
    session: Session, dante: Town
) -> None:
    session.execute(
        text(
            "insert into external_identifier (scheme, value, building_id, valid_from, source_id, "
            "as_of, reliability) select 'cadastral_unit', format('G686/-/1/%s/%s', n / 40, n), "
            ":building, '2000-01-01', 'test', '2026-01-01', 'official' "
            "from generate_series(1, 3000) n"
        ),
        {"building": dante.building},
    )
    session.execute(text("analyze external_identifier"))
    sql = "select id from external_identifier where value"

    whole = explained(session, f"{sql} in (:value)", value="G686/-/1/2/85")
    prefix = explained(session, f"{sql} like :value || '%' escape '/'", value="G686/-//1/2//")

    assert "Index" in whole
    assert "ix_external_identifier_value_pattern" in prefix
