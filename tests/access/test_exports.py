"""Files are one more door: each role gets in them the rows and columns of the matrix, no others."""

import csv
import io
import json
from pathlib import Path

import pyogrio
import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from buildings.exports.service import Ground, begin
from buildings.exports.states import FOUR_EYES, NEVER, ExportMode
from buildings.layers import CATALOGUE
from buildings.privacy.matrix import classes, rights
from buildings.privacy.states import DataClass, Role, Scope, Verb
from data.exports.datasets import DATASETS, Dataset
from gis.reader import present
from tests.access.conftest import Guarded
from tests.access.test_interfaces import every_id, wanted

OPEN = {"P0", "released"}
"""What the council sees, and everybody with it."""

WHO = {"recipient": "Tribunale di Milano", "purpose": "Udienza del fascicolo 12 del 2026"}


def may_export(role: Role, of_class: str) -> bool:
    """Whether the matrix lets the role pass on every row of a class."""
    return any(
        (each.role, each.data_class.value, each.verb, each.scope)
        == (role, of_class, Verb.EXPORT, Scope.ALL)
        for each in rights()
    )


def opened(role: Role) -> set[str]:
    """The classes that leave without a recipient."""
    return OPEN | {"released_restricted"} if role is Role.COUNCIL else OPEN


def stands_for(role: Role) -> Role:
    """As whom an open file is read: the council's rows, where the reader sees them too."""
    return Role.COUNCIL if role is Role.COUNCIL else Role.PUBLIC


def columns(source: Dataset, *, classes: set[str]) -> set[str]:
    """The columns of a file that may carry those classes."""
    return {
        each.name for each in source.fields if each.data_class is None or each.data_class in classes
    }


def read(content: bytes, form: str) -> tuple[set[str], set[str]]:
    """Ids and columns of a file."""
    if form == "geojson":
        features = json.loads(content)["features"]
        named = {name for each in features for name in each["properties"]}
        return {each["id"] for each in features}, named
    lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    if lines[0][0].startswith("# "):
        lines = lines[1:]
    header, rows = lines[0], lines[1:]
    shape = {"lon_4326", "lat_4326"}
    return {row[0] for row in rows}, set(header) - shape - {"id"}


def in_base(guarded: Guarded, role: Role, source: Dataset) -> set[str]:
    return wanted(guarded, role, CATALOGUE[source.id])


@pytest.mark.parametrize("role", list(Role))
def test_an_open_file_has_the_councils_rows_and_no_others(guarded: Guarded, role: Role) -> None:
    client = guarded.client(role)
    refused = 401 if role is Role.PUBLIC else 403
    for source in DATASETS.values():
        answer = client.get(f"/exports/{source.id}.csv")
        if source.access_class not in opened(role):
            right = may_export(role, source.access_class)
            assert answer.status_code in ({400} if right else {refused, 403}), source.id
            assert not [each for each in _ids(guarded, source) if each in answer.text]
            continue
        assert answer.status_code == 200, answer.text
        ids, named = read(answer.content, "csv")
        assert ids == in_base(guarded, stands_for(role), source), source.id
        assert ids <= in_base(guarded, role, source), source.id
        assert named == columns(source, classes=opened(role))
        by_json = client.get(f"/exports/{source.id}.geojson")
        assert read(by_json.content, "geojson")[0] == ids


@pytest.mark.parametrize("role", list(Role))
def test_a_stated_file_has_the_rows_that_the_matrix_lets_leave(
    guarded: Guarded, role: Role
) -> None:
    client = guarded.client(role)
    carried = {each.value for each in DataClass if may_export(role, each.value)}
    for source in DATASETS.values():
        form = {"layer": source.id, "form": "csv", **WHO}
        answer = client.post("/exports", data=form, headers={"Sec-Fetch-Site": "none"})
        if source.access_class in opened(role):
            assert answer.status_code == 200, (source.id, answer.text)
            assert read(answer.content, "csv")[0] == in_base(guarded, stands_for(role), source)
            continue
        if may_export(role, source.access_class):
            assert answer.status_code == 200, (source.id, answer.text)
            ids, named = read(answer.content, "csv")
            assert named == columns(source, classes=carried | OPEN), source.id
            assert ids == _expected(guarded, role, source), source.id
            continue
        assert answer.status_code in {401, 403}, (source.id, answer.status_code)
        assert not [each for each in _ids(guarded, source) if each in answer.text]


def _expected(guarded: Guarded, role: Role, source: Dataset) -> set[str]:
    return in_base(guarded, role, source) if source.id in CATALOGUE else _ids(guarded, source)


