"""TER: land, with its deductions, reserves and portions, as one record of four types of line."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.sources.cadastral_census_fields import acts, amount, count, identifier, unpadded
from data.sources.cadastral_census_groups import RECORD, Group, records
from data.sources.cadastral_census_lines import Line, Part
from data.sources.cadastral_census_parameters import Delivery
from data.sources.cadastral_codes import LAND_LOTS, qualities
from data.sources.facts import Fact
from data.sources.rows import Item, Note, Row, RowRefusedError
from gis.codes import Text

WIDTHS = frozenset({39, 43})
"""Fields of a type 1 line; the four fields of the causes may be missing."""

_KNOWN_FIELDS = 43
_FIRST = 7
_MOST_GROUPS = 100
_PORTION_WIDTHS = (6, 8)
_PORTION = re.compile(r"[A-Z]{1,3}")
_M2 = {"ettari": 10_000, "are": 100, "centiare": 1}
_MOST_SMALL = 100


def read_land(path: Path, delivery: Delivery) -> Iterator[Item]:
    """The records of a TER file."""
    return records(path, Part.LAND, widths, _land, delivery)


def widths(line: Line) -> frozenset[int]:
    """The numbers of fields that a line of this type may have."""
    kind = line.cells[5].strip()
    if kind == RECORD:
        return WIDTHS
    sizes = {"2": (1,), "3": (2,), "4": _PORTION_WIDTHS}.get(kind, ())
    return frozenset(
        _FIRST - 1 + size * n for size in sizes for n in range(1, _MOST_GROUPS // size + 1)
    )


def _land(group: Group, head: Line) -> Iterator[Item]:
    made = identifier(("", *head.cells[6:10]))
    code = unpadded(head.text(12))
    if code and code not in qualities():
        yield Note(head.number, "qualità", code, _NO_QUALITY)
    lot = head.text(36)
    facts: dict[str, Any] = {
        "cadastral_section": head.section,
        "immobile_id": head.cells[2].strip(),
        "progressive": int(head.cells[4]),
        "sheet": made.sheet,
        "parcel_number": made.parcel_number,
        "denominator": made.denominator,
        "subunit": made.subunit,
        "buildability": head.text(11),
        "quality_code": code,
        "quality": qualities().get(code or ""),
        "land_class": unpadded(head.text(13)),
        "area_m2": area_m2(*(head.text(place) for place in (14, 15, 16))),
        "has_income": {"0": False, "1": True}.get(head.text(17) or ""),
        "is_portioned": head.text(18) == "1",
        "has_deductions": head.text(19) == "1",
        "dominical_income_lire": amount("reddito dominicale lire", head.text(20), below=10**12),
        "agrarian_income_lire": amount("reddito agrario lire", head.text(21), below=10**12),
        "dominical_income_eur": amount("reddito dominicale euro", head.text(22)),
        "agrarian_income_eur": amount("reddito agrario euro", head.text(23)),
        **acts(head, 24, 40),
        "lot": lot,
        "special_lot": LAND_LOTS.get(lot or ""),
        "annotation": head.text(37),
        "mutation_start_id": head.text(38),
        "mutation_end_id": head.text(39),
        "other_columns": "|".join(head.cells[_KNOWN_FIELDS:]).strip("| ") or None,
        "deductions": [
            {"code": code.strip(), "lot": None}
            for line in group.of_type("2")
            for (code,) in line.groups(_FIRST, 1)
        ],
        "reserves": [
            {"code": code.strip() or "-", "lot": lot.strip() or None}
            for line in group.of_type("3")
            for code, lot in line.groups(_FIRST, 2)
        ],
        "portions": list(_portions(group)),
    }
    yield Row(head.number, head.raw, Fact("land_parcel", group.name, facts), head.municipality)


def area_m2(hectares: str | None, ares: str | None, centiares: str | None) -> Decimal | None:
    """Square metres from three numbers; None where none is written.

    Raises RowRefusedError for ares or centiares of 100 and more.
    """
    total: Decimal | None = None
    for (column, factor), raw in zip(_M2.items(), (hectares, ares, centiares), strict=True):
        number = count(column, raw, below=10**5)
        if number is None:
            continue
        if column != "ettari" and number >= _MOST_SMALL:
            raise RowRefusedError(column, str(raw), _TOO_MANY)
        total = (total or Decimal(0)) + number * factor
    return total


def _portions(group: Group) -> Iterator[dict[str, Any]]:
    """The portions; each takes 6 fields or, with its incomes, 8."""
    for line in group.of_type("4"):
        try:
            yield from list(_portions_of(line))
        except RowRefusedError as error:
            group.refused.append(line.refusal(error))


def _portions_of(line: Line) -> Iterator[dict[str, Any]]:
    width = next((each for each in _PORTION_WIDTHS if _fits(line, each)), None)
    if width is None:
        raise RowRefusedError("porzione", line.cells[_FIRST - 1], _NO_PORTION)
    for cells in line.groups(_FIRST, width):
        code = unpadded(cells[1])
        incomes = cells[6:8] if width > min(_PORTION_WIDTHS) else ("", "")
        yield {
            "portion_code": cells[0].strip().upper(),
            "quality_code": code,
            "quality": qualities().get(code or ""),
            "land_class": unpadded(cells[2]),
            "area_m2": area_m2(*cells[3:6]),
            "dominical_income_eur": amount("reddito dominicale euro", incomes[0]),
            "agrarian_income_eur": amount("reddito agrario euro", incomes[1]),
        }


def _fits(line: Line, width: int) -> bool:
    """Whether every group of this width begins with a portion's letters."""
    rest = line.cells[_FIRST - 1 :]
    return len(rest) % width == 0 and all(
        _PORTION.fullmatch(rest[i].strip().upper()) for i in range(0, len(rest), width)
    )


_NO_QUALITY = Text(
    it="Codice di qualità senza nome: resta il codice.",
    en="A quality code without a name: the code stays.",
)
_TOO_MANY = Text(it="Are e centiare vanno da 0 a 99.", en="Ares and centiares go from 0 to 99.")
_NO_PORTION = Text(
    it="Le porzioni non stanno in gruppi di 6 o di 8 campi.",
    en="The portions are not in groups of 6 or 8 fields.",
)
