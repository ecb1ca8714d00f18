"""Public projects: the open registers' files, only the municipality's own, each told once."""

import pytest

from data.ingest.states import ImportOutcome
from tests.data.ingest.conftest import Register, counts
from tests.data.municipal.conftest import Write

OURS, TWO, NEAR = "C11G06000000001", "E62C22000010006", "B11B21006470006"
CUP = (
    "CUP;DESCRIZIONE_SINTETICA_CUP;ANNO_DECISIONE;STATO_PROGETTO;COSTO_PROGETTO;"
    "FINANZIAMENTO_PROGETTO;SOGGETTO_TITOLARE;PIVA_CF_BENEFICIARIO;NATURA_INTERVENTO;"
    "CODICE_COMUNE;COMUNE\n"
    f"{OURS};RIFACIMENTO COPERTURE;2021;ATTIVO;120000,50;DATO NON PRESENTE;COMUNE DI BORGO;"
    "RSSMRA85T10A562S;REALIZZAZIONE DI LAVORI PUBBLICI;999001;BORGO ESEMPIO\n"
    f"{NEAR};ALTRO;2021;ATTIVO;1,00;1,00;ALTRI;;LAVORI;999002;VILLA PROVA\n"
)
PLACES = (
    "CUP,CODICE_STATO,STATO,CODICE_COMUNE,COMUNE\n"
    f"{OURS},5,ITALIA,999001,BORGO ESEMPIO\n"
    f"{TWO},5,ITALIA,999001,BORGO ESEMPIO\n"
    f"{TWO},5,ITALIA,999002,VILLA PROVA\n"
)
DIGITAL = (
    "codice_ipa,ente,comune,cod_comune,importo_finanziamento,avviso,data_finanziamento,codice_cup,"
    "stato_candidatura,data_stato_candidatura,misura\n"
    "c_z999,Comune di Borgo Esempio,Borgo Esempio,999001,59966.0,Avviso digitale,2023-01-03,"
    f"{TWO},E,2024-04-05,1.4.5\n"
)
COHESION = (
    "COD_LOCALE_PROGETTO;CUP;OC_TITOLO_PROGETTO;OC_STATO_PROGETTO;OC_DATA_INIZIO_PROGETTO;"
    "OC_FINANZ_TOT_PUB_NETTO;IMPEGNI;TOT_PAGAMENTI;COD_COMUNE;DEN_COMUNE\n"
    f"1LO1;{OURS};Cortili;In corso;20220115;1.500.000,50;;1000,00;003999001:::003999002;A:::B\n"
    f"1LO2;{OURS};Scale;In corso;20220115;***************;;;003999001;Borgo Esempio\n"
    f"1LO3;{NEAR};Altrove;In corso;20220115;5,00;;;003999002:::003999003;B:::C\n"
)
PAIRS = f"CUP,CIG\n{OURS},918052266A\n{OURS},ZF834A42FA\n{NEAR},Z723557411\n"


@pytest.fixture
def borgo(register: Register) -> Register:
    """A register that knows where Borgo Esempio lies and its statistical code."""
    register.load("boundary_borgo_esempio.geojson")
    return register


def test_only_the_projects_of_the_municipality_come_in(borgo: Register, write: Write) -> None:
    result = borgo.load(write("OpenCup_Progetti0.csv", CUP), said=False)
    assert (result.source, counts(result)) == ("public_projects", (2, 1, 0, 0, 0, 1))
    assert "999002" in result.first_refusals[0].reason.it
    assert borgo.rows(
        "select p.cup, s.title, s.holder, s.state_text, s.decision_year "
        "from public_project p join public_project_story s on s.project_id = p.id"
    ) == [(OURS, "RIFACIMENTO COPERTURE", "COMUNE DI BORGO", "ATTIVO", 2021)]
    assert borgo.rows("select kind, amount_eur::float8 from public_project_amount") == [
        ("cost", 120000.5)
    ]
    assert "RSSMRA85T10A562S" not in str(borgo.rows("select s::text from public_project_story s"))
    again = borgo.load(write("OpenCup_Progetti0.csv", CUP), said=False)
    assert counts(again) == (2, 0, 0, 1, 0, 1)