def _ids(guarded: Guarded, source: Dataset) -> set[str]:
    """Every id of a dataset, as the owner sees them."""
    if source.id in CATALOGUE:
        return every_id(guarded, CATALOGUE[source.id])
    with guarded.owner.connect() as owner:
        query = text(f"select f.id::text from {source.source} f")
        return set(owner.execute(query, {"on_date": "2026-11-23"}).scalars())


def test_what_never_leaves_is_refused_to_everybody(guarded: Guarded) -> None:
    for role in Role:
        client = guarded.client(role)
        for source in DATASETS.values():
            if not source.never_leaves:
                continue
            answers = [
                client.get(f"/exports/{source.id}.csv"),
                client.post("/exports", data={"layer": source.id, "form": "csv", **WHO},
                            headers={"Sec-Fetch-Site": "none"}),
            ]  # fmt: skip
            assert {each.status_code for each in answers} <= {401, 403}


def test_a_managers_file_tells_nothing_of_occupations_or_cases(guarded: Guarded) -> None:
    """The manager sees them in the register; in a file not even the badge betrays them."""
    client = guarded.client(Role.HOUSING_MANAGER)
    items = client.get("/ogc/collections/unit_status/items?f=json&limit=10000").json()["features"]
    with_episode = {
        each["id"] for each in items if each["properties"]["badge"].startswith("episode")
    }
    evicted = {each["id"] for each in items if each["properties"]["eviction_open"]}
    assert with_episode
    assert evicted

    answer = client.post("/exports", data={"layer": "unit_status", "form": "geojson", **WHO},
                         headers={"Sec-Fetch-Site": "none"})  # fmt: skip
    told = {each["id"]: each["properties"] for each in answer.json()["features"]}

    assert with_episode | evicted <= set(told)
    assert "episode" not in answer.text
    assert "eviction" not in answer.text
    assert {"badge", "eviction_open"} & {name for each in told.values() for name in each} == set()


def test_the_database_hides_them_from_a_file_that_asks_for_them(guarded: Guarded) -> None:
    """Without any rule in Python: a file that selects from the guarded tables finds no row."""
    tables = [name for name, each in _classes().items() if each in NEVER | FOUR_EYES]
    with guarded.app.state.session_factory() as session:
        present(session, guarded.credential(Role.HOUSING_MANAGER))
        before = {name: _count(session, name) for name in tables}
        begin(session.connection(), "P3", Ground(ExportMode.STATED))
        inside = {name: _count(session, name) for name in tables}

    assert {name for name, count in before.items() if count} >= {
        "occupation_episode", "occupation_report", "housing_case", "unit_right", "unit_residents",
    }  # fmt: skip
    assert set(inside.values()) == {0}


def _classes() -> dict[str, DataClass]:
    return {name: each.data_class for name, each in classes().items()}


def _count(session: Session, name: str) -> int:
    return int(session.execute(text(f"select count(*) from {name}")).scalar_one())


def test_who_passes_on_a_class_passes_on_those_below_it() -> None:
    """A file's role sees whatever somebody may pass on: each who may pass on some may all."""
    for role in Role:
        beyond = [each for each in ("P1", "P2", "P3", "P3_arrears") if may_export(role, each)]
        assert len(beyond) in {0, 4}, role
    assert not [
        each for each in rights()
        if each.verb is Verb.EXPORT and each.data_class in NEVER | FOUR_EYES
    ]  # fmt: skip


def test_layers_name_what_their_badges_are_made_of() -> None:
    """A layer that needs every row of a guarded class says which of its fields are made of them."""
    for layer in CATALOGUE.values():
        guarded_whole = {each for each in layer.whole if each in NEVER}
        told = {each.data_class for each in layer.fields if each.data_class}
        assert guarded_whole <= told, layer.id


def test_a_geopackage_is_the_same_file(guarded: Guarded, tmp_path: Path) -> None:
    client = guarded.client(Role.HOUSING_MANAGER)
    file = tmp_path / "units.gpkg"
    form = {"layer": "units", "form": "gpkg", "crs": "7791", **WHO}
    answer = client.post("/exports", data=form, headers={"Sec-Fetch-Site": "none"})
    file.write_bytes(answer.content)

    info = pyogrio.read_info(file, layer="units")
    frame = pyogrio.read_dataframe(file, layer="units")
    assert info["crs"] == "EPSG:7791"
    assert set(frame["id"]) == wanted(guarded, Role.HOUSING_MANAGER, CATALOGUE["units"])
    assert info["dataset_metadata"]["Destinatario"] == "Tribunale di Milano"
    assert info["dataset_metadata"]["Finalità"] == WHO["purpose"]
    east, north = frame.geometry.iloc[0].x, frame.geometry.iloc[0].y
    assert 520_000 < east < 535_000
    assert 5_030_000 < north < 5_045_000
