"""FAB: urban units, their identifiers and addresses, as one record of five types of line."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from data.sources.cadastral_census_fields import (
    Identifier,
    acts,
    amount,
    date,
    filled,
    identifier,
    iso,
    unpadded,
)
from data.sources.cadastral_census_floors import read_floors
from data.sources.cadastral_census_groups import RECORD, Group, records
from data.sources.cadastral_census_lines import Line, Part
from data.sources.cadastral_census_parameters import Delivery
from data.sources.cadastral_codes import CONSISTENCIES, UNIT_LOTS, category, toponyms
from data.sources.counts import MOST_M2
from data.sources.facts import Fact, Naming
from data.sources.housenumbers import WITHOUT_NUMBER, parse_house_number
from data.sources.rows import Item, Note, Refusal, Row, RowRefusedError
from gis.codes import Text

SENDER = "cadastral_census"
WIDTHS = frozenset({40, 45, 46, 47})
"""Fields of a type 1 line by vintage; the causes and the flag came in 2007."""

_KNOWN_FIELDS = 45
_GROUPS = {"2": 6, "3": 6, "4": 5, "5": 2}
_MOST_GROUPS = 10
_FIRST = 7
_LAST_FLOOR = 22
_HALF = Decimal("0.5")
_FIGURES = {"flag classamento": 45, "mutazione iniziale": 37, "mutazione finale": 38}


def read_units(path: Path, delivery: Delivery) -> Iterator[Item]:
    """The records of a FAB file."""
    return records(path, Part.UNITS, widths, _unit, delivery)


def widths(line: Line) -> frozenset[int]:
    """The numbers of fields that a line of this type may have; the last bar may be missing."""
    kind = line.cells[5].strip()
    if kind == RECORD:
        return WIDTHS
    if kind not in _GROUPS:
        return frozenset()
    return frozenset(_FIRST - 1 + _GROUPS[kind] * n for n in range(1, _MOST_GROUPS + 1))


def _unit(group: Group, head: Line) -> Iterator[Item]:
    _check_not_shifted(head)
    notes: list[Note] = []
    facts = _facts(head, notes)
    own = list(_identifiers(group, notes))
    if not own:
        notes.append(Note(head.number, "", "", _NO_IDENTIFIER))
    addresses = list(_addresses(group, notes))
    facts |= {
        "identifiers": [_as_row(each, head) for each in own],
        "utilities": [_as_row(each, head) for each in _utilities(group)],
        "addresses": addresses,
        "reserves": list(_reserves(group)),
    }
    yield from notes
    naming = _naming(facts, own, addresses)
    yield Row(
        head.number,
        head.raw,
        Fact("cadastral_unit", group.name, facts, naming=naming),
        head.municipality,
    )


def _facts(head: Line, notes: list[Note]) -> dict[str, Any]:
    """The columns of `cadastral_unit` that the line of type 1 holds."""
    code = head.text(8)
    name = category(code) if code else None
    if code and name is None:
        notes.append(Note(head.number, "categoria", code, _NO_CATEGORY))
    value, unit = _consistency(head, name, notes)
    area = amount("superficie", head.text(11), below=10**7)
    floor_fields = [head.text(place) for place in range(19, _LAST_FLOOR + 1)]
    floors = read_floors(*floor_fields)
    if floors.unknown:
        notes.append(Note(head.number, "piano", " ".join(floors.unknown), _UNKNOWN_FLOOR))
    lot = head.text(35)
    return {
        "cadastral_section": head.section,
        "immobile_id": head.cells[2].strip(),
        "progressive": int(head.cells[4]),
        "census_zone": head.text(7),
        "category_code": code,
        "cadastral_category": name,
        "cadastral_class": unpadded(head.text(9)),
        "consistency_value": value,
        "consistency_unit": unit,
        "area_m2": area or None,
        "income_lire": amount("rendita lire", head.text(12), below=10**12),
        "income_eur": amount("rendita euro", head.text(13)),
        "land_lot": head.text(14),
        "building_text": head.text(15),
        "staircase_text": head.text(16),
        "door_text": " ".join(filter(None, (head.text(17), head.text(18)))) or None,
        "floor_text": "|".join(filter(None, floor_fields)) or None,
        "floor_code": floors.code,
        "floor_order": floors.order,
        **acts(head, 23, 41),
        "lot": lot,
        "special_lot": UNIT_LOTS.get(lot or ""),
        "annotation": head.text(36),
        "mutation_start_id": head.text(37),
        "mutation_end_id": head.text(38),
        "notification_protocol": head.text(39),
        "notified_on": iso(date("data notifica", head.text(40))),
        "assessment_flag": head.text(45),
        "other_columns": "|".join(head.cells[_KNOWN_FIELDS:]).strip("| ") or None,
    }


def _consistency(
    head: Line, name: str | None, notes: list[Note]
) -> tuple[Decimal | None, str | None]:
    """The size and its unit; rooms that are no halves are told and left out."""
    value = amount("consistenza", head.text(10), below=10**8)
    unit = CONSISTENCIES.get(name[0]) if name else None
    if not value or unit is None:
        if value:
            notes.append(Note(head.number, "consistenza", str(value), _NO_CONSISTENCY))
        return None, None
    if unit.value == "rooms" and value % _HALF:
        notes.append(Note(head.number, "consistenza", str(value), _NOT_IN_HALVES))
        return None, None
    return value, unit.value


def _check_not_shifted(head: Line) -> None:
    """A bar inside a text moves what follows: then the numbers behind it are none."""
    for column, place in _FIGURES.items():
        text = head.text(place) or ""
        if text and not text.isdecimal():
            raise RowRefusedError(
                column,
                text,
                Text(
                    it=f"«{text}» non è un numero: forse un «|» dentro l'annotazione sposta i"
                    " campi.",
                    en=f'"{text}" is no number: perhaps a "|" inside the annotation moves the'
                    " fields.",
                ),
            )


def _identifiers(group: Group, notes: list[Note]) -> Iterator[Identifier]:
    """The unit's own identifiers; several join it over several parcels (graffati)."""
    found: dict[Identifier, None] = {}
    for line in group.of_type("2"):
        sound = 0
        for cells in line.groups(_FIRST, _GROUPS["2"]):
            try:
                made = identifier(cells)
            except RowRefusedError as error:
                group.refused.append(_value_refused(line, error))
                continue
            sound += 1
            if made in found:
                notes.append(Note(line.number, "", made.parcel, _IDENTIFIER_TWICE))
            found[made] = None
        _refuse_line_if_empty(group, line, sound)
    yield from found


