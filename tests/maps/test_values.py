"""Values in words: codes, dates, amounts and what is missing."""

import datetime as dt

import pytest

from buildings.status.states import Badge
from gis.codes import Language, Text
from gis.layers import Field
from maps.values import in_words

TITLE = Text(it="Importo", en="Amount")
AMOUNT = Field("amount_eur", TITLE, "number", "EUR")
AREA = Field("area_m2", TITLE, "number", "m2")
PRICE = Field("price_min_eur_m2", TITLE, "number", "EUR/m2")
YEAR = Field("built_year", TITLE, "integer")
COUNT = Field("unit_count", TITLE, "integer")
DAY = Field("opened_on", TITLE, "date")
YES = Field("is_overdue", TITLE, "boolean")
BADGE = Field("badge", TITLE, codes=Badge)
NAME = Field("name", TITLE)


@pytest.mark.parametrize(
    ("field", "value", "italian", "english"),
    [
        (AMOUNT, 1250000.5, "1.250.000,50 €", "1,250,000.50 €"),
        (AMOUNT, 640000, "640.000 €", "640,000 €"),
        (AREA, 812.5, "812,5 m²", "812.5 m²"),
        (PRICE, 1350.0, "1.350 €/m²", "1,350 €/m²"),
        (YEAR, 1964.0, "1964", "1964"),
        (COUNT, 1972, "1.972", "1,972"),
        (DAY, dt.date(2026, 3, 9), "09/03/2026", "2026-03-09"),
        (DAY, "2026-03-09", "09/03/2026", "2026-03-09"),
        (YES, True, "sì", "yes"),
        (YES, False, "no", "no"),
        (BADGE, "vacant", "Vuota", "Vacant"),
        (BADGE, "of_another_release", "of_another_release", "of_another_release"),
        (NAME, "<b>Giove</b>", "<b>Giove</b>", "<b>Giove</b>"),
    ],
)
def test_values_are_told_in_the_readers_language(
    field: Field, value: object, italian: str, english: str
) -> None:
    told: dict[Language, str] = {"it": italian, "en": english}

    for language, expected in told.items():
        assert in_words(field, value, language) == expected


@pytest.mark.parametrize("field", [AMOUNT, DAY, YES, BADGE, NAME])
@pytest.mark.parametrize("value", [None, float("nan"), ""])
def test_what_is_missing_is_not_told(field: Field, value: object) -> None:
    assert in_words(field, value, "it") is None
