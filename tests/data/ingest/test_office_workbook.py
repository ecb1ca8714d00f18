"""The office's own workbook: any wording once explained, facts on the unit that is meant."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy.orm import Session

from data.ingest.importing import Order, import_file
from data.ingest.outcome import ImportResult
from data.ingest.states import ImportOutcome
from data.sources.office_templates import TEMPLATES, workbook_of
from gis.report import Silence
from tests import make
from tests.data.ingest.conftest import BORGO, SAMPLES, Register, counts

Row = list[Any]

HEADER: Row = ["Via", "n. civ.", "Sc.", "Piano", "Int.", "Nominativo", "Occupazione", "Titolo",
          "Sopralluogo del"]  # fmt: skip
EMPTY: Row = ["Via Cilea", 901, "A", 1, 1, "Anna Verdi", "vuoto", None, "1/3/26"]
ACCUSED: Row = ["v. Cilea", "901", "A", "1", "2", "Ugo Neri", "occ. abus.", None, "15.03.2026"]
LEASED: Row = ["Via Cilea", "901", "A", "2", "3", "Ada Gialli", "occupato", "4+4", "2026-03-15"]
CASES: Row = ["Indirizzo", "Interno", "Tipo pratica", "Stato pratica", "Prot.", "Data domanda"]
EVICTION: Row = ["Via Cilea 901 sc. A", 3, "Sfratto", "in corso", "2026/17", "1/2/26"]


def book(path: Path, sheets: Mapping[str, list[Row]]) -> Path:
    made = Workbook()
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    del made["Sheet"]
    made.save(path)
    return path


def flats(folder: Path, *rows: Row, day: str = "20260401") -> Path:
    titles: list[Row] = [["Ufficio Casa - alloggi"], [], list(HEADER)]
    return book(folder / f"alloggi_{day}.xlsx", {"Alloggi": [*titles, *rows]})


def load(
    register: Register, path: Path, *, answers: Mapping[str, str] | None = None, **said: Any
) -> ImportResult:
    order = Order(
        "office_workbook",
        BORGO,
        code_was_said=True,
        sender="ufficio",
        answers=answers or {},
        **said,
    )
    return import_file(register.engine, register.folder / "imports", path, order, Silence())


def statuses(register: Register) -> list[Any]:
    return register.rows(
        "select r.unit_number, s.dimension, s.value, s.valid_from, s.valid_to < 'infinity' "
        "from unit_status s join unit_reference r on r.id = s.reference_id order by 1, 2, 4"
    )


def test_a_messy_sheet_becomes_dated_facts(register: Register, tmp_path: Path) -> None:
    result = load(register, flats(tmp_path, EMPTY, ACCUSED, LEASED, ["Totale", 3]))

    assert counts(result) == (4, 3, 0, 0, 1, 0)
    assert statuses(register) == [
        ("1", "occupancy", "vacant", dt.date(2026, 3, 1), False),
        ("2", "occupancy", "occupied", dt.date(2026, 3, 15), False),
        ("3", "occupancy", "occupied", dt.date(2026, 3, 15), False),
        ("3", "occupation_title", "lease_4_4", dt.date(2026, 3, 15), False),
    ]


def test_an_accusing_word_is_a_report_and_never_a_finding(
    register: Register, tmp_path: Path
) -> None:
    load(register, flats(tmp_path, ACCUSED))

    states = register.rows("select distinct state from occupation_episode_state")
    assert states == [("reported",)]
    assert register.rows("select channel, received_on from occupation_report") == [
        ("housing_office", dt.date(2026, 3, 15))
    ]
    title = "select count(*) from unit_status where dimension <> 'occupancy'"
    assert register.value(title) == 0


def test_names_of_persons_stay_nowhere(register: Register, tmp_path: Path) -> None:
    wrong: Row = ["Via Cilea", 901, "A", 1, 4, "Remo Lilla", "boh", None, "1/3/26"]
    result = load(register, flats(tmp_path, EMPTY, ACCUSED, LEASED, wrong))

    assert result.refusals_path is not None
    written = b"".join(path.read_bytes() for path in (register.folder / "imports").iterdir())
    tables = register.rows(
        "select table_schema, table_name from information_schema.tables "
        "where table_schema in ('public', 'history') and table_type = 'BASE TABLE' "
        "and table_name not in ('spatial_ref_sys', 'layer')"
    )
    for schema, table in tables:
        rows = register.rows(f'select t::text from "{schema}"."{table}" t')
        written += "".join(row[0] for row in rows).encode()
    assert b"901" in written
    for name in ("Verdi", "Neri", "Gialli", "Lilla"):
        assert name.encode() not in written


def test_the_same_file_again_changes_nothing(register: Register, tmp_path: Path) -> None:
    path = book(
        tmp_path / "a_20260401.xlsx",
        {"Alloggi": [HEADER, EMPTY, ACCUSED, LEASED], "Pratiche": [CASES, EVICTION]},
    )
    assert counts(load(register, path)) == (4, 4, 0, 0, 0, 0)
    before = register.rows("select count(*), max(recorded_in) from unit_status")
    assert counts(load(register, path)) == (4, 0, 0, 4, 0, 0)
    assert register.rows("select count(*), max(recorded_in) from unit_status") == before
    assert register.value("select count(*) from occupation_report") == 1
    assert register.value("select count(*) from housing_case") == 1


def test_a_newer_file_ends_what_it_says_no_longer(register: Register, tmp_path: Path) -> None:
    load(register, flats(tmp_path, EMPTY, ACCUSED, LEASED))
    moved_out: Row = [*LEASED[:6], "vuoto", None, "1/5/2026"]
    result = load(register, flats(tmp_path, EMPTY, ACCUSED, moved_out, day="20260502"))

    assert counts(result) == (3, 0, 1, 2, 0, 0)
    third = [row[1:] for row in statuses(register) if row[0] == "3"]
    assert third == [
        ("occupancy", "occupied", dt.date(2026, 3, 15), True),
        ("occupancy", "vacant", dt.date(2026, 5, 1), False),
        ("occupation_title", "lease_4_4", dt.date(2026, 3, 15), True),
    ]

    load(register, flats(tmp_path, EMPTY, ACCUSED, day="20260601"))
    gone = "select count(*) from unit_status where valid_to = '2026-06-01'"
    assert register.value(gone) == 1


def test_a_file_that_lacks_most_flats_or_has_refusals_ends_nothing(
    register: Register, tmp_path: Path
) -> None:
    load(register, flats(tmp_path, EMPTY, ACCUSED, LEASED))
    load(register, flats(tmp_path, EMPTY, day="20260601"))
    assert all(not row[4] for row in statuses(register))

    unknown: Row = [*LEASED[:6], "boh", None, None]
    load(register, flats(tmp_path, EMPTY, ACCUSED, unknown, day="20260701"))
    assert all(not row[4] for row in statuses(register))


def test_an_older_file_changes_nothing(register: Register, tmp_path: Path) -> None:
    load(register, flats(tmp_path, LEASED, day="20260401"))
    before = statuses(register)
    older: Row = [*LEASED[:6], "vuoto", None, "1/1/26"]
    assert counts(load(register, flats(tmp_path, older, day="20260201"))) == (1, 0, 0, 1, 0, 0)
    assert statuses(register) == before


def test_an_unknown_wording_is_refused_then_answered_then_remembered(
    register: Register, tmp_path: Path
) -> None:
    odd: Row = [*EMPTY[:6], "Tapparelle giù", None, "1/3/26"]
    result = load(register, flats(tmp_path, odd, LEASED))
    assert counts(result) == (2, 1, 0, 0, 0, 1)
    (refusal,) = result.first_refusals
    assert (refusal.number, refusal.column) == (4, "Alloggi!Occupazione")
    assert '--answer "occupancy:tapparelle giu=VALORE"' in refusal.reason.it

    answers = {"occupancy:tapparelle giu": "vacant"}
    answered = load(register, flats(tmp_path, odd, LEASED), answers=answers)
    assert counts(answered) == (2, 1, 0, 1, 0, 0)
    assert register.rows("select sender, answer from sheet_answer") == [("ufficio", "vacant")]
    assert counts(load(register, flats(tmp_path, odd, LEASED, day="20260501"))) == (
        2,
        0,
        0,
        2,
        0,
        0,
    )


def test_an_unsure_column_refuses_the_import_until_it_is_confirmed(
    register: Register, tmp_path: Path
) -> None:
    rows: list[Row] = [
        ["Via", "Civico", "Internoo", "Occupazione"],
        ["Via Cilea", 901, 5, "vuoto"],
    ]
    path = book(tmp_path / "a.xlsx", {"Foglio1": rows})
    asked = load(register, path)
    assert asked.outcome is ImportOutcome.REFUSED
    assert asked.message is not None
    assert "--map Internoo=unit_number" in asked.message.it

    assert load(register, path, columns={"Internoo": "unit_number"}).is_clean
    assert register.value("select columns ->> 'Internoo' from sheet_mapping") == "unit_number"
    rows[1][3] = "occupato"
    assert load(register, book(tmp_path / "b.xlsx", {"Foglio1": rows})).is_clean


def test_contradictions_and_findings_refuse_their_row(register: Register, tmp_path: Path) -> None:
    both: Row = [*EMPTY[:6], "vuoto", "4+4", "1/3/26"]
    header: Row = [*HEADER, "Verifica titolo"]
    found: Row = [*LEASED, "found_absent"]
    twice: Row = [*ACCUSED[:6], "vuoto", None, "15.03.2026", None]
    path = book(
        tmp_path / "a.xlsx",
        {
            "A": [
                header,
                both,
                found,
                [*ACCUSED, None],
                twice,
                [None, None, None, None, 9, None, "vuoto"],
            ]
        },
    )
    result = load(register, path)
    assert counts(result) == (5, 1, 0, 0, 0, 4)
    told = {refusal.number: refusal.reason.it for refusal in result.first_refusals}
    assert "titolo di chi ci abita" in told[2]
    assert "autorità" in told[3]
    assert "Riga" in told[5] or "riga" in told[5]
    assert "di quale unità" in told[6]


def test_a_case_moves_on_and_its_protocol_is_its_own(register: Register, tmp_path: Path) -> None:
    load(register, book(tmp_path / "p_20260401.xlsx", {"P": [CASES, EVICTION]}))
    closed: Row = [*EVICTION[:3], "chiuso", *EVICTION[4:]]
    other: Row = ["Via Cilea 901 sc. A", 8, "SAT", "in corso", "2026/17", "1/2/26"]
    result = load(register, book(tmp_path / "p_20260501.xlsx", {"P": [CASES, closed, other]}))

    assert counts(result) == (2, 0, 1, 0, 0, 1)
    assert register.rows(
        "select state, valid_from, valid_to < 'infinity' from housing_case_state order by 2"
    ) == [
        ("under_review", dt.date(2026, 4, 1), True),
        ("closed", dt.date(2026, 5, 1), False),
    ]


def test_every_fact_follows_the_unit_that_is_decided_and_back(
    register: Register, tmp_path: Path
) -> None:
    works: Row = ["Intervento", "Stato lavori", "Problema", "Data problema"]
    header: Row = [*HEADER, *works, "Tipo pratica", "Data domanda"]
    row: Row = [*ACCUSED, "Porte nuove", "in corso", "ascensore", "2/3/26", "Sfratto", "1/2/26"]
    row[10] = "lavori in corso"
    assert load(register, book(tmp_path / "a.xlsx", {"A": [header, row]})).is_clean
    with Session(register.engine) as session:
        flat = make.unit(session)
        session.commit()
        flat_id = flat.id
    tables = ("unit_status", "housing_case", "occupation_episode", "occupation_report",
              "condominium_issue", "intervention_target")  # fmt: skip

    def on_the_flat() -> list[int]:
        query = "select count(*) from {} where unit_id = :id and reference_id is not null"
        return [register.value(query.format(table), id=flat_id) for table in tables]

    assert on_the_flat() == [0, 0, 0, 0, 0, 0]
    register.do(
        f"update unit_reference set unit_id = '{flat_id}', method = 'decision', state = 'matched'"
    )
    assert on_the_flat() == [1, 1, 1, 1, 1, 1]
    register.do("update unit_reference set unit_id = null, method = null, state = 'waiting'")
    assert on_the_flat() == [0, 0, 0, 0, 0, 0]


def test_a_dry_run_lists_what_would_change_and_writes_nothing(
    register: Register, tmp_path: Path
) -> None:
    load(register, flats(tmp_path, LEASED))
    emptied: Row = [*LEASED[:6], "vuoto", None, "1/5/26"]
    result = load(register, flats(tmp_path, emptied, day="20260502"), is_dry_run=True)

    assert result.changes is not None
    shown = [
        (each.kind.en, each.field.en, each.before.en, each.after.en)
        for each in result.changes.first
    ]
    assert shown == [
        ("state of the unit", "Occupancy", "occupied", "vacant"),
        (
            "state of the unit",
            "Occupation title",
            "lease 4+4",
            "lease 4+4 (until 2026-05-01)",
        ),
    ]
    assert result.changes.first[0].thing == "Via Cilea 901, sc. A, p. 2, int. 3"
    assert result.changes.more == 0
    assert all(not row[4] for row in statuses(register))


@pytest.mark.parametrize("text", ["12b;12c", "3-5", "snc", "12E5", "0", "18/2", "91/A", "12 bis"])
def test_input_37_a_street_number_is_text_as_written(
    register: Register, tmp_path: Path, text: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f'Via;Civico;Interno;Occupazione\nVia Cilea;"{text}";1;vuoto\n')
    assert load(register, path).is_clean
    assert register.rows("select street_name, number_text from unit_reference") == [
        ("Via Cilea", text)
    ]


@pytest.mark.parametrize(
    ("name", "filled"),
    [
        ("cases", {"Tipo pratica": "Sfratto seguito", "Data apertura": dt.date(2026, 2, 1)}),
        ("reports", {"Data segnalazione": dt.date(2026, 2, 1), "Canale": "anonimo"}),
        ("interventions", {"Intervento": "Porte nuove", "Stato lavori": "in corso"}),
    ],
)
def test_a_filled_template_loads_without_a_question(
    register: Register, tmp_path: Path, name: str, filled: Mapping[str, Any]
) -> None:
    path = tmp_path / f"{name}.xlsx"
    path.write_bytes(workbook_of(TEMPLATES[name]))
    made = load_workbook(path)
    sheet = made.worksheets[0]
    columns = {cell.value: place for place, cell in enumerate(sheet[1], start=1)}
    for label, value in {"Via": "Via Cilea", "Civico": "901", "Interno": "7", **filled}.items():
        sheet.cell(2, columns[label], value)
    made.save(path)

    order = Order("auto", BORGO, code_was_said=True)
    result = import_file(register.engine, tmp_path / "imports", path, order, Silence())
    assert result.message is None
    assert (result.source, counts(result)) == ("office_workbook", (1, 1, 0, 0, 0, 0))


def test_a_flat_of_the_district_is_found_in_the_office_s_own_words(
    satellite: Register, tmp_path: Path
) -> None:
    ((street, number, stair, door, unit),) = satellite.rows(
        "select a.street_name, a.number_text, s.staircase_code, u.unit_number, u.id "
        "from unit u join staircase s on s.id = u.staircase_id "
        "join building b on b.id = u.building_id "
        "join address a on a.id = coalesce(u.address_id, s.address_id, b.address_id) "
        "where a.house_number >= 901 and u.use_class = 'dwelling' order by u.fid limit 1"
    )
    place = f"{street.lower().replace('via ', 'v. ')} {number} sc. {stair} int. {door}"
    path = book(tmp_path / "a.xlsx", {"A": [["Indirizzo", "Occupazione"], [place, "vuoto"]]})
    order = Order("office_workbook", "G686", sender="ufficio")
    result = import_file(satellite.engine, tmp_path / "imports", path, order, Silence())

    assert result.is_clean
    assert satellite.rows(
        "select unit_id, value, reliability from unit_status where source_id = 'office_workbook'"
    ) == [(unit, "vacant", "single_source")]


def test_the_sample_of_borgo_esempio_goes_in(register: Register) -> None:
    result = load(register, SAMPLES / "ufficio_casa_20260401.csv")
    assert counts(result) == (6, 3, 0, 0, 3, 0)
    assert register.rows("select staircase_code, count(*) from unit_reference group by 1") == [
        ("A", 3)
    ]
    assert register.value("select protocol_no from housing_case") == "2026/17"
