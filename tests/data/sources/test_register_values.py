"""Days, bands, areas, proceedings and the words of persons as the offices write them."""

import datetime as dt
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from buildings.residence.states import MinorsBand, PersonsBand
from data.sources.auctions import described, money, street_and_number
from data.sources.counts import area_m2, minors_band, persons_band
from data.sources.days import day_of, moment_of
from data.sources.personal import holds_tax_code, is_personal
from data.sources.proceedings import Proceeding, court_of, lot_of, proceeding_of
from data.sources.rows import RowRefusedError


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2025-06-10", dt.date(2025, 6, 10)),
        ("10/06/2025", dt.date(2025, 6, 10)),
        ("10-06-25", dt.date(2025, 6, 10)),
        ("10.6.2025", dt.date(2025, 6, 10)),
        ("20250610", dt.date(2025, 6, 10)),
        ("2022-10-25T07:54:54.000+0000", dt.date(2022, 10, 25)),
        ("", None),
    ],
)
def test_a_day_is_read_in_its_spellings(text: str, day: dt.date | None) -> None:
    assert day_of("d", text) == day


@pytest.mark.parametrize(
    "text", ["31/02/2025", "00000000", "99999999", "10/06", "ieri", "2025-13-01", "0001-01-01",
             "\u0662025-06-10", "10/06/2025 alle 99:99"]
)  # fmt: skip
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(RowRefusedError, match="is no date"):
        day_of("d", text)


def test_a_moment_keeps_its_time() -> None:
    assert moment_of("d", "10/06/2025 ore 9.30") == (dt.date(2025, 6, 10), dt.time(9, 30))
    assert moment_of("d", "2025-06-10T10:30:00.000") == (dt.date(2025, 6, 10), dt.time(10, 30))


@given(st.text(max_size=30))
def test_no_text_breaks_a_day(text: str) -> None:
    try:
        day = day_of("d", text)
    except RowRefusedError:
        return
    assert day is None or 1900 <= day.year <= 2100


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("", None), ("0", MinorsBand.NONE), ("nessuno", MinorsBand.NONE), ("1", MinorsBand.ONE_TWO),
        ("1-2", MinorsBand.ONE_TWO), ("da 1 a 2", MinorsBand.ONE_TWO), ("2.0", MinorsBand.ONE_TWO),
        ("3+", MinorsBand.THREE_UP), ("3 o più", MinorsBand.THREE_UP), ("7", MinorsBand.THREE_UP),
    ],
)  # fmt: skip
def test_minors_are_a_band(text: str, band: MinorsBand | None) -> None:
    assert minors_band("m", text) is band


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("", None), ("1", PersonsBand.ONE), ("2", PersonsBand.TWO), ("3-4", PersonsBand.THREE_FOUR),
        ("4", PersonsBand.THREE_FOUR), ("6", PersonsBand.FIVE_SIX), ("7+", PersonsBand.SEVEN_UP),
        ("20", PersonsBand.SEVEN_UP),
    ],
)  # fmt: skip
def test_persons_of_a_notice_are_a_band(text: str, band: PersonsBand | None) -> None:
    assert persons_band("p", text) is band


@pytest.mark.parametrize("text", ["1+", "0-1", "2 o più", "1-4", "4-3", "da 2 a 3", "molti", "-1"])
def test_minors_that_may_be_of_two_bands_are_refused(text: str) -> None:
    """`1 o più` is one child or ten."""
    with pytest.raises(RowRefusedError):
        minors_band("m", text)


@pytest.mark.parametrize("text", ["1-2", "3+", "4-6", "0", "nessuno", "0-1", "201", "6-5"])
def test_persons_that_may_be_of_two_bands_are_refused(text: str) -> None:
    with pytest.raises(RowRefusedError):
        persons_band("p", text)


@pytest.mark.parametrize(
    ("text", "band"),
    [("5-6", PersonsBand.FIVE_SIX), ("8-9", PersonsBand.SEVEN_UP), ("7 e oltre", "from_7")],
)
def test_a_span_within_one_band_is_that_band(text: str, band: PersonsBand) -> None:
    assert persons_band("p", text) == band


@pytest.mark.parametrize(
    ("text", "area"),
    [("62,5", "62.5"), ("62.5", "62.5"), ("1.045,00", "1045.00"), ("80 mq", "80"), ("45", "45")],
)
def test_an_area_is_read_in_its_spellings(text: str, area: str) -> None:
    assert area_m2("a", text) == Decimal(area)