def _refuse_line_if_empty(group: Group, line: Line, sound: int) -> None:
    """A line none of whose groups can be used is refused as a row, not as values."""
    if sound:
        return
    told = [each for each in group.refused if each.number == line.number]
    for each in told:
        group.refused.remove(each)
    group.refused.append(
        Refusal(
            line.number,
            told[0].column if told else "",
            told[0].value if told else "",
            told[0].reason if told else _EMPTY_LINE,
            line.raw,
            municipality=line.municipality,
        )
    )


def _value_refused(line: Line, error: RowRefusedError) -> Refusal:
    return error.refusal(line.number, line.raw, whole_row=False, municipality=line.municipality)


def _utilities(group: Group) -> Iterator[Identifier]:
    for line in group.of_type("4"):
        sound = 0
        for cells in line.groups(_FIRST, _GROUPS["4"]):
            try:
                yield identifier(cells)
                sound += 1
            except RowRefusedError as error:
                group.refused.append(_value_refused(line, error))
        _refuse_line_if_empty(group, line, sound)


def _addresses(group: Group, notes: list[Note]) -> Iterator[dict[str, str | None]]:
    for line in group.of_type("3"):
        for cells in line.groups(_FIRST, _GROUPS["3"]):
            code, street, *numbers, street_code = (
                " ".join(cell.replace("`", "'").split()) or None for cell in cells
            )
            word = toponyms().get(unpadded(code) or "")
            if unpadded(code) and word is None:
                notes.append(Note(line.number, "toponimo", str(code), _NO_TOPONYM))
            yield {
                "toponym_code": code,
                "street_name": " ".join(filter(None, (word, street))) or None,
                "number_text": filled(numbers[0]),
                "number_2_text": filled(numbers[1]),
                "number_3_text": filled(numbers[2]),
                "street_code": street_code,
            }


