"""Who owns what by the cadastre: subjects, titles, and what follows from them for the units."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from data.ingest.states import ImportOutcome
from gis.settings import get_settings
from tests.data.ingest.conftest import SAMPLES, Register, counts
from tests.data.ingest.test_cadastral_census import HOUSE

FAB, TER, SOG, TIT = (f"Z9990000001.{part}" for part in ("FAB", "TER", "SOG", "TIT"))
NAMES = ("BRAMBILLINI", "TERESA", "PROVETTI", "AMBROGIO", "JOSÉ", "BRMTRS61C52Z999F")


@pytest.fixture(autouse=True)
def keys(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Keys of persons in the test's own folder."""
    monkeypatch.setenv("SATELLITE_KEYS", str(tmp_path / "keys"))
    get_settings.cache_clear()
    yield tmp_path / "keys"
    get_settings.cache_clear()


@pytest.fixture
def borgo(register: Register) -> Register:
    """Borgo Esempio with one house on parcel 1."""
    register.load("parcels_borgo_esempio.gml")
    register.do("update municipality set name = 'Borgo Esempio'")
    register.do(HOUSE.format(parcel="1"))
    return register


def titles(folder: Path, day: str, content: bytes) -> Path:
    """A TIT with the PRM of that day beside it."""
    base = folder / f"T{day.replace('/', '')}"
    base.with_suffix(".PRM").write_text(
        f"Tipologia di estrazione : COMPLETA\r\nData elaborazione : {day}\r\n"
    )
    base.with_suffix(".TIT").write_bytes(content)
    return base.with_suffix(".TIT")


def rights(register: Register) -> list[object]:
    return register.rows(
        "select c.immobile_id, right_code, right_type, share_num, share_den, regime, "
        "person_id is not null, r.unit_id is not null from unit_right r "
        "join cadastral_unit c on c.reference_id = r.reference_id and c.valid_to = 'infinity' "
        "order by r.source_key"
    )


def test_a_title_whose_subject_is_unknown_is_refused_with_what_to_do(borgo: Register) -> None:
    borgo.load(FAB)
    result = borgo.load(TIT)
    assert result.outcome is ImportOutcome.REFUSED
    assert result.first_refusals[0].column == "soggetto"
    assert result.first_refusals[0].value == "701 P"
    assert "load the SOG file" in result.first_refusals[0].reason.en
    assert "prima il file SOG" in result.first_refusals[0].reason.it

    borgo.load(SOG)
    assert counts(borgo.load(TIT)) == (11, 11, 0, 0, 0, 0)


def test_one_unknown_subject_does_not_hold_up_the_others(borgo: Register, tmp_path: Path) -> None:
    borgo.load(FAB)
    borgo.load(SOG)
    one = (SAMPLES / TIT).read_bytes().replace(b"Z999| |704|G|", b"Z999| |799|G|")
    result = borgo.load(titles(tmp_path, "01/09/2024", one))
    assert counts(result) == (11, 10, 0, 0, 0, 1)
    assert result.first_refusals[0].number == 8


@pytest.mark.parametrize(
    "order", [(FAB, SOG, TER, TIT), (SOG, TIT, FAB, TER), (SOG, TIT, TER, FAB)]
)
def test_units_and_titles_meet_in_any_order(borgo: Register, order: tuple[str, ...]) -> None:
    for name in order:
        assert borgo.load(name).outcome is ImportOutcome.DONE
    assert rights(borgo) == [
        ("101", "10", "ownership", 1, 2, "C", True, True),
        ("102", "10", "ownership", 1, 2, None, True, True),
        ("103", "10", "ownership", 1, 1, None, True, True),
        ("101", "10", "ownership", 500, 1000, "C", True, True),
        ("102", "10", "ownership", 1, 2, None, True, True),
        ("104", "80", "usufruct", 1, 1, None, True, True),
        ("104", "20", "bare_ownership", 1, 1, None, True, True),
        ("108", "10", "ownership", None, None, None, False, False),
        ("107", "10", "ownership", 1, 1, None, False, False),
    ]
    assert borgo.rows(
        "select immobile_id, right_code, right_type from cadastral_title "
        "where immobile_kind = 'T' order by 1"
    ) == [("201", "20 ", "other"), ("203", "10", "ownership")]