@pytest.mark.parametrize("text", ["-4", "0", "1.234", "12 000", "100000", "ottanta", "nan"])
def test_a_doubtful_area_is_refused(text: str) -> None:
    with pytest.raises(RowRefusedError):
        area_m2("a", text)


@pytest.mark.parametrize(
    "text", ["123/2021", "R.G.E. 123/2021", "RGE n. 123/2021", "rge 123 del 2021", "E.I. 123/2021",
             "Esec. Imm. 123/2021", "n.123/2021", "procedura 123/2021"]
)  # fmt: skip
def test_a_proceeding_is_read_in_its_spellings(text: str) -> None:
    if text.startswith("E.I."):
        with pytest.raises(RowRefusedError):
            proceeding_of("p", text)
        return
    assert proceeding_of("p", text) == Proceeding(123, 2021)


@given(st.text(max_size=60))
def test_no_text_breaks_a_proceeding(text: str) -> None:
    try:
        found = proceeding_of("p", text)
    except RowRefusedError:
        return
    assert 1950 <= found.year <= 2100


def test_courts_and_lots_have_one_spelling() -> None:
    assert {court_of(each) for each in ("Tribunale di MILANO", "milano", "TRIB. DI MILANO")} == {
        "Tribunale di Milano"
    }
    assert court_of("") is None
    assert [lot_of(each) for each in ("LOTTO UNICO", "Unico", "1", "Lotto 2", "", "-")] == [
        "unico", "unico", "1", "2", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "name", ["Cognome", "NOME", "cod_fiscale", "Codice Fiscale", "C.F.", "CF", "data nascita",
             "Nato il", "Comune di nascita", "cittadinanza", "Nazionalità", "Intestatario",
             "Nominativo", "E-mail", "Cellulare", "Debitore", "capofamiglia", "Stato civile"]
)  # fmt: skip
def test_a_column_about_persons_is_recognised(name: str) -> None:
    assert is_personal(name)


@pytest.mark.parametrize(
    "name", ["Nome via", "Nome strada", "Nome condominio", "Comune", "Via", "N. residenti", "Piano",
             "Famiglie", "Denominazione toponimo", "Foglio", "Custode", "Esito contratto", "Sub",
             "Nome comune", "Numero persone"]
)  # fmt: skip
def test_a_column_about_places_and_counts_is_not(name: str) -> None:
    assert not is_personal(name)


def test_a_tax_code_is_found_wherever_it_stands() -> None:
    assert holds_tax_code("vedi rssmra85t10a562s, int. 2")
    assert holds_tax_code("ABCDEF12B23P43NE")
    assert not holds_tax_code("R.G.E. 123/2021 foglio 12")


def test_street_and_number_are_told_apart() -> None:
    assert street_and_number("VIA ESEMPIO N. 1/A scala C", "") == ("VIA ESEMPIO", "1/A")
    assert street_and_number("Via XXV Aprile", "12") == ("Via XXV Aprile", "12")
    assert street_and_number("Piazza del Popolo, 3", "") == ("Piazza del Popolo", "3")
    assert street_and_number("Via Senza Numero", "") == ("Via Senza Numero", None)
    assert street_and_number("", "") == (None, None)


def test_a_description_gives_its_cadastral_data() -> None:
    text = "App.to al piano terra, scala B, int. 12, Fg. 9 mapp. 120 sub. 701 &egrave; libero"
    assert described(text) == {
        "sheet": "9", "parcel_number": "120", "subunit": "701", "staircase_code": "B",
        "floor_code": "terra", "unit_number": "12",
    }  # fmt: skip
    assert described("immobile") == {}


@pytest.mark.parametrize(
    ("raw", "amount"),
    [(45000.0, "45000.0"), (33750, "33750"), ("45.000,00", "45000.00"), ("€ 1.234,56", "1234.56"),
     (None, None), ("", None)],
)  # fmt: skip
def test_money_comes_as_number_or_text(raw: object, amount: str | None) -> None:
    assert money("m", raw) == (Decimal(amount) if amount else None)


@pytest.mark.parametrize("raw", [True, -1, 0, "1.234", "1,234.56", "abc", float("nan"), 10**12])
def test_doubtful_money_is_refused(raw: object) -> None:
    with pytest.raises(RowRefusedError):
        money("m", raw)
