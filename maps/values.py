"""Values of attributes in people's words, as popups and tables show them."""

import datetime as dt
from typing import Any

from gis.codes import Language
from gis.layers import Field
from maps.words import PAGE_WORDS

_UNITS = {"m2": "m²", "EUR": "€", "EUR/m2": "€/m²"}


def in_words(field: Field, value: Any, language: Language) -> str | None:  # noqa: ANN401 - any value that a column may hold
    """The value as plain text (never HTML), None where it is missing."""
    if value is None or value != value or value == "":  # noqa: PLR0124 - NaN differs from itself
        return None
    if field.codes:
        labels = {str(code): code.label.in_(language) for code in field.codes}
        return labels.get(str(value), str(value))
    match field.kind:
        case "boolean":
            return PAGE_WORDS["yes" if value else "no"].in_(language)
        case "date":
            return _date(value, language)
        case "integer" | "number":
            return _number(field, float(value), language)
        case _:
            return str(value)


def _date(value: Any, language: Language) -> str:  # noqa: ANN401 - any value that a column may hold
    """A day as 31/12/2026, or as 2026-12-31 in English."""
    day = value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value)[:10])
    return day.strftime("%d/%m/%Y" if language == "it" else "%Y-%m-%d")


def _number(field: Field, value: float, language: Language) -> str:
    """A number with its unit of measure; years are not grouped."""
    if field.name.endswith("_year"):
        return f"{value:.0f}"
    shown = f"{value:,.0f}" if value == round(value) else f"{value:,.2f}"
    if (field.unit or "").partition("/")[0] != "EUR" and "." in shown:
        shown = shown.rstrip("0")
    if language == "it":
        shown = shown.translate(str.maketrans(",.", ".,"))
    unit = _UNITS.get(field.unit or "", field.unit)
    return f"{shown} {unit}" if unit else shown
