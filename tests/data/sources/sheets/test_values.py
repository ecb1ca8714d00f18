"""Amounts, days and wordings by the rules of Italian tables; nothing is guessed."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.issues.states import Severity
from data.sources.rows import RowRefusedError
from data.sources.sheets.amounts import amount, dots_in, is_ambiguous
from data.sources.sheets.cells import Cell
from data.sources.sheets.days import day
from data.sources.sheets.words import Words, word


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,56", "1234.56"), ("€ 1.234,56", "1234.56"), ("1.234,56 €", "1234.56"),
        ("(1.850,75)", "-1850.75"), ("-25,30", "-25.30"), ("25,30-", "-25.30"), ("-", "0"),
        ("\u2013", "0"), ("0,00", "0.00"), ("14,313", "14.313"), ("12.480,00", "12480.00"),
        ("€ -25,30", "-25.30"), ("200,--", "200"), ("EUR 5", "5"), ("1.234.567", "1234567"),
    ],
)  # fmt: skip
def test_input_38_amounts_as_they_are_written(text: str, value: str) -> None:
    assert amount("Saldo", Cell(text)) == Decimal(value)


@pytest.mark.parametrize("text", ["", "N.C.", "n.c.", "N.D.", "/"])
def test_what_is_not_told_is_none(text: str) -> None:
    assert amount("Saldo", Cell(text)) is None


@pytest.mark.parametrize(
    "text",
    ["1,234.56", "12 000,50", "1.23.4", "abc", "--5", "1'234,56", "1,2,3", "12,", "(5", "1.2345,6"],
)
def test_input_38_what_is_no_italian_number_refuses_its_row(text: str) -> None:
    with pytest.raises(RowRefusedError) as told:
        amount("Saldo", Cell(text))
    assert told.value.column == "Saldo"
    assert text in told.value.text.it


def test_input_38_a_lone_thousand_is_decided_by_its_column_or_not_at_all() -> None:
    with pytest.raises(RowRefusedError, match="ambiguous"):
        amount("Saldo", Cell("1.234"))
    assert amount("Saldo", Cell("1.234"), are_dots_thousands=True) == Decimal(1234)
    assert amount("Saldo", Cell("1.234"), are_dots_thousands=False) == Decimal("1.234")
    assert amount("Saldo", Cell("1.234", is_number=True)) == Decimal("1.234")
    assert is_ambiguous(Cell("(1.234)"))
    assert not is_ambiguous(Cell("1.234", is_number=True))


def test_a_column_tells_what_its_dots_are() -> None:
    assert dots_in(Cell("17,5"), before=None) is True
    assert dots_in(Cell("17.5"), before=None) is False
    assert dots_in(Cell("1.234"), before=None) is None
    assert dots_in(Cell("1,234.56"), before=None) is None
    assert dots_in(Cell("17.5", is_number=True), before=True) is True


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_what_is_written_the_italian_way_is_read_back(value: Decimal) -> None:
    text = f"{value:,.2f}".translate(str.maketrans(",.", ".,"))
    assert amount("x", Cell(text)) == value


@given(st.text(max_size=12))
def test_any_text_is_an_amount_or_refuses_its_row(text: str) -> None:
    try:
        found = amount("x", Cell(text))
    except RowRefusedError:
        return
    assert found is None or isinstance(found, Decimal)


@pytest.mark.parametrize(
    "text",
    ["15/03/2024", "15.03.2024", "15-3-24", "15/3/24", "2024-03-15", "15 marzo 2024", "15 mar 24",
     "15032024", "45366", "2024-03-15 10:30:00"],
)  # fmt: skip
def test_input_33_a_day_in_any_spelling(text: str) -> None:
    assert day("Data", Cell(text)) == dt.date(2024, 3, 15)


@pytest.mark.parametrize("text", ["", "01010001", "-", "n.d."])
def test_input_33_an_unknown_day_is_none(text: str) -> None:
    assert day("Data", Cell(text)) is None


@pytest.mark.parametrize(
    "text", ["31022020", "00000000", "99999999", "02/13/2025", "30/2/24", "marzo", "2024", "1/1/1"]
)
def test_input_33_what_is_no_day_refuses_its_row(text: str) -> None:
    with pytest.raises(RowRefusedError):
        day("Data", Cell(text))


@given(st.dates(dt.date(1970, 1, 1), dt.date(2069, 12, 31)))
def test_every_day_is_read_back_from_every_spelling(when: dt.date) -> None:
    serial = (when - dt.date(1899, 12, 30)).days
    for text in (when.isoformat(), f"{when:%d/%m/%y}", f"{when:%d.%m.%Y}", str(serial)):
        assert day("x", Cell(text)) == when


WORDS = Words("severity", Severity, {"urgente": Severity.CRITICAL})


def test_wordings_are_known_answered_or_refused() -> None:
    assert word("Urgenza", " URGENTE ", WORDS, {}) is Severity.CRITICAL
    assert word("Urgenza", "high", WORDS, {}) is Severity.HIGH
    assert word("Urgenza", "", WORDS, {}) is None
    with pytest.raises(RowRefusedError, match="severity:boh=VALUE"):
        word("Urgenza", "Boh!", WORDS, {})
    assert word("Urgenza", "Boh!", WORDS, {"severity:boh": "low"}) is Severity.LOW
    assert word("Urgenza", "Boh!", WORDS, {"severity:boh": "-"}) is None
    with pytest.raises(RowRefusedError):
        word("Urgenza", "Boh!", WORDS, {"severity:boh": "nonsense"})
