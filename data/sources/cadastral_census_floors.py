"""Floors as the books write them, dozens of spellings, brought to a code and an order."""

import re
from dataclasses import dataclass
from decimal import Decimal

_WORDS = {
    "T": "T", "PT": "T", "TERR": "T", "TERRA": "T", "TER": "T", "TERRENO": "T",
    "R": "R", "PR": "R", "RIA": "R", "RIAL": "R", "RIALZATO": "R", "RIALZ": "R",
    "M": "M", "AMM": "M", "AM": "M", "MEZ": "M", "MEZZ": "M", "AMMEZZATO": "M", "MEZZANINO": "M",
    "SM": "SM", "SEM": "SM", "SEMI": "SM", "SEMINT": "SM", "SEMINTERRATO": "SM",
    "INT": "S1", "INTERR": "S1", "INTERRATO": "S1", "INTER": "S1",
    "PS1": "S1", "PS2": "S2", "PS3": "S3",
}  # fmt: skip
_ORDERS = {"T": Decimal(0), "R": Decimal("0.5"), "M": Decimal("0.5"), "SM": Decimal("-0.5")}
_BELOW = re.compile(r"S0*([1-9])|([1-9])S")
_NUMBER = re.compile(r"P?0*([1-9]\d?)")
_PARTS = re.compile(r"[\s\-/,;+]+")
_GLUED = re.compile(r"S0*[1-9]|[1-9]S|SM|[TRM]|(?<=[TRM])\d{1,2}")
_ZEROS = re.compile(r"0*")


@dataclass(frozen=True, slots=True)
class Floors:
    """The floors of a unit: `S1-T`, and the order of the one that it is entered from.

    `unknown` are the spellings that no rule reads.
    """

    code: str | None
    order: Decimal | None
    unknown: tuple[str, ...] = ()


def read_floors(*fields: str | None) -> Floors:
    """The floors in up to four fields; zeros alone are fill.

    A unit on several floors is entered from the lowest one above the ground, else from the one
    nearest to it: a flat with a cellar, `S1-2`, is on the second floor.
    """
    codes: list[str] = []
    unknown: list[str] = []
    for field in fields:
        for part in _PARTS.split((field or "").upper().replace(".", "").replace("°", "")):
            if _ZEROS.fullmatch(part):
                continue
            found = _codes_of(part)
            codes.extend(code for code in found if code not in codes)
            if not found:
                unknown.append(part)
    if unknown or not codes:
        return Floors(None, None, tuple(unknown))
    orders = [_order(code) for code in codes]
    above = [order for order in orders if order >= 0]
    return Floors("-".join(codes), min(above) if above else max(orders))


def _codes_of(part: str) -> list[str]:
    if code := _code_of(part):
        return [code]
    glued = _GLUED.findall(part)
    found = [_code_of(each) for each in glued]
    return [each for each in found if each] if "".join(glued) == part and all(found) else []


def _code_of(part: str) -> str | None:
    if part in _WORDS:
        return _WORDS[part]
    if below := _BELOW.fullmatch(part):
        return f"S{below[1] or below[2]}"
    number = _NUMBER.fullmatch(part)
    return number[1] if number else None


def _order(code: str) -> Decimal:
    if code in _ORDERS:
        return _ORDERS[code]
    return -Decimal(code[1:]) if code.startswith("S") else Decimal(code)
