"""Auction notices: two shapes, one sale, moved on by what later files tell and never back."""

import json
from pathlib import Path
from typing import Any

import pytest

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import Register, counts
from tests.data.municipal.conftest import Write, tie

HEADER = (
    "Tribunale;Procedura;Lotto;Comune;Via;Civico;Scala;Interno;Foglio;Particella;Sub;Prezzo base;"
    "Offerta minima;Rialzo minimo;Cauzione;Valore di perizia;Data vendita;Data pubblicazione;"
    "Tentativo;Modalità;Delegato;Custode;Occupazione;Termine saldo;URL;Esito\n"
)


def notice(**changes: str) -> str:
    """A table with one notice."""
    values = {
        "court": "Tribunale di Milano", "rge": "123/2021", "lot": "LOTTO UNICO", "town": "",
        "street": "Via delle Prove", "number": "901", "stair": "A", "door": "4", "sheet": "9",
        "parcel": "12", "sub": "7", "base": "60.000,00", "offer": "45.000,00", "raise": "1.000,00",
        "deposit": "10%", "value": "80.000,00", "sale": "15/05/2026 10:30", "published":
        "01/03/2026", "attempt": "1", "mode": "sincrona mista", "delegate": "Studio Esempio",
        "custodian": "Custodia Esempio", "occupancy": "Occupato dal debitore", "days": "120",
        "url": "https://pvp.example/1", "outcome": "",
    }  # fmt: skip
    values["deposit"] = "6.000,00"
    return HEADER + ";".join((values | changes).values()) + "\n"


SECOND = {"base": "45.000,00", "offer": "33.750,00", "sale": "10/10/2026", "attempt": "2",
          "published": "01/07/2026"}  # fmt: skip
STATES = (
    "select s.state, s.valid_from::text, nullif(s.valid_to, 'infinity')::text "
    "from enforcement_sale_state s order by s.valid_from"
)
ATTEMPTS = (
    "select attempt_no, sale_on::text, base_price_eur::float8, outcome from sale_attempt "
    "order by sale_on"
)


def test_a_notice_makes_a_sale_with_all_that_it_says(register: Register, write: Write) -> None:
    result = register.load(write("aste_20260310.csv", notice()))
    assert (result.source, counts(result)) == ("auction_notices", (1, 1, 0, 0, 0, 0))
    assert register.rows(
        "select court, rge_number, rge_year, lot, base_price_eur::float8, min_offer_eur::float8, "
        "min_raise_eur::float8, deposit_eur::float8, expert_value_eur::float8, sale_on::text, "
        "attempt_no, sale_mode, delegate, custodian, occupancy_in_report, balance_days, pvp_url, "
        "unit_id from enforcement_sale"
    ) == [
        ("Tribunale di Milano", 123, 2021, "unico", 60000.0, 45000.0, 1000.0, 6000.0, 80000.0,
         "2026-05-15", 1, "synchronous_mixed", "Studio Esempio", "Custodia Esempio", "debtor", 120,
         "https://pvp.example/1", None),
    ]  # fmt: skip
    assert register.rows(STATES) == [("published", "2026-03-01", None)]
    assert register.rows("select starts_at::text from sale_attempt") == [("10:30:00",)]
    assert register.rows(
        "select street_name, number_text, staircase_code, unit_number, sheet, parcel_number, "
        "subunit, other_code from unit_reference"
    ) == [("Via delle Prove", "901", "A", "4", "9", "12", "7",
           "Tribunale di Milano R.G.E. 123/2021 lotto unico")]  # fmt: skip
    assert counts(register.load(write("aste_20260310.csv", notice()))) == (1, 0, 0, 1, 0, 0)