def test_everything_again_changes_nothing(borgo: Register) -> None:
    tables = ("person", "body", "cadastral_title", "unit_right", "unit_status", "appurtenance")
    files = (FAB, TER, SOG, TIT)
    for name in files:
        borgo.load(name)

    def snapshot() -> list[object]:
        return [borgo.rows(f"select to_jsonb(t) from {table} t order by 1") for table in tables]

    before = snapshot()
    assert all(before)
    for name in files:
        result = borgo.load(name)
        assert result.counts.unchanged == result.counts.read
    assert snapshot() == before


def test_classes_of_owner_follow_from_the_rights(borgo: Register) -> None:
    borgo.do(HOUSE.format(parcel="5"))
    borgo.do(HOUSE.format(parcel="7"))
    for name in (FAB, SOG, TIT):
        borgo.load(name)
    told = (
        "select c.immobile_id, s.value, s.valid_from::text, s.source_id from unit_status s "
        "join cadastral_unit c on c.reference_id = s.reference_id and c.valid_to = 'infinity' "
        "where s.dimension = 'owner_class' and s.valid_to = 'infinity' order by 1"
    )
    assert borgo.rows(told) == [
        ("101", "private_person", "2008-05-14", "cadastral_census"),
        ("102", "private_person", "2008-05-14", "cadastral_census"),
        ("103", "private_person", "2008-05-14", "cadastral_census"),
        ("104", "private_person", "2008-05-14", "cadastral_census"),
        ("107", "municipality", "2008-05-14", "cadastral_census"),
        ("108", "private_company", "2008-05-14", "cadastral_census"),
    ]
    borgo.do(
        "insert into owner_body (tax_code, owner_class, source_id, as_of, reliability) "
        "values ('12345670488', 'bank_or_npl_spv', 'cadastral_census', '2024-09-01', 'official')"
    )
    borgo.load(TIT)
    assert ("108", "bank_or_npl_spv", "2008-05-14", "cadastral_census") in borgo.rows(told)


def test_persons_who_inherited_together_are_undivided_heirs(
    borgo: Register, tmp_path: Path
) -> None:
    borgo.load(FAB)
    borgo.load(SOG)
    text = (
        (SAMPLES / TIT)
        .read_bytes()
        .replace(b"|IST|COMPRAVENDITA DI PROVA|", b"|DSU|SUCCESSIONE PER CAUSA DI MORTE|")
    )
    company = text.replace(b"Z999| |702|P|102|F|10|", b"Z999| |704|G|102|F|10|")
    borgo.load(titles(tmp_path, "01/09/2024", company))
    assert borgo.rows(
        "select c.immobile_id, s.value from unit_status s join cadastral_unit c "
        "on c.reference_id = s.reference_id and c.valid_to = 'infinity' "
        "where s.dimension = 'owner_class' order by 1"
    ) == [
        ("101", "heirs_undivided"),
        ("102", "mixed"),
        ("103", "private_person"),
        ("104", "private_person"),
    ]


def test_a_better_word_on_the_owner_stands(borgo: Register) -> None:
    borgo.load(FAB)
    borgo.do(
        "insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, "
        "reliability) select id, 'owner_class', 'bank_or_npl_spv', '2020-01-01', "
        "'cadastral_parcels', '2024-01-01', 'official' from unit where cadastral_category = 'A/3'"
    )
    borgo.load(SOG)
    borgo.load(TIT)
    assert borgo.rows(
        "select s.value from unit_status s join unit u on u.id = s.unit_id "
        "where u.cadastral_category = 'A/3' and dimension = 'owner_class'"
    ) == [("bank_or_npl_spv",)]
    assert borgo.value("select count(*) from unit_status where source_id = 'cadastral_census'") == 3


