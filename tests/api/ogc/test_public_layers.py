"""Attacks on the two public layers: over boxes, filters, days, tiles, zooms, pages and tables.

The estate has a house of eight flats, two issues of asbestos in one condominium, one lift that
stands still in another. A reader without an account asks everything that can be asked, puts all
answers into one system and solves it.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import mapbox_vector_tile
import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session
from starlette.testclient import TestClient

from api.app import create_app
from buildings.layers import CATALOGUE
from buildings.releases import catalogue
from buildings.releases.catalogue import ALL
from buildings.releases.drawing import Key
from buildings.releases.states import Indicator, Level
from buildings.releases.truth import counted
from gis.settings import Settings
from tests.api.ogc.conftest import column_of, everything, row_of
from tests.buildings.releases.conftest import estate as estate  # noqa: PLC0414 - a fixture
from tests.buildings.releases.conftest import made, published
from tests.buildings.releases.registers import Solver, small

LAYERS = ("public_buildings", "public_indicators")
DAYS = ("2026-06-29", "2026-06-30", "2026-08-15", "2026-09-30", "2026-11-22", "2031-01-01")
SLACK = 1e-6
ASBESTOS = """
insert into condominium_issue (condominium_id, issue_type, severity, title_it, title_en,
    reported_on, source_id, as_of, reliability)
select id, 'asbestos', 'high', 'Amianto', 'Asbestos', '{day}', 'test', '{day}', 'official'
from condominium where name = 'Girasole';
insert into condominium_issue_state (issue_id, state, valid_from, source_id, as_of, reliability)
select id, 'reported', '{day}', 'test', '{day}', 'official'
from condominium_issue where reported_on = '{day}'
"""
EMPTIED = """
update unit_status set value = 'vacant' where dimension = 'occupancy'
    and unit_id = (select id from unit where unit_number = '9' order by fid limit 1);