def test_later_files_move_the_sale_on_and_keep_every_attempt(
    register: Register, write: Write
) -> None:
    for name, text, expected in (
        ("aste_20260310.csv", notice(), (1, 1, 0, 0, 0, 0)),
        ("aste_20260601.csv", notice(outcome="deserta"), (1, 0, 1, 0, 0, 0)),
        ("aste_20260705.csv", notice(**SECOND), (1, 0, 1, 0, 0, 0)),
        ("aste_20261020.csv", notice(**SECOND, outcome="aggiudicata"), (1, 0, 1, 0, 0, 0)),
        ("aste_20261021.csv", notice(**SECOND, outcome="aggiudicata"), (1, 0, 0, 1, 0, 0)),
    ):
        assert (name, counts(register.load(write(name, text)))) == (name, expected)
    assert register.rows(STATES) == [
        ("published", "2026-03-01", "2026-05-15"),
        ("deserted", "2026-05-15", "2026-07-01"),
        ("published", "2026-07-01", "2026-10-10"),
        ("awarded", "2026-10-10", None),
    ]
    assert register.rows(ATTEMPTS) == [
        (1, "2026-05-15", 60000.0, "deserted"), (2, "2026-10-10", 45000.0, "awarded"),
    ]  # fmt: skip
    assert register.rows("select attempt_no, base_price_eur::float8 from enforcement_sale") == [
        (2, 45000.0)
    ]


def test_old_news_is_told_and_moves_nothing_back(
    register: Register, write: Write, tmp_path: Path
) -> None:
    register.load(write("aste_20260601.csv", notice(outcome="deserta")))
    before = register.rows(STATES)

    result = register.load(write("aste_20260310.csv", notice()))

    assert (counts(result), result.counts.note) == ((1, 0, 0, 1, 0, 0), 1)
    told = "".join(path.read_text() for path in (tmp_path / "imports").glob("*-notes.csv"))
    assert "does not go back" in told
    assert register.rows(STATES) == before == [
        ("published", "2026-03-01", "2026-05-15"), ("deserted", "2026-05-15", None),
    ]  # fmt: skip
    assert register.rows(ATTEMPTS) == [(1, "2026-05-15", 60000.0, "deserted")]


def test_a_step_that_the_machine_forbids_is_refused(register: Register, write: Write) -> None:
    register.load(write("aste_20260601.csv", notice(outcome="aggiudicata")))
    before = register.rows(STATES), register.rows(ATTEMPTS)

    later = notice(**{**SECOND, "sale": "10/10/2026"}, outcome="deserta")
    result = register.load(write("aste_20261101.csv", later.replace("01/07/2026", "")))

    assert result.outcome is ImportOutcome.REFUSED
    assert "cannot take this step" in result.first_refusals[0].reason.en
    assert "aggiudicata" in result.first_refusals[0].reason.it
    assert (register.rows(STATES), register.rows(ATTEMPTS)) == before


def test_an_outcome_before_the_auction_is_refused(register: Register, write: Write) -> None:
    result = register.load(write("aste_20260310.csv", notice(outcome="deserta")))
    assert result.outcome is ImportOutcome.REFUSED
    assert "still to come" in result.first_refusals[0].reason.en


def test_a_suspended_sale_may_be_published_again(register: Register, write: Write) -> None:
    register.load(write("aste_20260310.csv", notice()))
    register.load(write("aste_20260401.csv", notice(outcome="sospesa")))
    register.load(write("aste_20260705.csv", notice(**SECOND)))
    assert [row[:2] for row in register.rows(STATES)] == [
        ("published", "2026-03-01"), ("suspended", "2026-04-01"), ("published", "2026-07-01"),
    ]  # fmt: skip


def test_a_base_that_rises_is_noted(register: Register, write: Write, tmp_path: Path) -> None:
    register.load(write("aste_20260601.csv", notice(outcome="deserta")))
    higher = {**SECOND, "base": "70.000,00", "offer": "52.500,00"}
    result = register.load(write("aste_20260705.csv", notice(**higher)))

    assert counts(result) == (1, 0, 1, 0, 0, 0)
    told = "".join(path.read_text() for path in (tmp_path / "imports").glob("*-notes.csv"))
    assert "higher than that of the attempt before (60000.00)" in told


