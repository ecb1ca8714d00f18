"""What a file says about persons is not repeated when one of its rows is refused."""

from pathlib import Path

import pytest

from data.sources.personal import HIDDEN, holds_tax_code, without_tax_codes
from tests.data.sources.reading import read, written

CODE = "BRMTRS61C52Z999F"


def test_a_persons_code_among_the_owner_bodies_is_not_repeated(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "enti.csv",
        "codice_fiscale;classe_proprietario;denominazione\n"
        f"{CODE};bank_or_npl_spv;BRAMBILLINI TERESA\n"
        "12345670481;bank_or_npl_spv;Banca sbagliata\n"
        "12345670488;castello;Banca Inventata\n",
    )
    got = read(path)
    assert [(each.column, each.value, each.raw) for each in got.refusals] == [
        ("codice_fiscale", HIDDEN, HIDDEN),
        ("codice_fiscale", "12345670481", HIDDEN),
        ("classe_proprietario", "castello", "12345670488;castello;Banca Inventata"),
    ]
    assert "BRAMBILLINI" not in repr(got)
    assert CODE not in repr(got)


@pytest.mark.parametrize("cup", ["J81B21001230001", "X"])
def test_of_a_project_of_a_person_only_its_own_columns_are_kept(tmp_path: Path, cup: str) -> None:
    path = written(
        tmp_path,
        "candidature.csv",
        "codice_cup;cod_comune;comune;ente;avviso;importo_finanziamento;stato_candidatura;cf;nome\n"
        f"{cup};015175;Pioltello;Comune;Contributo a {CODE};100.0;FINANZIATA;{CODE.lower()};ROSSI\n"
        f"{cup};015175;troppo corta;{CODE}\n",
    )
    got = read(path)
    assert len(got.rows) + len(got.refusals) == 2
    raws = [row.raw for row in got.rows] + [refusal.raw for refusal in got.refusals]
    assert raws == [
        f"{cup};015175;Pioltello;Comune;Contributo a {HIDDEN};100.0;FINANZIATA",
        HIDDEN,
    ]


def test_a_custodian_is_read_but_not_repeated_in_a_refusal(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "custode_20240901.csv",
        "via;civico;procedura;custode;dal\n"
        "Via Prova;1;R.G.E. 123/2020;Avv. Ostilia Zanellato;10/06/2024\n"
        "Via Prova;1;boh;Avv. Ostilia Zanellato;10/06/2024\n",
    )
    got = read(path)
    assert got.records[0].facts["custodian"] == "Avv. Ostilia Zanellato"
    assert [(each.column, each.raw) for each in got.refusals] == [
        ("procedura", "Via Prova;1;boh;10/06/2024")
    ]


def test_a_delegate_of_a_sale_is_not_repeated_in_a_refusal(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "aste.csv",
        "tribunale;procedura;prezzo_base;data_vendita;delegato;custode;esito\n"
        "Milano;123/2020;45.000,00;10/06/2025;Avv. Ostilia Zanellato;Avv. Fulgenzio;chissà\n",
    )
    (refusal,) = read(path).refusals
    assert (refusal.column, refusal.value) == ("esito", "chissà")
    assert "Zanellato" not in refusal.raw
    assert "Fulgenzio" not in refusal.raw


@pytest.mark.parametrize("code", [CODE, CODE.lower(), f"({CODE})", f"c.f.{CODE};"])
def test_a_tax_code_is_found_in_any_letters_and_taken_out(code: str) -> None:
    assert holds_tax_code(code)
    assert not holds_tax_code(without_tax_codes(code))
    assert not holds_tax_code(f"X{CODE}"), "a longer word is something else"
