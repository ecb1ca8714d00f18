"""A table per unit: under an agreement only, without persons, and through time."""

import datetime as dt
from pathlib import Path

import pytest

from data.ingest.outcome import ImportResult
from data.ingest.states import ImportOutcome
from gis.dates import today
from tests.data.administrators.conftest import NAMES, STUDIO, Office

# one flat has an owner, a tenant and two groups of expenses; persons stand in four columns
DANEA = """Palazzina;Gruppo unità;Progressivo;Tipo;Ruolo;Saldo;Denominazione;CodFisc;Tel1;Note
;A;1;Appartamento;Pr;-100,50;ZANELLATO Ostilia;ZNLSTL80A41F205P;3339998877;sollecito del 3/3
;A;1;Appartamento;Co;-50,00;QUERCETTI Fulgenzio;;;
;A;1;Appartamento;Pr;-1.000,00;ZANELLATO Ostilia;ZNLSTL80A41F205P;3339998877;decreto ingiuntivo
;A;2;Appartamento;Pr;25,30;QUERCETTI Fulgenzio;;;
;B;3;Appartamento;Pr;0,00;ZANELLATO Ostilia;;;
Totale;;;;;-1.125,20;;;;
"""
PLAIN = """CONDOMINIO LE PROVE - C.F. 91001230159
Situazione morosità al {day}

Scala;Piano;Interno;Condòmino;Saldo es. prec. €;Rate dovute €;Rate versate €;Saldo al {day} €;Note
A;1;1;ZANELLATO Ostilia;0,00;900,00;300,00;{first};
A;2;2;QUERCETTI Fulgenzio;1.850,75;700,00;0,00;2.550,75;pignorato dal 2/5/2019
;;;Totale scala A;;;;{total};
B;3;3;ZANELLATO Ostilia;(25,30);600,00;574,70;-;
{more};;;Totale generale;;;;{total};
"""


def plain(office: Office, day: str = "30/06/2026", **changes: str) -> Path:
    values = {"first": "600,00", "total": "3.150,75", "more": "", "day": day} | changes
    return office.write(f"saldi-{day.replace('/', '')}-{len(changes)}.csv", PLAIN.format(**values))


@pytest.fixture
def agreed(office: Office) -> Office:
    office.agree(since=today() - dt.timedelta(days=30), until=today() + dt.timedelta(days=30))
    return office


def sentence(result: ImportResult) -> str:
    assert result.message is not None
    return f"{result.message.it}\n{result.message.en}"


def test_without_an_agreement_nothing_comes_in_and_the_refusal_says_what_is_missing(
    office: Office,
) -> None:
    result = office.load(plain(office), "administrator_units", sign="debt_positive")
    assert result.outcome is ImportOutcome.REFUSED
    assert "Condominio Le Prove" in sentence(result)
    assert "Nel registro non ce n'è nessuno" in sentence(result)
    assert "base giuridica" in sentence(result)

    office.agree(since=dt.date(2020, 1, 1), until=dt.date(2021, 1, 1))
    late = office.load(plain(office), "administrator_units", sign="debt_positive")
    assert "Prot. 123/2026, valido 01/01/2020-01/01/2021" in sentence(late)

    office.agree(since=today(), until=today() + dt.timedelta(days=9), sender="Un altro studio")
    other = office.load(plain(office), "administrator_units", sign="debt_positive")
    assert "con un altro mittente («Un altro studio»)" in sentence(other)
    assert office.rows("select count(*) from unit_arrears") == [(0,)]
    assert office.rows("select count(*) from unit_reference") == [(0,)]


def test_rows_of_one_unit_are_summed_and_the_sign_is_asked_once(agreed: Office) -> None:
    path = agreed.write("danea.csv", DANEA)
    asked = agreed.load(path, "administrator_units", year="2026", as_of="2026-06-30")
    assert asked.outcome is ImportOutcome.REFUSED
    assert "sign" in sentence(asked)
    assert f"--sender '{STUDIO}'" in sentence(asked)

    result = agreed.load(
        path, "administrator_units", year="2026", as_of="2026-06-30", sign="debt_negative"
    )
    assert result.outcome is ImportOutcome.DONE, result.message
    assert (result.counts.read, result.counts.loaded, result.counts.skipped) == (6, 3, 3)
    assert agreed.rows(
        "select r.staircase_code, r.unit_number, a.balance_eur::text, a.band, a.legal_step, "
        "  u.id is not null "
        "from unit_arrears a join unit_reference r on r.id = a.reference_id "
        "left join unit u on u.id = a.unit_id order by 1, 2"
    ) == [
        ("A", "1", "1150.50", "unknown", "payment_injunction", True),
        ("A", "2", "-25.30", "none", "none", True),
        ("B", "3", "0.00", "none", "none", True),
    ]
    again = agreed.load(path, "administrator_units", year="2026", as_of="2026-06-30")
    assert again.outcome is ImportOutcome.DONE, again.message
    assert (again.counts.loaded, again.counts.updated, again.counts.unchanged) == (0, 0, 3)


