"""TARI, leases, notices and the custodian's list: what is kept of each, and what is refused."""

import pytest

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import Register, counts
from tests.data.municipal.conftest import Write, tie, untie

TARI = (
    "Indirizzo;Civico;Interno;Sub.;Superficie tassata;Occupanti;Data inizio;Data cessazione\n"
    "Via delle Prove;901;1;12;62,5;3;01/03/2019;\n"
    "Via delle Prove;901;2;13;1.045,00;2;15/06/2020;31/12/2025\n"
    "Via delle Prove;901;3;14;48;;2021-01-01;\n"
)
TARI_ROWS = (
    "select n.unit_number, f.charged_area_m2::float8, f.occupants_count, f.valid_from::text, "
    "nullif(f.valid_to, 'infinity')::text from unit_waste_charge f "
    "join unit_reference n on n.id = f.reference_id order by 1, 4"
)


def test_waste_charges_keep_area_occupants_and_their_own_days(
    register: Register, write: Write
) -> None:
    first = register.load(write("tari_20260131.csv", TARI))
    assert (first.source, counts(first)) == ("waste_charge", (3, 3, 0, 0, 0, 0))
    assert register.rows(TARI_ROWS) == [
        ("1", 62.5, 3, "2019-03-01", None),
        ("2", 1045.0, 2, "2020-06-15", "2026-01-01"),
        ("3", 48.0, None, "2021-01-01", None),
    ]
    later = register.load(write("tari_20260701.csv", TARI.replace(";3;01/03", ";4;01/03")))
    assert (counts(later), later.counts.ended) == ((3, 0, 1, 2, 0, 0), 0)
    assert register.rows(TARI_ROWS)[0] == ("1", 62.5, 4, "2019-03-01", None)


def test_a_position_that_a_newer_file_lacks_is_closed_and_one_that_comes_back_goes_on(
    register: Register, write: Write
) -> None:
    more = TARI + "".join(
        f"Via delle Prove;903;{door};2{door};50;1;01/01/2022;\n" for door in range(4)
    )
    register.load(write("tari_20260131.csv", more))
    lacking = more.replace("Via delle Prove;901;3;14;48;;2021-01-01;\n", "")
    assert register.load(write("tari_20260701.csv", lacking)).counts.ended == 1
    assert register.rows(TARI_ROWS)[-1] == ("3", 50.0, 1, "2022-01-01", None)
    ended = (
        "select nullif(valid_to, 'infinity')::text from unit_waste_charge "
        "where charged_area_m2 = 48"
    )
    assert register.value(ended) == "2026-07-01"

    assert counts(register.load(write("tari_20260801.csv", more))) == (7, 0, 1, 6, 0, 0)
    assert register.value(ended) is None


@pytest.mark.parametrize(
    ("before", "after", "column", "words"),
    [
        ("62,5", "1.234", "superficie_m2", "ambiguous"),
        ("62,5", "0", "superficie_m2", "not plausible"),
        ("62,5", "12 000,50", "superficie_m2", "not a number"),
        ("01/03/2019", "31/02/2019", "inizio", "is no date"),
        ("01/03/2019", "", "inizio", "missing"),
        (";15/06/2020;31/12/2025", ";15/06/2020;31/12/2019", "fine", "before the start"),
    ],
)
def test_a_bad_position_is_refused_with_its_column(
    register: Register, write: Write, before: str, after: str, column: str, words: str
) -> None:
    result = register.load(write("tari_20260131.csv", TARI.replace(before, after, 1)))

    assert counts(result) == (3, 2, 0, 0, 0, 1)
    assert result.first_refusals[0].column == column
    assert words in result.first_refusals[0].reason.en


LEASES = (
    "Via;Civico;Scala;Interno;Esito contratto;Data verifica\n"
    "Via delle Prove;901;A;1;trovato;10/02/2026\n"
    "Via delle Prove;901;A;2;Non trovato;10/02/2026\n"
    "Via delle Prove;901;A;2;cessato;12/03/2026\n"
)


