"""Counts, areas and bands of persons as the offices' exports write them."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import TypeVar

from buildings.residence.states import PERSONS_WITHIN, MinorsBand, PersonsBand
from data.sources.figures import italian_decimal, not_a_number, whole_number
from data.sources.rows import RowRefusedError
from gis.codes import Coded, Text

MOST_M2 = 100_000
"""Ten hectares: no unit is so large, and a naming (`unit_reference.area_m2`) holds no more."""
MOST_PERSONS = 200
"""More persons than this behind one door are a total that slipped in, or a mistake."""

_PLAIN_AREA = re.compile(r"\d{1,5}(?:\.\d{1,2})?")
_SPAN = re.compile(r"(?:da )?(\d{1,2}) ?(?:-|a|/|\N{EN DASH}) ?(\d{1,2})")
_AND_MORE = re.compile(r"(?:>=? ?)?(\d{1,2}) ?(?:\+|o piu|o più|e oltre|e più)")
_NOBODY = frozenset({"nessuno", "nessun minore", "no"})
_MINORS_WITHIN: dict[MinorsBand, tuple[int, int | None]] = {
    MinorsBand.NONE: (0, 0),
    MinorsBand.ONE_TWO: (1, 2),
    MinorsBand.THREE_UP: (3, None),
}
Band = TypeVar("Band", bound=Coded)


def persons(column: str, raw: str) -> int | None:
    """A number of persons up to 200; blank is None."""
    count = whole_number(column, raw)
    if count is not None and count > MOST_PERSONS:
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"{count} persone dietro una porta non sono plausibili (massimo"
                f" {MOST_PERSONS}): forse è un totale.",
                en=f"{count} persons behind one door are not plausible (at most"
                f" {MOST_PERSONS}): perhaps a total.",
            ),
        )
    return count


def required_persons(column: str, raw: str) -> int:
    """A number of persons that must be there."""
    count = persons(column, raw)
    if count is None:
        raise RowRefusedError(
            column,
            raw,
            Text(it="Il numero di persone manca.", en="The number of persons is missing."),
        )
    return count


def area_m2(column: str, raw: str) -> Decimal | None:
    """Square metres with decimal comma, or with a point and at most two decimals; blank is None."""
    text = raw.strip().removesuffix("mq").removesuffix("m²").strip()
    area = Decimal(text) if _PLAIN_AREA.fullmatch(text) else italian_decimal(column, text)
    if area is not None and not 0 < area < MOST_M2:
        raise RowRefusedError(
            column,
            raw,
            Text(it="La superficie non è plausibile.", en="The area is not plausible."),
        )
    return area


def minors_band(column: str, raw: str) -> MinorsBand | None:
    """The band of a number or of a band's own words; an exact number is not kept."""
    return _band(column, raw, _MINORS_WITHIN)


def persons_band(column: str, raw: str) -> PersonsBand | None:
    """The band of a number of persons, from one up; an exact number is not kept."""
    return _band(column, raw, PERSONS_WITHIN)


def _band(column: str, raw: str, bands: Mapping[Band, tuple[int, int | None]]) -> Band | None:
    """The one band in which everything lies that the text may mean; refused where none is."""
    text = " ".join(raw.lower().split())
    if not text:
        return None
    first, last = _told(column, text)
    for band, (least, most) in bands.items():
        if least <= first and (most is None or (last is not None and last <= most)):
            return band
    labels = [band.label for band in bands]
    raise RowRefusedError(
        column,
        raw,
        Text(
            it=f"«{raw}» non sta in una delle fasce: {', '.join(each.it for each in labels)}.",
            en=f'"{raw}" lies in none of the bands: {", ".join(each.en for each in labels)}.',
        ),
    )


def _told(column: str, text: str) -> tuple[int, int | None]:
    """The least and the most that `1-2`, `3+`, `3 o più` or `4` says; None is open above."""
    if text in _NOBODY:
        return 0, 0
    if (span := _SPAN.fullmatch(text)) and int(span[1]) <= int(span[2]):
        return int(span[1]), int(span[2])
    if more := _AND_MORE.fullmatch(text):
        return int(more[1]), None
    count = persons(column, text)
    if count is None:
        raise RowRefusedError(column, text, not_a_number(text))
    return count, count