def test_names_tax_codes_and_telephones_are_nowhere(agreed: Office) -> None:
    bad = DANEA.replace(";B;3;", ";B;ZANELLATO Ostilia;").replace("25,30", "Fulgenzio")
    for name, content in (("danea.csv", DANEA), ("bad.csv", bad)):
        path = agreed.write(name, content)
        agreed.load(
            path, "administrator_units", year="2026", as_of="2026-06-30", sign="debt_negative"
        )
        agreed.load(
            path, "administrator_totals", year="2026", as_of="2026-06-30", sign="debt_negative"
        )
        path.unlink()
    dump = everything_in(agreed)
    assert "Prot. 123/2026" in dump
    assert list((agreed.folder / "imports").glob("*-refusals.csv"))
    for written in agreed.folder.rglob("*"):
        if written.is_file():
            dump += written.read_text(encoding="utf-8-sig", errors="replace")
    assert [name for name in NAMES if name.lower() in dump.lower()] == []


def everything_in(office: Office) -> str:
    """Every row of every table of the database, history included, as text."""
    tables = office.rows(
        "select format('%I.%I', schemaname, tablename) from pg_tables "
        "where schemaname not in ('pg_catalog', 'information_schema') "
        "and tablename <> 'spatial_ref_sys'"
    )
    assert ("public.unit_arrears",) in tables
    return "\n".join(
        str(row)
        for (table,) in tables
        for row in office.rows(f"select to_jsonb(t)::text from {table} t")
    )


def test_a_total_that_does_not_match_refuses_the_file_with_both_figures(agreed: Office) -> None:
    wrong = plain(agreed, total="3.150,57")
    result = agreed.load(wrong, "administrator_units", sign="debt_positive")
    assert result.outcome is ImportOutcome.REFUSED
    assert "3.150,57" in sentence(result)
    assert "3.150,75" in sentence(result)


def test_a_sign_that_the_accounts_contradict_is_refused(agreed: Office) -> None:
    result = agreed.load(plain(agreed), "administrator_units", sign="debt_negative")
    assert result.outcome is ImportOutcome.REFUSED
    assert "i conti non tornano" in sentence(result)


def test_another_condominiums_file_is_refused_by_its_tax_code(agreed: Office) -> None:
    path = plain(agreed)
    path.write_bytes(path.read_bytes().replace(b"91001230159", b"80012345678"))
    result = agreed.load(path, "administrator_units", sign="debt_positive")
    assert "sembra di un altro condominio" in sentence(result)


def test_a_newer_file_ends_what_it_lacks_and_an_older_one_is_refused(agreed: Office) -> None:
    first = agreed.load(plain(agreed, "31/03/2026"), "administrator_units", sign="debt_positive")
    assert first.outcome is ImportOutcome.DONE, first.message
    assert agreed.rows("select r.unit_number, a.band from unit_arrears a join unit_reference r "
                       "on r.id = a.reference_id order by 1") == [
        ("1", "below_1y"), ("2", "in_enforcement"), ("3", "none"),
    ]  # fmt: skip
    newer = plain(agreed, "30/06/2026", first="600,00")
    lines = [line for line in newer.read_text("cp1252").splitlines() if not line.startswith("B;")]
    newer.write_text("\n".join(lines).replace("900,00", "1.000,00").replace(";600,00;", ";700,00;")
                     .replace("3.150,75", "3.250,75"), "cp1252")  # fmt: skip
    second = agreed.load(newer, "administrator_units")
    assert second.outcome is ImportOutcome.DONE, second.message
    assert (second.counts.updated, second.counts.unchanged) == (1, 1)
    assert agreed.rows(
        "select r.unit_number, a.balance_eur::text, a.valid_from::text, a.valid_to::text "
        "from unit_arrears a join unit_reference r on r.id = a.reference_id order by 1, 3"
    ) == [
        ("1", "600.00", "2026-03-31", "2026-06-30"),
        ("1", "700.00", "2026-06-30", "infinity"),
        ("2", "2550.75", "2026-03-31", "infinity"),
        ("3", "0.00", "2026-03-31", "2026-06-30"),
    ]
    assert agreed.rows(
        "select r.unit_number, s.value, s.valid_from::text, s.valid_to::text from unit_status s "
        "join unit_reference r on r.id = s.reference_id where s.dimension = 'arrears_band' "
        "and s.unit_id is not null order by 1"
    ) == [
        ("1", "below_1y", "2026-03-31", "infinity"),
        ("2", "in_enforcement", "2026-03-31", "infinity"),
        ("3", "none", "2026-03-31", "2026-06-30"),
    ]
    before = everything_of(agreed)
    older = agreed.load(plain(agreed, "31/03/2026"), "administrator_units")
    assert "30/06/2026" in sentence(older)
    assert agreed.load(newer, "administrator_units").counts.unchanged == 2
    assert everything_of(agreed) == before


def everything_of(office: Office) -> list[tuple[object, ...]]:
    return office.rows(
        "select to_jsonb(a)::text from unit_arrears a union all "
        "select to_jsonb(s)::text from unit_status s order by 1"
    )


def test_a_file_with_an_unreadable_row_ends_nothing(agreed: Office) -> None:
    agreed.load(plain(agreed, "31/03/2026"), "administrator_units", sign="debt_positive")
    torn = plain(agreed, "30/06/2026", first="1,234.56", total="")
    result = agreed.load(torn, "administrator_units")
    assert result.outcome is ImportOutcome.DONE_WITH_REFUSALS, result.message
    assert agreed.rows("select count(*) from unit_arrears where valid_to <> 'infinity'") == [(0,)]


def test_a_dry_run_says_the_same_and_writes_nothing(agreed: Office) -> None:
    result = agreed.load(plain(agreed), "administrator_units", dry=True, sign="debt_positive")
    assert result.counts.loaded == 3
    assert agreed.rows("select count(*) from unit_arrears") == [(0,)]