def test_the_garage_of_the_same_owners_goes_with_their_flat(borgo: Register) -> None:
    for name in (FAB, SOG, TIT):
        borgo.load(name)
    assert borgo.rows(
        "select a.cadastral_category, m.cadastral_category, p.is_inferred, p.reliability, "
        "p.valid_from::text from appurtenance p join unit a on a.id = p.unit_id "
        "join unit m on m.id = p.main_unit_id"
    ) == [("C/6", "A/3", True, "inferred", "2008-05-14")], "the cellar has one owner, the flat two"


def test_a_newer_whole_delivery_ends_titles_and_what_followed(
    borgo: Register, tmp_path: Path
) -> None:
    for name in (FAB, SOG, TIT):
        borgo.load(name)
    lines = (SAMPLES / TIT).read_bytes().splitlines(keepends=True)
    sold = b"".join(line for line in lines if b"|702|P|102|" not in line)
    result = borgo.load(titles(tmp_path, "01/03/2025", sold))
    assert (result.outcome, result.counts.ended) == (ImportOutcome.DONE, 1)
    assert borgo.rows(
        "select t.valid_to::text, r.valid_to::text from cadastral_title t "
        "join unit_right r on r.source_key = 'Z999/' || t.title_key where t.valid_to <> 'infinity'"
    ) == [("2025-03-01", "2025-03-01")]
    assert borgo.value("select count(*) from unit_right") == 9
    assert borgo.rows("select valid_to::text from appurtenance") == [("2025-03-01",)]


def test_shares_that_do_not_make_one_whole_are_told(borgo: Register, tmp_path: Path) -> None:
    borgo.load(SOG)
    part = (SAMPLES / TIT).read_bytes().replace(b"|500|1000|C|", b"|1|3|C|")
    result = borgo.load(titles(tmp_path, "01/09/2024", part))
    assert result.counts.refused == 0
    assert result.notes_path is not None
    notes = result.notes_path.read_text(encoding="utf-8-sig")
    assert "-/101F" in notes
    assert "5/6" in notes
    assert "0/0" in notes


def test_no_name_leaves_the_table_of_persons(borgo: Register, keys: Path) -> None:
    for name in (FAB, SOG, TIT):
        borgo.load(name)
    assert borgo.rows("select surname from person order by source_key") == [
        ("BRAMBILLINI",), ("PROVETTI",), ("D'ESEMPIO",),
    ]  # fmt: skip
    tables = borgo.rows(
        "select quote_ident(table_schema) || '.' || quote_ident(table_name) "
        "from information_schema.tables where table_type = 'BASE TABLE' "
        "and table_schema not in ('pg_catalog', 'information_schema', 'known')"
    )
    for (table,) in tables:
        if table == "public.person":
            continue
        held = borgo.value(f"select coalesce(string_agg(t::text, ' '), '') from {table} t")
        assert not [name for name in NAMES if name in held], table
    for path in borgo.folder.rglob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        assert not [name for name in NAMES if name in text], path.name
    with sqlite3.connect(keys / "keys.sqlite") as database:
        assert database.execute("select count(*) from key").fetchone() == (3,)


def test_the_office_says_which_class_of_owner_a_body_is(borgo: Register, tmp_path: Path) -> None:
    borgo.do(HOUSE.format(parcel="7"))
    for name in (FAB, SOG, TIT):
        borgo.load(name)
    path = tmp_path / "classi_20240902.csv"
    path.write_text(
        "codice_fiscale;classe_proprietario;denominazione\n"
        "12345670488;banca o veicolo NPL;Banca inventata\n"
        "12345670489;bank_or_npl_spv;controllo sbagliato\n"
        "00743110157;castello;classe che non esiste\n"
        "BRMTRS61C52Z999F;bank_or_npl_spv;una persona\n"
    )
    result = borgo.load(path)
    assert (result.source, counts(result)) == ("owner_bodies", (4, 1, 0, 0, 0, 3))
    assert [each.number for each in result.first_refusals] == [3, 4, 5]
    assert borgo.rows(
        "select s.value, s.valid_to::text, s.source_id from unit_status s "
        "join cadastral_unit c on c.reference_id = s.reference_id "
        "where c.immobile_id = '108' and s.dimension = 'owner_class'"
    ) == [("bank_or_npl_spv", "infinity", "cadastral_census")]
    assert borgo.load(path).counts.unchanged == 1