def test_a_least_offer_below_three_quarters_is_taken_off(register: Register, write: Write) -> None:
    result = register.load(write("aste_20260310.csv", notice(offer="44.999,99")))
    assert counts(result) == (1, 1, 0, 0, 0, 0)
    assert result.refused_values == 1
    assert "75 %" in result.first_refusals[0].reason.it
    assert register.rows("select min_offer_eur, base_price_eur::float8 from enforcement_sale") == [
        (None, 60000.0)
    ]


def test_a_sale_in_another_town_is_refused(register: Register, write: Write) -> None:
    register.load("boundary_borgo_esempio.geojson")
    two = notice() + notice(rge="9/2020", town="Villa Prova (MI)").splitlines()[1] + "\n"
    ours = two.replace(";unico;;", ";;").replace("LOTTO UNICO;;", "LOTTO UNICO;BORGO ESEMPIO;")

    result = register.load(write("aste_20260310.csv", ours), said=False)

    assert counts(result) == (2, 1, 0, 0, 0, 1)
    assert "Villa Prova" in result.first_refusals[0].reason.it


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"rge": "senza numero"}, "procedura"),
        ({"base": ""}, "prezzo_base"),
        ({"base": "45.000"}, "prezzo_base"),
        ({"sale": "31/02/2026"}, "data_vendita"),
        ({"outcome": "forse"}, "esito"),
        ({"mode": "per posta"}, "modalita"),
        ({"attempt": "0"}, "tentativo"),
        ({"url": "javascript:alert(1)"}, "url"),
    ],
)
def test_a_bad_notice_is_refused_with_its_column(
    register: Register, write: Write, changes: dict[str, str], column: str
) -> None:
    good = notice(rge="7/2020").splitlines()[1]
    result = register.load(write("aste_20260310.csv", notice(**changes) + good + "\n"))
    assert counts(result) == (2, 1, 0, 0, 0, 1)
    assert result.first_refusals[0].column == column


def test_the_debtor_is_never_read(register: Register, write: Write, tmp_path: Path) -> None:
    lines = (notice() + notice(rge="?").splitlines()[1]).splitlines()
    text = "\n".join(
        [f"{lines[0]};Debitore", *(f"{line};Caio Inventati" for line in lines[1:]), ""]
    )

    result = register.load(write("aste_20260310.csv", text))

    assert counts(result) == (2, 1, 0, 0, 0, 1)
    told = "".join(path.read_text() for path in (tmp_path / "imports").glob("*.csv"))
    held = [
        str(register.rows(f"select t::text from {table} t"))
        for table in ("enforcement_sale", "unit_reference", "import_refusal", "import_run")
    ]
    assert all("Inventati" not in each for each in (told, *held))


def lot(**changes: Any) -> dict[str, Any]:
    """A lot as the portal tells it."""
    made = {
        "id": 1, "tipoLotto": "IMMOBILI",
        "indirizzo": {"via": "VIA DELLE PROVE N. 901/A scala C", "numeroCivico": "",
                      "citta": "Borgo Esempio", "coordinate": {"latitudine": 45.1,
                                                               "longitudine": 9.2}},
        "numeroLotto": "1", "procedura": "R.G.E. 55/2022", "prezzoBaseAsta": 45000.0,
        "offertaMinima": "33.750,00", "rialzoMinimo": 1000, "dataOraVendita": "10/06/2026 10:30",
        "dataPubblicazione": "2026-03-01", "tribunale": "Tribunale di MILANO",
        "descLotto": "Al piano 3&deg;, int. 7 (foglio 9 particella 12 sub. 5) di Caio Inventati",
        "esito": None, "disponibilita": ["LIBER"],
    }  # fmt: skip
    return made | changes


def answer(write: Write, *lots: dict[str, Any]) -> Path:
    """A saved answer of the portal's search."""
    body = {"messaggio": "OK", "body": {"content": list(lots), "totalElements": len(lots)}}
    return write("pvp_20260310.json", json.dumps(body))


