"""The cadastral deliveries hold in the register what a plain split of their lines finds in them."""

import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ingest.states import ImportOutcome
from gis.settings import get_settings
from tests.data.ingest.conftest import Register, counts

CENSUS = "03_catasto/censuario"
PLANS = "03_catasto/planimetrie"
BASE = "G6860000001"


def rows(path: Path) -> list[list[str]]:
    """The fields of every line, by the standard library alone."""
    with path.open(encoding="latin-1", newline="") as file:
        return [
            row[:-1] if row[-1] == "" else row
            for row in csv.reader(file, delimiter="|", quoting=csv.QUOTE_NONE)
            if row
        ]


@pytest.fixture(scope="module")
def keys(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SATELLITE_KEYS", str(tmp_path_factory.mktemp("keys")))
        get_settings.cache_clear()
        yield
    get_settings.cache_clear()


@pytest.fixture(scope="module")
def loaded(register: Register, deliveries: Path, keys: None) -> Register:  # noqa: ARG001 - the store must be there
    """The delivery loaded once, every line of it, then the plans."""
    for name in ("PRM", "SOG", "FAB", "TER", "TIT"):
        path = deliveries / CENSUS / f"{BASE}.{name}"
        result = register.load(path, code="G686", said=False)
        lines = len(path.read_bytes().splitlines())
        assert (name, result.source) == (name, "cadastral_census")
        assert (name, counts(result)) == (name, (lines, lines, 0, 0, 0, 0))
    for name in ("SC", "DM"):
        path = deliveries / PLANS / f"{BASE}{name}.DAT"
        result = register.load(path, code="G686", said=False)
        lines = len(path.read_bytes().splitlines())
        assert (name, result.source) == (name, "cadastral_plans")
        assert (name, counts(result)) == (name, (lines, lines, 0, 0, 0, 0))
    return register


def test_a_second_time_everything_is_unchanged(loaded: Register, deliveries: Path) -> None:
    for name in ("TIT", "FAB", "PRM", "SOG", "TER"):
        path = deliveries / CENSUS / f"{BASE}.{name}"
        lines = len(path.read_bytes().splitlines())
        result = loaded.load(path, code="G686", said=False)
        assert (name, counts(result)) == (name, (lines, 0, 0, lines, 0, 0))


def test_units_are_what_the_file_holds(loaded: Register, deliveries: Path) -> None:
    lines = rows(deliveries / CENSUS / f"{BASE}.FAB")
    heads = [line for line in lines if line[5] == "1"]
    assert loaded.value("select count(*) from cadastral_unit") == len(heads)
    plain = Counter(
        line[7].replace("0", "/", 1)
        if line[7][1:2] == "0"
        else (f"{line[7][0]}/{line[7][1:]}" if line[7] else None)
        for line in heads
    )
    assert dict(
        loaded.rows("select cadastral_category, count(*) from cadastral_unit group by 1")
    ) == dict(plain)
    euros = sum(round(float(line[12].replace(",", ".") or 0) * 100) for line in heads)
    assert loaded.value("select (sum(income_eur) * 100)::bigint from cadastral_unit") == euros
    square = sum(int(line[10] or 0) for line in heads)
    assert loaded.value("select sum(area_m2)::bigint from cadastral_unit") == square


def test_identifiers_and_addresses_are_what_the_file_holds(
    loaded: Register, deliveries: Path
) -> None:
    lines = rows(deliveries / CENSUS / f"{BASE}.FAB")
    own = {
        (line[2], int(group[1]), group[2].lstrip("0"), group[4].lstrip("0"))
        for line in lines
        if line[5] == "2"
        for group in zip(*[iter(line[6:])] * 6, strict=True)
    }
    assert own == {
        (immobile, int(sheet), parcel, subunit or "")
        for immobile, sheet, parcel, subunit in loaded.rows(
            "select c.immobile_id, i.sheet, i.parcel_number, i.subunit "
            "from cadastral_unit_identifier i join cadastral_unit c on c.id = i.cadastral_unit_id "
            "where i.role = 'own'"
        )
    }
    for kind, width, query in (
        ("3", 6, "select count(*) from cadastral_unit_address"),
        ("4", 5, "select count(*) from cadastral_unit_identifier where role = 'common_utility'"),
        ("5", 2, "select count(*) from cadastral_remark where cadastral_unit_id is not null"),
    ):
        found = sum((len(line) - 6) // width for line in lines if line[5] == kind)
        assert (kind, loaded.value(query)) == (kind, found)


def test_land_is_what_the_file_holds(loaded: Register, deliveries: Path) -> None:
    lines = rows(deliveries / CENSUS / f"{BASE}.TER")
    heads = [line for line in lines if line[5] == "1"]
    square = sum(
        int(line[13] or 0) * 10_000 + int(line[14] or 0) * 100 + int(line[15] or 0)
        for line in heads
    )
    assert loaded.rows("select count(*), sum(area_m2)::bigint from land_parcel") == [
        (len(heads), square)
    ]
    portions = sum((len(line) - 6) // 6 for line in lines if line[5] == "4")
    assert loaded.value("select count(*) from land_portion") == portions


def test_titles_and_their_holders_are_what_the_files_hold(
    loaded: Register, deliveries: Path
) -> None:
    subjects = Counter(line[3] for line in rows(deliveries / CENSUS / f"{BASE}.SOG"))
    assert loaded.value("select count(*) from person") == subjects["P"]
    assert loaded.value("select count(*) from body") == subjects["G"]
    titles = rows(deliveries / CENSUS / f"{BASE}.TIT")
    assert dict(loaded.rows("select right_code, count(*) from cadastral_title group by 1")) == dict(
        Counter(line[6] for line in titles)
    )
    assert loaded.value("select count(*) from unit_right where right_code like '% '") == 15
    unknown = sum(line[8:10] == ["0", "0"] for line in titles)
    assert loaded.value("select count(*) from unit_right where share_num is null") == unknown
    assert loaded.value("select count(*) from unit_right") == sum(x[5] == "F" for x in titles)


def test_nothing_is_put_where_no_building_is_known(loaded: Register) -> None:
    assert loaded.value("select count(*) from cadastral_unit where unit_id is not null") == 0
    assert loaded.value("select count(*) from unit where source_id = 'cadastral_census'") == 0


def test_tables_of_codes_are_refused_with_the_reason(loaded: Register, deliveries: Path) -> None:
    tables = sorted((deliveries / CENSUS / "code_tables").glob("*.csv"))
    assert tables
    for path in tables:
        result = loaded.load(path, code="G686", said=False)
        assert result.outcome is ImportOutcome.REFUSED
        assert result.message is not None
        assert "table of the cadastre's codes" in result.message.en
        assert "tabella di codici" in result.message.it


def test_where_the_record_stands_no_name_does(loaded: Register, deliveries: Path) -> None:
    names = {
        word
        for line in rows(deliveries / CENSUS / f"{BASE}.SOG")
        if line[3] == "P"
        for word in (line[4], line[9])
        if len(word) > 7
    }
    told = repr(loaded.rows("select raw, value, reason_it from import_refusal"))
    told += repr(loaded.rows("select to_jsonb(r) from unit_reference r"))
    told += "".join(path.read_text("utf-8-sig") for path in loaded.folder.rglob("*.csv"))
    assert not [name for name in names if name in told]