def test_a_search_for_a_lease_keeps_its_outcome_and_day(register: Register, write: Write) -> None:
    result = register.load(write("contratti_20260401.csv", LEASES))
    assert (result.source, counts(result)) == ("lease", (3, 3, 0, 0, 0, 0))
    assert counts(register.load(write("contratti_20260402.csv", LEASES))) == (3, 0, 0, 3, 0, 0)
    right = LEASES.replace("1;trovato", "1;scaduto")
    assert counts(register.load(write("contratti_20260403.csv", right))) == (3, 0, 1, 2, 0, 0)
    assert register.rows("select outcome, checked_on::text from unit_lease order by 2, 1") == [
        ("ended", "2026-02-10"), ("not_found", "2026-02-10"), ("ended", "2026-03-12"),
    ]  # fmt: skip


def test_an_unknown_outcome_is_not_guessed(register: Register, write: Write) -> None:
    result = register.load(write("contratti.csv", LEASES.replace("1;trovato", "1;forse")))
    assert counts(result) == (3, 2, 0, 0, 0, 1)
    assert "«forse»" in result.first_refusals[0].reason.it


@pytest.mark.parametrize("column", ["Conduttore", "Locatore", "Proprietario"])
def test_the_parties_of_a_lease_are_refused(register: Register, write: Write, column: str) -> None:
    lines = LEASES.splitlines()
    text = "\n".join([f"{lines[0]};{column}", *(f"{line};Caio" for line in lines[1:]), ""])
    result = register.load(write("contratti.csv", text))
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert column in result.message.it


NOTICES = (
    "Via;Civico;Interno;Tipo comunicazione;Data ricezione;Fino al;Persone;Protocollo\n"
    "Via delle Prove;901;1;Dichiarazione di ospitalità;05/01/2026;;2;101/2026\n"
    "Via delle Prove;901;1;ospitalità;05/01/2026;04/02/2026;3-4;102/2026\n"
    "Via delle Prove;901;2;Cessione di fabbricato;07/01/2026;;8;103/2026\n"
)


def test_notices_keep_their_kind_day_and_band_of_persons(register: Register, write: Write) -> None:
    result = register.load(write("comunicazioni_20260201.csv", NOTICES))
    assert (result.source, counts(result)) == ("notice", (3, 3, 0, 0, 0, 0))
    assert counts(register.load(write("comunicazioni_20260202.csv", NOTICES))) == (3, 0, 0, 3, 0, 0)
    assert register.rows(
        "select kind, persons_band, valid_from::text, nullif(valid_to, 'infinity')::text "
        "from unit_notice order by 3, 2 desc"
    ) == [
        ("hospitality", "two", "2026-01-05", None),
        ("hospitality", "from_3_to_4", "2026-01-05", "2026-02-05"),
        ("building_transfer", "from_7", "2026-01-07", None),
    ]


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("Cessione di fabbricato", "Vendita", "tipo_comunicazione"),
        (";8;", ";0;", "fascia_persone"),
        (";8;", ";2-6;", "fascia_persone"),
        ("04/02/2026", "04/01/2026", "fino_al"),
        ("07/01/2026", "07/13/2026", "data_ricezione"),
    ],
)
def test_a_bad_notice_is_refused_with_its_column(
    register: Register, write: Write, before: str, after: str, column: str
) -> None:
    result = register.load(write("comunicazioni.csv", NOTICES.replace(before, after, 1)))
    assert counts(result) == (3, 2, 0, 0, 0, 1)
    assert result.first_refusals[0].column == column


CUSTODY = (
    "Procedura;Tribunale;Custode;Dal;Stato serratura;Via;Civico;Scala;Interno;Foglio;Mappale;Sub\n"
    "RGE 12/2020;Milano;Custodia Esempio;01/02/2021;sostituita;Via delle Prove;901;A;1;9;12;4\n"
    "R.G.E. n. 77/2019;TRIBUNALE DI MILANO;Custodia Esempio;10/10/2019;sigilli;Via delle Prove;"
    "901;A;2;9;12;5\n"
    "15/2022;Milano;Custodia Esempio;03/03/2022;forzata;Via delle Prove;901;B;1;9;12;9\n"
)
SEIZURES = (
    "select e.reference, e.valid_from::text, nullif(e.valid_to, 'infinity')::text "
    "from unit_encumbrance e where e.kind = 'seizure_pignoramento' order by e.id"
)
LOCKS = (
    "select value, valid_from::text, nullif(valid_to, 'infinity')::text from unit_status "
    "where dimension = 'securing' order by id"
)