def _reserves(group: Group) -> Iterator[dict[str, str | None]]:
    for line in group.of_type("5"):
        for code, lot in line.groups(_FIRST, _GROUPS["5"]):
            yield {"code": code.strip() or "-", "lot": lot.strip() or None}


def _as_row(made: Identifier, head: Line) -> dict[str, str | None]:
    return {
        "urban_section": made.urban_section,
        "sheet": made.sheet,
        "parcel_number": made.parcel_number,
        "denominator": made.denominator,
        "subunit": made.subunit,
        "subunit_text": made.subunit_text,
        "buildability": made.buildability,
        "value": made.value(head.municipality or ""),
    }


def _naming(
    facts: dict[str, Any], own: list[Identifier], addresses: list[dict[str, str | None]]
) -> Naming | None:
    """How the books name the unit: its first identifier, its first address with a number."""
    numbered = [each for each in addresses if each["number_text"]] or addresses
    at = numbered[0] if numbered else {}
    if not own and not at.get("street_name"):
        return None
    first = own[0] if own else None
    number = parse_house_number(at.get("number_text") or "") if at else None
    has_number = number is not None and number.text != WITHOUT_NUMBER
    return Naming(
        SENDER,
        street_name=at.get("street_name"),
        number_text=number.text if number and has_number else at.get("number_text"),
        staircase_code=filled(facts["staircase_text"]),
        floor_code=facts["floor_code"],
        unit_number=filled(facts["door_text"].replace(" ", "")) if facts["door_text"] else None,
        cadastral_section=first.urban_section if first else None,
        sheet=first.sheet if first else None,
        parcel_number=first.parcel if first else None,
        subunit=first.subunit if first else None,
        other_code=None if first else facts["immobile_id"],
        cadastral_category=facts["cadastral_category"],
        area_m2=facts["area_m2"] if facts["area_m2"] and facts["area_m2"] < MOST_M2 else None,
    )


_NO_IDENTIFIER = Text(
    it="L'unità non ha identificativi (record 2): attende senza unità del registro.",
    en="The unit has no identifiers (type 2): it waits without a unit of the register.",
)
_IDENTIFIER_TWICE = Text(
    it="Lo stesso identificativo due volte sulla stessa unità: tenuto una volta.",
    en="The same identifier twice on one unit: kept once.",
)
_EMPTY_LINE = Text(it="La riga non dice nulla.", en="The row says nothing.")
_NO_CATEGORY = Text(
    it="Categoria che non esiste: tenuta com'è scritta.",
    en="No such category: kept as it is written.",
)
_UNKNOWN_FLOOR = Text(
    it="Piano scritto in un modo non noto: tenuto com'è scritto.",
    en="Floor spelt in an unknown way: kept as it is written.",
)
_NO_CONSISTENCY = Text(
    it="Consistenza senza una categoria che dica l'unità di misura: lasciata fuori.",
    en="A consistency without a category that tells its unit: left out.",
)
_NOT_IN_HALVES = Text(
    it="I vani vanno di mezzo in mezzo: consistenza lasciata fuori.",
    en="Rooms go by halves: the consistency is left out.",
)
_NO_TOPONYM = Text(
    it="Codice di toponimo non noto: la via resta senza specie.",
    en="Unknown toponym code: the street stays without its kind.",
)