def test_the_portals_answer_is_read_in_all_its_spellings(register: Register, write: Write) -> None:
    swapped = {"via": None, "numeroCivico": None, "coordinate": {"latitudine": 9.2,
                                                                 "longitudine": 45.1}}  # fmt: skip
    zero = {"via": "Via Roma", "numeroCivico": 5, "coordinate": {"latitudine": 0,
                                                                 "longitudine": 0}}  # fmt: skip
    path = answer(
        write,
        lot(),
        lot(procedura="56/2022", numeroLotto="LOTTO UNICO", prezzoBaseAsta="45.000,00",
            dataOraVendita="2026-06-10T10:30:00.000", indirizzo=swapped, esito="SOSPE",
            disponibilita=["OCCUP"]),
        lot(procedura="12/2019", prezzoBaseAsta=None, dataOraVendita="2026-06-10T10:30:00",
            indirizzo=zero, descLotto="immobile", disponibilita=["OCCST"]),
    )  # fmt: skip
    result = register.load(path)
    assert (result.source, counts(result)) == ("auction_notices", (3, 3, 0, 0, 0, 0))
    assert result.counts.note == 2
    assert register.rows(
        "select e.rge_number, e.lot, e.base_price_eur::float8, e.min_offer_eur::float8, "
        "e.sale_on::text, e.occupancy_in_report, s.state, n.street_name, n.number_text, "
        "n.floor_code, n.unit_number, n.sheet, n.parcel_number, n.subunit "
        "from enforcement_sale e join unit_reference n on n.id = e.reference_id "
        "join enforcement_sale_state s on s.sale_id = e.id and s.valid_to = 'infinity' "
        "order by e.rge_year desc, e.rge_number"
    ) == [
        (55, "1", 45000.0, 33750.0, "2026-06-10", "free", "published", "VIA DELLE PROVE", "901/A",
         "3", "7", "9", "12", "5"),
        (56, "unico", 45000.0, 33750.0, "2026-06-10", "occupied", "suspended", None, None,
         "3", "7", "9", "12", "5"),
        (12, "1", None, 33750.0, "2026-06-10", "third_party_without_title", "published",
         "Via Roma", "5", None, None, None, None, None),
    ]  # fmt: skip
    assert "Inventati" not in str(register.rows("select r::text from unit_reference r"))
    assert counts(register.load(path)) == (3, 0, 0, 3, 0, 0)


@pytest.mark.parametrize(
    ("changes", "column"),
    [
        ({"esito": "BOH"}, "esito"),
        ({"procedura": None}, "procedura"),
        ({"prezzoBaseAsta": True}, "prezzoBaseAsta"),
        ({"prezzoBaseAsta": "centomila"}, "prezzoBaseAsta"),
        ({"dataOraVendita": "2026-13-01T10:00:00"}, "dataOraVendita"),
    ],
)
def test_a_bad_lot_is_refused_and_its_description_not_repeated(
    register: Register, write: Write, changes: dict[str, Any], column: str
) -> None:
    result = register.load(answer(write, lot(**changes), lot(procedura="9/2020")))
    assert counts(result) == (2, 1, 0, 0, 0, 1)
    assert result.first_refusals[0].column == column
    assert "Inventati" not in str(register.rows("select r::text from import_refusal r"))


@pytest.mark.parametrize(
    "text",
    [
        '{"body": {"content": [{"prezzoBaseAsta": 1}',
        '{"body": {"prezzoBaseAsta": 1}}',
        '{"numeroLotto"' + "[" * 5000,
    ],
)
def test_a_broken_answer_is_refused(register: Register, write: Write, text: str) -> None:
    result = register.load(write("pvp.json", text), source="auction_notices")
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert "sales portal" in result.message.en


def test_a_tied_sale_reaches_the_badge_of_its_unit(register: Register, write: Write) -> None:
    register.load(write("aste_20260310.csv", notice()))
    flat = tie(register, unit_number="4")
    badge = "select badge, sale_on::text from layer_unit_status('2026-05-01') where id::text = :u"
    assert register.rows(badge, u=flat) == [("auction_soon", "2026-05-15")]