def test_the_custodians_list_gives_custody_seizure_and_lock(
    register: Register, write: Write
) -> None:
    result = register.load(write("custode_20260301.csv", CUSTODY))
    assert (result.source, counts(result)) == ("custodian_list", (3, 3, 0, 0, 0, 0))
    assert register.rows(
        "select court, rge_number, rge_year, custodian, lock_state, valid_from::text "
        "from unit_custody order by valid_from desc"
    ) == [
        ("Tribunale di Milano", 15, 2022, "Custodia Esempio", "broken", "2022-03-03"),
        ("Tribunale di Milano", 12, 2020, "Custodia Esempio", "lock_changed", "2021-02-01"),
        ("Tribunale di Milano", 77, 2019, "Custodia Esempio", "judicial_seals", "2019-10-10"),
    ]
    assert sorted(register.rows(SEIZURES)) == [
        ("R.G.E. 12/2020", "2021-02-01", None),
        ("R.G.E. 15/2022", "2022-03-03", None),
        ("R.G.E. 77/2019", "2019-10-10", None),
    ]
    assert sorted(register.rows(LOCKS)) == [
        ("judicial_seals", "2026-03-01", None), ("lock_changed", "2026-03-01", None),
    ]  # fmt: skip
    again = register.load(write("custode_20260301.csv", CUSTODY))
    assert counts(again) == (3, 0, 0, 3, 0, 0)
    assert len(register.rows(SEIZURES)) == 3
    assert len(register.rows(LOCKS)) == 2


def test_a_unit_that_leaves_the_list_is_no_longer_seized_by_it(
    register: Register, write: Write
) -> None:
    register.load(write("custode_20260301.csv", CUSTODY))
    kept = (line for line in CUSTODY.splitlines(keepends=True) if "77/2019" not in line)
    shorter = "".join(kept).replace("forzata", "lastratura")

    result = register.load(write("custode_20260601.csv", shorter))

    assert (counts(result), result.counts.ended) == ((2, 0, 1, 1, 0, 0), 1)
    assert sorted(register.rows(SEIZURES)) == [
        ("R.G.E. 12/2020", "2021-02-01", None),
        ("R.G.E. 15/2022", "2022-03-03", None),
        ("R.G.E. 77/2019", "2019-10-10", "2026-06-01"),
    ]
    assert sorted(register.rows(LOCKS)) == [
        ("judicial_seals", "2026-03-01", "2026-06-01"),
        ("lock_changed", "2026-03-01", None),
        ("steel_plate", "2026-06-01", None),
    ]


def test_custody_seizure_and_lock_move_with_their_naming(register: Register, write: Write) -> None:
    register.load(write("custode_20260301.csv", CUSTODY))
    flat = tie(register, staircase_code="A", unit_number="1")
    told = (
        "select 'custody', unit_id::text from unit_custody where unit_id is not null union all "
        "select 'seizure', unit_id::text from unit_encumbrance where unit_id is not null union all "
        "select 'lock', unit_id::text from unit_status where unit_id is not null"
    )
    assert register.rows(told) == [("custody", flat), ("seizure", flat), ("lock", flat)]
    badge = "select badge from layer_unit_status('2026-04-01') where id::text = :unit"
    assert register.value(badge, unit=flat) == "seized"

    untie(register, staircase_code="A", unit_number="1")
    assert register.rows(told) == []
    assert register.value(badge, unit=flat) == "unknown"


@pytest.mark.parametrize(
    ("before", "after", "column"),
    [
        ("RGE 12/2020", "12-bis", "procedura"),
        ("RGE 12/2020", "0/2020", "procedura"),
        ("01/02/2021", "ieri", "dal"),
        ("sostituita", "boh", "stato_serratura"),
    ],
)
def test_a_bad_custody_is_refused_with_its_column(
    register: Register, write: Write, before: str, after: str, column: str
) -> None:
    result = register.load(write("custode.csv", CUSTODY.replace(before, after, 1)))
    assert counts(result) == (3, 2, 0, 0, 0, 1)
    assert result.first_refusals[0].column == column


def test_a_list_with_the_debtors_is_refused(register: Register, write: Write) -> None:
    lines = CUSTODY.splitlines()
    text = "\n".join(
        [f"{lines[0]};Debitore esecutato", *(f"{line};Caio" for line in lines[1:]), ""]
    )
    result = register.load(write("custode.csv", text))
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert "Debitore esecutato" in result.message.it