def test_registers_tell_of_one_project_side_by_side(borgo: Register, write: Write) -> None:
    for text, expected in (
        (CUP, (2, 1, 0, 0, 0, 1)),
        (PLACES, (3, 1, 0, 1, 0, 1)),
        (DIGITAL, (1, 1, 0, 0, 0, 0)),
        (COHESION, (3, 2, 0, 0, 0, 1)),
        (PAIRS, (3, 2, 0, 0, 1, 0)),
    ):
        assert counts(borgo.load(write("progetti.csv", text))) == expected
        skipped_and_refused = expected[4:]
        same = expected[0] - sum(skipped_and_refused)
        assert counts(borgo.load(write("progetti.csv", text))) == (
            expected[0], 0, 0, same, *skipped_and_refused,
        )  # fmt: skip
    assert borgo.rows(
        "select p.cup, a.register, a.local_code, a.kind, a.amount_eur::float8 "
        "from public_project_amount a join public_project p on p.id = a.project_id order by 1, 2, 4"
    ) == [
        (OURS, "opencoesione", "1LO1", "funded", 1500000.5),
        (OURS, "opencoesione", "1LO1", "paid", 1000.0),
        (OURS, "opencup", "", "cost", 120000.5),
        (TWO, "pa_digitale", "", "funded", 59966.0),
    ]
    assert borgo.rows(
        "select p.cup, c.cig, c.kind from public_project_cig c "
        "join public_project p on p.id = c.project_id order by 2"
    ) == [(OURS, "918052266A", "standard"), (OURS, "ZF834A42FA", "smart")]
    assert borgo.rows(
        "select p.cup, l.istat_code from public_project_place l "
        "join public_project p on p.id = l.project_id order by 1, 2"
    ) == [(OURS, "999001"), (OURS, "999002"), (TWO, "999001")]


def test_a_newer_figure_takes_the_place_of_an_older_one(borgo: Register, write: Write) -> None:
    borgo.load(write("OpenCup_20250101.csv", CUP))
    newer = CUP.replace("120000,50", "130000,00")
    assert counts(borgo.load(write("OpenCup_20260101.csv", newer))) == (2, 0, 1, 0, 0, 1)
    assert counts(borgo.load(write("OpenCup_20250101.csv", CUP))) == (2, 0, 0, 1, 0, 1)
    assert borgo.rows("select amount_eur::float8, as_of::text from public_project_amount") == [
        (130000.0, "2026-01-01")
    ]


@pytest.mark.parametrize(
    ("text", "before", "after", "column"),
    [
        (CUP, OURS, "C11G0600000000", "CUP"),
        (CUP, OURS, "****", "CUP"),
        (CUP, "120000,50", "-5,00", "COSTO_PROGETTO"),
        (CUP, "2021;ATTIVO;120", "duemila;ATTIVO;120", "ANNO_DECISIONE"),
        (CUP, ";999001;", ";15175;", "CODICE_COMUNE"),
        (PAIRS, "918052266A", "918052266B", "CIG"),
        (PAIRS, "918052266A", "0000000000", "CIG"),
        (COHESION, "20220115", "20221315", "OC_DATA_INIZIO_PROGETTO"),
    ],
)
def test_a_bad_value_refuses_its_row(
    borgo: Register, write: Write, text: str, before: str, after: str, column: str
) -> None:
    borgo.load(write("localizzazioni.csv", PLACES))
    result = borgo.load(write("progetti.csv", text.replace(before, after, 1)))
    assert column in [refusal.column for refusal in result.first_refusals]


def test_a_file_of_another_municipality_is_refused(borgo: Register, write: Write) -> None:
    other = DIGITAL.replace("999001", "999002")
    result = borgo.load(write("candidature.csv", other), said=False)
    assert result.outcome is ImportOutcome.REFUSED
    assert result.message is not None
    assert "another municipality's" in result.message.en
    assert borgo.value("select count(*) from public_project") == 0
