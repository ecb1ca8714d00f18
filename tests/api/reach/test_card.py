"""Olga opens a flat's card, says why she reads, reads, and closes it again."""

import pytest
from lxml import html
from starlette.testclient import TestClient

from gis.dates import now
from tests.api.access.conftest import OURS
from tests.desk import Desk

CLOSED, OPENED = "I dati personali sono chiusi.", "Leggi i dati personali per:"
RESIDENTS = "2 persone residenti"


def browser(desk: Desk, name: str) -> TestClient:
    return desk.client(name, Accept="text/html", **OURS)


def card(desk: Desk, name: str) -> str:
    answer = browser(desk, name).get(f"/units/{desk.flat}")
    assert answer.status_code == 200
    return " ".join(html.document_fromstring(answer.text).text_content().split())


def send(desk: Desk, name: str, what: str, **fields: object) -> tuple[int, str]:
    answer = browser(desk, name).post(f"/units/{desk.flat}/{what}", data=fields)
    return answer.status_code, answer.text


@pytest.mark.parametrize("name", ["Olga", "Piero"])
def test_one_click_for_a_call_and_one_to_close(desk: Desk, name: str) -> None:
    before = card(desk, name)
    assert CLOSED in before
    assert "persone e nuclei: si aprono dichiarando lo scopo" in before
    assert RESIDENTS not in before
    assert send(desk, name, "purpose", kind="telephone")[0] == 303
    after = card(desk, name)
    assert f"{OPENED} nota telefonica, dalle ore" in after
    assert RESIDENTS in after
    assert CLOSED not in after
    ((purpose,),) = desk.rows("select id from stated_purpose")
    for _ in range(2):
        assert send(desk, name, "purpose/close", purpose=purpose)[0] == 303
    assert CLOSED in card(desk, name)


def test_opening_the_case_states_it(desk: Desk) -> None:
    assert "Pratica: Sfratto seguito (PROVA/7)" in card(desk, "Olga")
    assert send(desk, "Olga", "purpose", kind="case", case=desk.eviction())[0] == 303
    assert f"{OPENED} pratica aperta: Sfratto seguito (PROVA/7), dal" in card(desk, "Olga")


def test_the_police_are_not_offered_the_housing_offices_case(desk: Desk) -> None:
    shown = card(desk, "Piero")
    assert "Sfratto seguito" not in shown
    assert "Né telefonata né pratica" in shown
    status, text = send(desk, "Piero", "purpose", kind="case", case=desk.eviction())
    assert (status, "non è fra quelle aperte di questa unità" in text) == (400, True)


def test_what_is_wrong_with_a_reason_is_told_on_the_card(desk: Desk) -> None:
    for reason in ("corto", "<script>", "chiama il 333 1234567"):
        status, text = send(desk, "Olga", "purpose", kind="reveal", reason=reason)
        assert status == 400
        assert 'role="alert">Il motivo' in text
        assert RESIDENTS not in text
    reason = 'verifica <b>"residenza"</b> & recapito'
    assert send(desk, "Olga", "purpose", kind="reveal", reason=reason)[0] == 303
    assert f"consultazione motivata «{reason}»" in card(desk, "Olga")
    for fields in ({"kind": "curiosity"}, {}, {"kind": "case"}, {"kind": "case", "case": "x"}):
        assert send(desk, "Olga", "purpose", **fields)[0] == 400


def test_each_role_is_told_what_is_closed_to_it(desk: Desk) -> None:
    rino, sofia, marta = card(desk, "Rino"), card(desk, "Sofia"), card(desk, "Marta")
    assert "persone e nuclei: si aprono a chi ha la pratica in carico" in rino
    assert "titolari di diritti: non visibili al ruolo" in rino
    assert "Dati chiusi: non visibili al ruolo." in rino
    assert "unità: stato sensibile: si aprono a chi ha la pratica in carico" in sofia
    assert CLOSED not in rino + sofia + marta
    assert "non visibili al ruolo" not in marta
    assert send(desk, "Sofia", "purpose", kind="telephone")[0] == 403
    assert browser(desk, "").post(f"/units/{desk.flat}/purpose", data={"kind": "telephone"}
                                  ).status_code in {401, 403, 404}  # fmt: skip


