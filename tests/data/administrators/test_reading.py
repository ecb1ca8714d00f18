"""Bands, masks and titles: what is told, and what is never repeated."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.arrears.states import LegalStep
from buildings.status.states import ArrearsBand
from data.sources.administrator_bands import band_of
from data.sources.administrator_masking import masked, unit_code
from data.sources.administrator_titles import titles_in
from data.sources.administrator_words import legal_step
from data.sources.personal import HIDDEN
from data.sources.rows import RowRefusedError

DAY = dt.date(2026, 6, 30)


def band(
    balance: int,
    *,
    previous: int | None = None,
    step: LegalStep = LegalStep.NONE,
    oldest: dt.date | None = None,
    as_of: dt.date | None = DAY,
    closed_on: dt.date | None = None,
) -> ArrearsBand:
    return band_of(
        balance_eur=Decimal(balance),
        previous_eur=None if previous is None else Decimal(previous),
        step=step,
        oldest=oldest,
        as_of=as_of,
        closed_on=closed_on,
    )


def test_a_band_is_computed_only_from_what_is_told() -> None:
    assert band(0, step=LegalStep.ENFORCEMENT) is ArrearsBand.NONE
    assert band(-5) is ArrearsBand.NONE
    assert band(5, step=LegalStep.ENFORCEMENT) is ArrearsBand.IN_ENFORCEMENT
    assert band(5) is ArrearsBand.UNKNOWN
    assert band(5, previous=3) is ArrearsBand.UNKNOWN
    assert band(5, previous=0) is ArrearsBand.BELOW_1Y
    assert band(5, previous=0, as_of=None) is ArrearsBand.UNKNOWN
    assert band(5, previous=0, closed_on=dt.date(2025, 12, 31)) is ArrearsBand.UNKNOWN
    assert band(5, oldest=dt.date(2027, 1, 1)) is ArrearsBand.UNKNOWN


@pytest.mark.parametrize(
    ("oldest", "expected"),
    [
        (dt.date(2025, 7, 1), ArrearsBand.BELOW_1Y),
        (dt.date(2025, 6, 30), ArrearsBand.FROM_1Y_TO_2Y),
        (dt.date(2024, 7, 1), ArrearsBand.FROM_1Y_TO_2Y),
        (dt.date(2024, 6, 30), ArrearsBand.ABOVE_2Y),
        (dt.date(1999, 1, 1), ArrearsBand.ABOVE_2Y),
    ],
)
def test_age_counts_from_the_oldest_unpaid_instalment(
    oldest: dt.date, expected: ArrearsBand
) -> None:
    assert band(5, oldest=oldest) is expected


@pytest.mark.parametrize(
    "text", ["A", "A01PT", "12/B", "INT. 12", "SCALA B", "1.234,56", "-25,30", "(1.850,75)", "-"]
)
def test_figures_and_codes_may_be_repeated(text: str) -> None:
    assert masked(text) == text


@pytest.mark.parametrize(
    "text",
    ["Rossini", "ROSSINI1", "A1 Rossini", "RSSMRA85T10A562S", "3339998877", "02 9000000", "Łucja",
     "rossini@example.it", "O'Brien"],
)  # fmt: skip
def test_what_may_be_a_person_is_neither_repeated_nor_taken_for_a_code(text: str) -> None:
    assert masked(text) == HIDDEN
    with pytest.raises(RowRefusedError) as caught:
        unit_code("Interno", text)
    assert text not in f"{caught.value.value}{caught.value.text.it}{caught.value.text.en}"


@given(st.text(alphabet="abcdefghilmnopqrstuvz", min_size=9, max_size=9))
def test_no_long_word_passes_unless_it_is_a_word_of_a_building(word: str) -> None:
    known = {"ammezzato", "appartamento", "magazzino", "portineria", "deposito"}
    assert word in known or masked(word) == HIDDEN


def test_titles_tell_day_year_and_condominium() -> None:
    found = titles_in(["CONDOMINIO X - C.F. 91001230159", "Esercizio 01/07/2024 - 30/06/2025"])
    assert (found.closed_on, found.year) == (dt.date(2025, 6, 30), 2025)
    assert found.tax_code == "91001230159"
    assert titles_in(["Situazione morosità al 31.12.2024"]).as_of == dt.date(2024, 12, 31)
    assert titles_in(["Consuntivo 2023"]).year == 2023
    assert titles_in(["Gestione 2023/2024"]).year == 2024
    assert titles_in(["Saldo al 31/02/2024", "al 99/99/2024"]).as_of is None


def test_notes_become_the_furthest_legal_step_and_nothing_else() -> None:
    assert legal_step("decreto ingiuntivo 15/3/24, vd. avv. Rossini") is LegalStep.INJUNCTION
    assert legal_step("pignorato dal 2/5/2019") is LegalStep.ENFORCEMENT
    assert legal_step("rateizzazione") is LegalStep.PAYMENT_PLAN
    assert legal_step("") is LegalStep.NONE
    assert legal_step(None) is LegalStep.UNKNOWN
    assert legal_step("chiamare il figlio") is LegalStep.UNKNOWN