update building set height_m = 31 where name = '2';
delete from unit_status where unit_id = (select id from unit where unit_number = '40');
delete from unit where unit_number = '40'
"""
"""One household leaves its flat, a house is measured again, a third flat is no longer there."""


@pytest.fixture
def register(estate: Engine) -> Engine:
    """The estate with two quarters published, an issue of asbestos added between them."""
    published(estate, "2026-Q2")
    write(estate, ASBESTOS.format(day="2026-09-01"))
    published(estate, "2026-Q3")
    return estate


@pytest.fixture
def reader(register: Engine, settings: Settings) -> Iterator[TestClient]:
    """Somebody without an account."""
    with TestClient(create_app(settings, register)) as made:
        yield made


def write(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for each in statements:
            connection.execute(text(each))


def items(layer: str, **asked: str) -> str:
    query = "&".join(f"{name}={value}" for name, value in {"limit": "10000", **asked}.items())
    return f"/ogc/collections/{layer}/items?f=json&{query}"


def boxes() -> Iterator[str]:
    """A grid over the estate, in three sizes that overlap."""
    for steps in (1, 3, 8):
        wide, high = 0.012 / steps, 0.006 / steps
        for x in range(steps):
            for y in range(steps):
                west, south = 9.330 + x * wide, 45.496 + y * high
                yield f"{west:.5f},{south:.5f},{west + wide * 1.1:.5f},{south + high * 1.1:.5f}"


def tiles(client: TestClient, layer: str, zoom: int, day: str) -> Iterator[dict[str, Any]]:
    """What the tiles over the estate hold at one zoom."""
    for column in range(column_of(9.330, zoom), column_of(9.342, zoom) + 1):
        for row in range(row_of(45.502, zoom), row_of(45.496, zoom) + 1):
            address = f"/ogc/collections/{layer}/tiles/WebMercatorQuad/{zoom}/{row}/{column}"
            answer = client.get(f"{address}?datetime={day}")
            if answer.status_code == 200:
                for each in mapbox_vector_tile.decode(answer.content)[layer]["features"]:
                    yield each["properties"]


def asked(client: TestClient, layer: str) -> list[dict[str, Any]]:
    """Every answer about a layer that the public gets, each with its properties."""
    found = []
    for day in DAYS:
        whole = everything(client, items(layer, datetime=day))
        found += [each["properties"] | {"id": each["id"]} for each in whole]
        for box in boxes():
            found += [
                each["properties"] | {"id": each["id"]}
                for each in everything(client, items(layer, datetime=day, bbox=box))
            ]
        found += [each for zoom in (12, 14, 17) for each in tiles(client, layer, zoom, day)]
    whole = everything(client, items(layer))
    for name in ("dwellings", "figure", "missing", "category", "level", "place", "quarter"):
        if CATALOGUE[layer].field(name) is None:
            continue
        for value in {each["properties"][name] for each in whole} - {None}:
            part = everything(client, items(layer, **{name: str(value)}))
            assert all(each["properties"][name] == value for each in part)
            found += [each["properties"] | {"id": each["id"]} for each in part]
    found += [
        each["properties"] | {"id": each["id"]}
        for each in (
            client.get(f"/ogc/collections/{layer}/items/{one['id']}?f=json").json() for one in whole
        )
    ]
    return found


def known_figures(engine: Engine, answers: list[dict[str, Any]]) -> dict[str, dict[Key, int]]:
    """Figures by quarter and cell, from all answers; a cell that has two figures is a leak."""
    with engine.connect() as connection:
        rows = connection.execute(text("select level, name, thing_id from release_place"))
        levels = {each.value: each for each in Level}
        places = {
            row.name: (levels[row.level], row.thing_id) for row in rows if row.level != "building"
        }
    figures: dict[str, dict[Key, int]] = {}
    for each in answers:
        if each.get("figure") is None:
            continue
        level, thing = places[each["place"]]
        cell = (level, thing, f"{each['indicator']}/{each['category']}")
        before = figures.setdefault(each["quarter"], {}).setdefault(cell, each["figure"])
        assert before == each["figure"]
    return figures


def test_every_answer_is_one_of_the_published_cells(register: Engine, reader: TestClient) -> None:
    with register.connect() as connection:
        rows = connection.execute(
            text(
                "select c.id::text, r.quarter, c.figure, c.missing from release_cell c "
                "join release r on r.id = c.release_id"
            )
        )
        cells = {row[0]: tuple(row[1:]) for row in rows}
    answers = asked(reader, "public_indicators")
    assert {each["quarter"] for each in answers} == {"2026-Q2", "2026-Q3"}
    for each in answers:
        told = (each["quarter"], each.get("figure"), each.get("missing"))
        assert cells[each["id"]] == told
        assert each["indicator"] in {
            "dwellings", "buildings_by_form", "issues_by_type", "interventions_by_state",
        }  # fmt: skip


def test_counts_of_answers_tell_no_more_than_the_answers(reader: TestClient) -> None:
    for layer in LAYERS:
        for box in boxes():
            answer = reader.get(items(layer, bbox=box)).json()
            assert answer["numberMatched"] == len(answer["features"])


def test_who_solves_all_answers_of_issues_narrows_nothing(
    register: Engine, reader: TestClient
) -> None:
    table = catalogue.CATALOGUE[Indicator.ISSUES]
    figures = known_figures(register, asked(reader, "public_indicators"))
    attack(register, table, {quarter: of(cells, table) for quarter, cells in figures.items()})


def test_who_solves_all_answers_of_dwellings_does_not_find_the_house_of_eight(
    register: Engine, reader: TestClient
) -> None:
    table = catalogue.CATALOGUE[Indicator.DWELLINGS]
    figures = {
        quarter: of(cells, table)
        for quarter, cells in known_figures(register, asked(reader, "public_indicators")).items()
    }
    with register.connect() as connection:
        things = {
            row.id: row.thing_id
            for row in connection.execute(
                text("select thing_id, thing_id::text as id from release_place")
            )
        }
    for each in asked(reader, "public_buildings"):
        if each.get("dwellings") is not None:
            figures[each["quarter"]][Level.BUILDING, things[each["id"]], ALL] = each["dwellings"]
    assert len(figures["2026-Q3"]) > 4
    attack(register, table, figures)


def of(cells: Mapping[Key, int], table: catalogue.Table) -> dict[Key, int]:
    """The figures of one table."""
    start = f"{table.indicator}/"
    return {
        (level, thing, name.removeprefix(start)): figure
        for (level, thing, name), figure in cells.items()
        if name.startswith(start)
    }


def attack(register: Engine, table: catalogue.Table, figures: Mapping[str, dict[Key, int]]) -> None:
    """Solve both quarters together, knowing that all but the one new issue stayed as it was."""
    solver = Solver(table)
    days = {"2026-Q2": "2026-06-30", "2026-Q3": "2026-09-30"}
    true = {}
    with Session(register) as session:
        for quarter, day in days.items():
            true[quarter] = counted(session, table, session.scalar(text(f"select date '{day}'")))
    for number, quarter in enumerate(days):
        solver.read(number, true[quarter], figures.get(quarter, {}))
    half = len(solver.unknowns) // 2
    then = {(leaf.place, name): at for at, (_, leaf, name) in enumerate(solver.unknowns[:half])}
    for at, (_, leaf, name) in enumerate(solver.unknowns[half:], start=half):
        if name != "asbestos":
            solver.same(then[leaf.place, name], at)
    guarded = 0
    for number, quarter in enumerate(days):
        for key, (low, high) in small(table, true[quarter]).items():
            known = solver.solve(number, key)
            assert known[0] <= low + SLACK, (quarter, key, known)
            assert known[1] >= high - SLACK, (quarter, key, known)
            guarded += 1
    assert guarded


def answers(client: TestClient) -> dict[str, object]:
    """Everything public as it is sent, without the moment of sending."""
    found: dict[str, object] = {}
    for layer in LAYERS:
        for day in DAYS:
            document = client.get(items(layer, datetime=day)).json()
            document.pop("timeStamp", None)
            found[f"{layer} {day}"] = json.dumps(document, sort_keys=True)
            for zoom in (13, 16):
                found[f"{layer} {day} {zoom}"] = sorted(
                    json.dumps(each, sort_keys=True) for each in tiles(client, layer, zoom, day)
                )
        found[layer] = client.get(f"/ogc/collections/{layer}?f=json").text
    return found


def test_one_household_s_write_changes_no_public_answer(
    register: Engine, reader: TestClient
) -> None:
    before = answers(reader)
    write(register, ASBESTOS.format(day="2026-09-02"), EMPTIED)
    assert answers(reader) == before


def test_a_draft_and_a_withdrawn_release_are_not_in_the_layers(
    estate: Engine, settings: Settings
) -> None:
    made(estate, "2026-Q2")
    with TestClient(create_app(settings, estate)) as client:
        for layer in LAYERS:
            assert everything(client, items(layer)) == []
        published(estate, "2026-Q2")
        assert everything(client, items("public_buildings"))
        write(
            estate,
            "update release set state = 'withdrawn', withdrawn_at = now(), "
            "withdrawn_because = 'wrong'",
        )
        for layer in LAYERS:
            assert everything(client, items(layer)) == []


def test_what_is_researched_is_in_no_public_layer(reader: TestClient) -> None:
    for layer in LAYERS:
        names = {each.name for each in CATALOGUE[layer].own_fields}
        assert not names & {"vacant", "occupancy", "episode", "crowding", "arrears_band", "seized"}
        for each in everything(reader, items(layer)):
            told = json.dumps(each["properties"])
            assert "vacan" not in told
            assert "episode" not in told
            assert "seiz" not in told


def test_a_filter_on_what_the_layer_has_not_is_refused(reader: TestClient) -> None:
    for layer in LAYERS:
        for name in ("reason", "count", "unit_id", "release_id", "digest"):
            assert reader.get(items(layer, **{name: "1"})).status_code == 400


def test_no_other_public_layer_counts_the_flats_of_a_house(reader: TestClient) -> None:
    """The exact number beside the rounded one would undo the rounding."""
    counted_by = [
        layer
        for layer in CATALOGUE.values()
        if layer.id not in LAYERS and layer.field("unit_count") is not None
    ]
    assert counted_by
    for layer in counted_by:
        answer = reader.get(items(layer.id))
        features = answer.json()["features"] if answer.status_code == 200 else []
        assert {each["properties"]["unit_count"] for each in features} <= {None, 0}
