"""Counts, areas and bands of persons as the offices' exports write them."""

import re
from decimal import Decimal

from buildings.residence.states import MinorsBand, PersonsBand
from data.sources.figures import italian_decimal, not_a_number, whole_number
from data.sources.rows import RowRefusedError
from gis.codes import Text

MOST_PERSONS = 200
"""More persons than this behind one door are a total that slipped in, or a mistake."""

_PLAIN_AREA = re.compile(r"\d{1,5}(?:\.\d{1,2})?")
_SPAN = re.compile(r"(?:da )?(\d{1,2}) ?(?:-|a|/|\N{EN DASH}) ?(\d{1,2})")
_AND_MORE = re.compile(r"(?:>=? ?)?(\d{1,2}) ?(?:\+|o piu|o più|e oltre|e più)")
_NOBODY = frozenset({"nessuno", "nessun minore", "no"})
_FIRST_OF_THREE = 3


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
    if area is not None and not 0 < area < 100_000:  # noqa: PLR2004 - the column's range
        raise RowRefusedError(
            column,
            raw,
            Text(it="La superficie non è plausibile.", en="The area is not plausible."),
        )
    return area


def minors_band(column: str, raw: str) -> MinorsBand | None:
    """The band of a number or of a band's own words; an exact number is not kept."""
    least = _least(column, raw, _NOBODY)
    if least is None:
        return None
    if least == 0:
        return MinorsBand.NONE
    return MinorsBand.ONE_TWO if least < _FIRST_OF_THREE else MinorsBand.THREE_UP


def persons_band(column: str, raw: str) -> PersonsBand | None:
    """The band of a number of persons, from one up; an exact number is not kept."""
    least = _least(column, raw, frozenset())
    if least is None:
        return None
    if not 0 < least <= MOST_PERSONS:
        raise RowRefusedError(column, raw, not_a_number(raw))
    bands = list(PersonsBand)
    return next(
        band
        for band, first in reversed(list(zip(bands, (1, 2, 3, 5, 7), strict=True)))
        if least >= first
    )


def _least(column: str, raw: str, nobody: frozenset[str]) -> int | None:
    """The lower end of `1-2`, `3+`, `3 o più` or `4`; a span must lie within one band."""
    text = " ".join(raw.lower().split())
    if not text:
        return None
    if text in nobody:
        return 0
    if span := _SPAN.fullmatch(text):
        return _whole_band(column, raw, int(span[1]), int(span[2]))
    if more := _AND_MORE.fullmatch(text):
        return int(more[1])
    return whole_number(column, text)


_BANDS = frozenset({(0, 0), (1, 1), (2, 2), (1, 2), (3, 4), (5, 6)})


def _whole_band(column: str, raw: str, first: int, last: int) -> int:
    if (first, last) not in _BANDS:
        raise RowRefusedError(
            column,
            raw,
            Text(
                it=f"«{raw}» non è una delle fasce previste.",
                en=f'"{raw}" is none of the bands.',
            ),
        )
    return first
