"""Codes that mean a unit: asked once, remembered, and files resolved through them."""

import datetime as dt

from data.ingest.states import ImportOutcome
from gis.dates import today
from tests.data.administrators.conftest import Office

FILE = """Cod. UI;Nominativo;Saldo al 30/06/2026
A011;ZANELLATO Ostilia;600,00
B033;QUERCETTI Fulgenzio;0,00
Totale;;600,00
"""


def test_missing_codes_are_asked_and_the_answer_moves_the_facts(office: Office) -> None:
    office.agree(since=today(), until=today() + dt.timedelta(days=30))
    path = office.write("codici.csv", FILE)
    result = office.load(path, "administrator_units", sign="debt_positive")
    assert result.outcome is ImportOutcome.DONE, result.message
    assert office.rows("select count(*) from unit_arrears where unit_id is not null") == [(0,)]
    assert office.rows(
        "select code from condominium_bridge where answered_on is null order by 1"
    ) == [("A011",), ("B033",)]

    bridge = office.write("ponte.csv", "Codice;Scala;Piano;Interno\nA011;A;1;1\nB033;Scala B;;3\n")
    answered = office.load(bridge, "administrator_bridge")
    assert answered.outcome is ImportOutcome.DONE, answered.message
    assert answered.counts.updated == 2
    assert office.rows(
        "select r.other_code, r.method, st.staircase_code, u.unit_number, a.balance_eur::text "
        "from unit_arrears a join unit_reference r on r.id = a.reference_id "
        "join unit u on u.id = a.unit_id join staircase st on st.id = u.staircase_id order by 1"
    ) == [("A011", "bridge", "A", "1", "600.00"), ("B033", "bridge", "B", "3", "0.00")]
    assert office.load(bridge, "administrator_bridge").counts.unchanged == 2

    office.write("codici.csv", FILE.replace("600,00", "700,00"))
    later = office.load(path, "administrator_units")
    assert later.counts.updated == 1
    assert office.rows("select count(*) from condominium_bridge where answered_on is null") == [
        (0,)
    ]


def test_another_answer_moves_the_facts_to_the_other_flat(office: Office) -> None:
    office.agree(since=today(), until=today() + dt.timedelta(days=30))
    bridge = office.write("ponte.csv", "Codice;Scala;Interno\nA011;A;1\nB033;B;3\n")
    office.load(bridge, "administrator_bridge")
    office.load(office.write("c.csv", FILE), "administrator_units", sign="debt_positive")
    office.write("ponte.csv", "Codice;Scala;Interno\nA011;A;2\nB033;B;9\n")
    office.load(bridge, "administrator_bridge")
    assert office.rows(
        "select r.other_code, u.unit_number, r.state from unit_arrears a "
        "join unit_reference r on r.id = a.reference_id left join unit u on u.id = a.unit_id "
        "order by 1"
    ) == [("A011", "2", "matched"), ("B033", None, "waiting")]


def test_a_name_is_no_code(office: Office) -> None:
    bridge = office.write("p.csv", "Codice;Scala;Interno\nZANELLATO;A;1\nA1;A;Ostilia\nA2;A;2\n")
    result = office.load(bridge, "administrator_bridge")
    assert result.counts.refused == 2
    assert office.rows("select code from condominium_bridge") == [("A2",)]
    told = (office.folder / "imports").glob("*.csv")
    text = "".join(path.read_text("utf-8-sig") for path in told)
    assert "potrebbe essere un nome" in text
    assert "ZANELLATO" not in text
    assert "ostilia" not in text.lower()