def test_marta_entrusts_and_takes_back_on_the_card(desk: Desk) -> None:
    shown = card(desk, "Marta")
    assert "Affida a qualcuno" in shown
    assert "Affida a qualcuno" not in card(desk, "Olga")
    given = {"subject": f"case:{desk.eviction()}", "holder": desk.accounts["Sofia"]}
    assert send(desk, "Marta", "assignments", **given)[0] == 303
    entrusted = "Sofia Inventata, Servizi sociali (Comune): pratica Sfratto seguito"
    assert entrusted in card(desk, "Marta")
    sofias = card(desk, "Sofia")
    assert f"{OPENED} incarico" in sofias
    assert RESIDENTS in sofias
    assert "Chiudi l'affidamento" not in sofias
    ((assignment,),) = desk.rows("select id from assignment")
    assert send(desk, "Sofia", f"assignments/{assignment}/end")[0] == 404
    elsewhere = f"/units/{desk.other}/assignments/{assignment}/end"
    assert browser(desk, "Marta").post(elsewhere).status_code == 404
    assert send(desk, "Marta", f"assignments/{assignment}/end")[0] == 303
    assert RESIDENTS not in card(desk, "Sofia")
    wrong: tuple[dict[str, object], ...] = (
        {}, {"subject": "case:x"}, {"subject": f"thing:{desk.flat}"}, {"holder": "y"},
        {"holder": desk.accounts["Marta"]}, {"last": "ieri"}, {"last": "2020-01-01"},
    )  # fmt: skip
    for each in wrong:
        fields = given | each if each else {}
        assert send(desk, "Marta", "assignments", **fields)[0] == 400
    assert desk.rows("select count(*) from assignment where ended_at is null") == [(0,)]


def test_marta_shares_and_revokes_on_the_card(desk: Desk) -> None:
    assert "Condividi con Ente di Paola" in card(desk, "Marta")
    assert "Condividi con" not in card(desk, "Olga")
    ((day,),) = desk.rows("select current_date + 30")
    said = {"organisation": desk.organisations["Paola"], "classes": ["P2", "P6_state"],
            "basis": "art. 11 DL 14/2017", "until": day}  # fmt: skip
    assert send(desk, "Marta", "shares", **said)[0] == 303
    assert "Ente di Paola: legge unità: catasto e consistenza" in card(desk, "Marta")
    assert "Ente di Paola" not in card(desk, "Olga")
    assert "base giuridica: art. 11 DL 14/2017" in card(desk, "Paola")
    ((share,),) = desk.rows("select id from data_share")
    assert send(desk, "Paola", f"shares/{share}/revoke")[0] == 404
    elsewhere = f"/units/{desk.other}/shares/{share}/revoke"
    assert browser(desk, "Marta").post(elsewhere).status_code == 404
    assert send(desk, "Marta", f"shares/{share}/revoke")[0] == 303
    assert browser(desk, "Paola").get(f"/units/{desk.flat}").status_code == 404
    assert "revocata il" in card(desk, "Marta")
    for wrong in ({"classes": ["P4"]}, {"classes": ["x"]}, {"basis": ""}, {"until": "2199-01-01"},
                  {"until": ""}, {"organisation": ""}, {"organisation": "x"}):  # fmt: skip
        assert send(desk, "Marta", "shares", **said | wrong)[0] == 400


def test_what_is_open_is_listed_and_closed_in_one_place(desk: Desk) -> None:
    olga = browser(desk, "Olga")
    send(desk, "Olga", "purpose", kind="telephone")
    olga.post(f"/units/{desk.other}/purpose", data={"kind": "reveal", "reason": "verifica <i>"})
    listed = olga.get("/purposes").text
    assert "via Dante 901, scala A, piano 2, int. 3" in listed
    assert "«verifica &lt;i&gt;»" in listed
    rows = desk.rows("select id, unit_id from stated_purpose order by opened_at")
    assert browser(desk, "Bruno").post(f"/purposes/{rows[0][0]}/close").status_code == 303
    assert desk.persons_seen("Olga") == {desk.flat, desk.other}
    assert "Nessuno scopo aperto." in browser(desk, "Bruno").get("/purposes").text
    for purpose, _ in rows:
        assert olga.post(f"/purposes/{purpose}/close").status_code == 303
    assert "Nessuno scopo aperto." in olga.get("/purposes").text
    assert browser(desk, "").get("/purposes").status_code == 401


def test_the_auditor_reads_why_in_words(desk: Desk) -> None:
    send(desk, "Olga", "purpose", kind="telephone")
    card(desk, "Olga")
    answer = browser(desk, "Dino").get(f"/audit?thing={desk.flat}")
    assert "nota telefonica" in answer.text
    assert "ha scoperto i dati personali" in answer.text


def test_the_past_is_read_for_a_purpose_too_and_stated_in_the_present(desk: Desk) -> None:
    send(desk, "Olga", "purpose", kind="telephone")
    answer = browser(desk, "Olga").get(f"/units/{desk.flat}?known-at={now()}")
    assert answer.status_code == 200
    assert OPENED in answer.text
    assert "purpose/close" in answer.text
    assert '<button type="submit">Chiudi</button>' not in answer.text
    assert desk.rows(
        "select purpose_code from audit_entry where actor = :who and entity = 'unit' "
        "and verb = 'read' order by id desc limit 1",
        who=desk.accounts["Olga"],
    ) == [("telephone",)]  # fmt: skip
