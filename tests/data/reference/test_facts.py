"""The published facts: whole, sourced, never synthetic; a wrong cell is named by row and column."""

import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from data.generator.estate import outline, satellite
from data.generator.plan import ATTESTED, INVENTED_FROM
from data.reference import facts
from data.reference.facts import FOLDER, Facts
from data.reference.sheets import SHEETS
from gis.columns import Reliability
from gis.errors import InputError


@pytest.fixture(scope="module")
def known() -> Facts:
    """The facts of `data/satellite/`."""
    return facts.read()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A copy of the files that a test may spoil."""
    return Path(shutil.copytree(FOLDER, tmp_path / "satellite"))


def spoil(folder: Path, sheet: str, before: str, after: str) -> None:
    path = folder / f"{sheet}.csv"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")


def figures(known: Facts, measure: str, condominium: str | None = None) -> list[Decimal | None]:
    return [
        row["value"]
        for row in known["published_figures"]
        if (row["measure"], row["condominium"]) == (measure, condominium)
    ]


def test_every_file_of_the_folder_is_read(known: Facts) -> None:
    names = {path.name for path in FOLDER.iterdir()}

    assert names == {f"{sheet.name}.csv" for sheet in SHEETS} | {"outline.geojson", "README.md"}
    assert all(known[sheet.name] for sheet in SHEETS)


def test_every_fact_has_a_known_source_and_is_not_synthetic(known: Facts) -> None:
    tags = {row["id"] for row in known["sources"]}

    for sheet in SHEETS:
        if sheet.name != "sources":
            assert {row["source"] for row in known[sheet.name]} <= tags
            assert Reliability.SYNTHETIC not in {row["reliability"] for row in known[sheet.name]}


def test_every_source_is_used_or_is_the_generator(known: Facts) -> None:
    used = {
        row["source"] for sheet in SHEETS if sheet.name != "sources" for row in known[sheet.name]
    }
    spare = {row["id"] for row in known["sources"]} - used

    assert "generator" in spare
    assert spare <= {"generator", "S19", "S22", "S38", "S48", "S49"}


def test_disputed_counts_stand_side_by_side(known: Facts) -> None:
    assert figures(known, "buildings") == [55, 55, 48]
    assert figures(known, "dwellings") == [1972, 2000, 2000, 1824]
    assert figures(known, "condominium_blocks") == [40, 40]
    assert figures(known, "dwellings", "cimarosa_1") == [209]
    assert figures(known, "units_refurbished", "cimarosa_1") == [34]
    assert figures(known, "dwellings", "torino") == [87]
    assert figures(known, "units_seized", "venere") == [98]
    assert figures(known, "units_cleared") == [456]
    assert figures(known, "fami_budget") == [Decimal("839041.47"), 893000]


def test_what_was_not_found_is_empty_with_a_reason(known: Facts) -> None:
    missing = [row for row in known["published_figures"] if row["value"] is None]

    assert len(missing) > 10
    assert all(row["missing_reason"] for row in missing)
    assert all(row["missing_reason"] is None for row in known["published_figures"] if row["value"])
    assert {row["key"] for row in known["condominiums"] if row["address"] is None} == {
        "giove",
        "marte",
    }


def test_attested_condominiums_are_those_of_the_plan(known: Facts) -> None:
    address = {row["key"]: row for row in known["addresses"]}
    doors = {
        row["key"]: (
            row["name"],
            address[row["address"]]["street_name"],
            address[row["address"]]["house_number"],
        )
        for row in known["condominiums"]
        if row["address"]
    }

    assert doors == {lot.key: (lot.name, lot.street, lot.civic) for lot in ATTESTED}


def test_no_attested_civic_is_among_the_invented(known: Facts) -> None:
    civics = [row["house_number"] for row in known["addresses"] if row["house_number"]]

    assert sorted(civics) == [1, 3, 3, 4, 6, 18, 36, 41]
    assert max(civics) < INVENTED_FROM


def test_timeline_covers_half_a_century(known: Facts) -> None:
    years = Counter(row["happened_from"].year for row in known["timeline"] if row["happened_from"])

    assert len(known["timeline"]) >= 30
    assert min(years) == 1960
    assert max(years) == 2025


def test_outline_file_is_the_generators_l_and_holds_every_building(known: Facts) -> None:
    area = known.areas["district"]
    extent = known.areas["municipality_extent"]

    assert area.properties["is_approximate"] is True
    assert area.properties["reliability"] is Reliability.INFERRED
    assert area.shape.symmetric_difference(outline()).area < 0.001 * outline().area
    assert all(house.footprint.within(area.shape) for house in satellite().houses)
    assert area.shape.within(extent.shape)


@pytest.mark.parametrize(
    ("sheet", "before", "after", "said"),
    [
        ("addresses", ",1,", ",uno,", 'addresses.csv, row 2: house_number: "uno" cannot be read'),
        ("addresses", ",18,", ",901,", "row 7: civics from 901 up are invented"),
        ("addresses", "S18", "S999", 'row 2: source "S999" is not in sources.csv'),
        ("addresses", "confirmed", "synthetic", "a public fact is not synthetic"),
        ("addresses", "confirmed", "certain", 'reliability: "certain" cannot be read'),
        ("addresses", "2025-04-14", "14/04/2025", 'as_of: "14/04/2025" cannot be read'),
        ("addresses", "cimarosa_3", "cimarosa_1", '"cimarosa_1" is there already'),
        ("addresses", "via Cimarosa,1,", ",1,", "street_name is missing"),
        ("addresses", "via Cimarosa,1,", " via Cimarosa,1,", "cannot be read"),
        ("addresses", "key,street_name", "key,street", "row 1: the columns are"),
        ("published_figures", "209", "many", 'value: "many" cannot be read'),
        ("published_figures", "cimarosa_1,", "cimarosa 1,", "cannot be read"),
        ("published_figures", "209", "NaN", 'value: "NaN" cannot be read'),
        ("published_figures", "building,,", "building,,,", "cells instead of 13"),
        ("published_figures", "torino,", "saturno,", '"saturno" is not in condominiums.csv'),
        ("condominium_issues", "utility_cut", "cold", 'issue_type: "cold" cannot be read'),
        ("condominiums", "L'indirizzo della torre non è stato trovato.", "", "is missing"),
    ],
)
def test_wrong_cell_is_named(copied: Path, sheet: str, before: str, after: str, said: str) -> None:
    spoil(copied, sheet, before, after)

    with pytest.raises(InputError) as caught:
        facts.read(copied)

    assert said in caught.value.in_("en")
    assert f"{sheet}.csv, riga" in caught.value.in_("it")


def test_outline_of_an_unknown_source_is_refused(copied: Path) -> None:
    path = copied / "outline.geojson"
    path.write_text(path.read_text(encoding="utf-8").replace('"deduced"', '"hearsay"'))

    with pytest.raises(InputError, match=r"outline.geojson, feature 1"):
        facts.read(copied)
