"""The PRM file beside a delivery: whether it is whole, of which day, how many records."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from data.sources.cadastral_census_lines import Part
from data.sources.encoding import encoding_of
from data.sources.facts import Fact
from data.sources.rows import FileRefusedError, Item, Note, Reading, Refusal, Row
from gis.codes import Text

_PARAMETER = re.compile(r"\s*([^:|]{3,60}?)\s*:\s*(.*?)\s*")
_DAY = re.compile(r"(\d{2})[/.-]?(\d{2})[/.-]?(\d{4})")
_RECORDS = re.compile(r"numero record\w*\s+(FAB|TER|SOG|TIT)", re.IGNORECASE)
MOST_LINES = 200
MAX_LINE = 2_000
"""Characters that are read as one line: a parameter is a few words."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known of the delivery that a file belongs to.

    `is_update` says that it holds only what changed; `record_counts` the lines of each part.
    """

    is_update: bool = False
    was_said: bool = False
    as_of: dt.date | None = None
    municipality: str | None = None
    record_counts: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Parameter:
    """One line `key : value`."""

    number: int
    raw: str
    name: str
    value: str


def delivery_of(path: Path) -> Delivery:
    """The delivery of a file by the PRM of the same base name in its folder, if there is one."""
    for suffix in (".PRM", ".prm", ".Prm"):
        beside = path.with_suffix(suffix)
        if beside != path and beside.is_file():
            return understood(list(parameters(beside)))
    return Delivery()


def understood(found: list[Parameter]) -> Delivery:
    """The parameters that matter, told by their names."""
    update, as_of, municipality = None, None, None
    counts: dict[str, int] = {}
    for each in found:
        name, value = each.name.casefold(), each.value.upper()
        if "tipologia" in name or "tipo di estrazione" in name:
            update = "AGGIORNAMENT" in value
        elif name.startswith("data") and (day := _day(value)) and "inizio" not in name:
            as_of = max(as_of or day, day)
        elif "comune" in name and (code := re.match(r"[A-Z]\d{3}\b", value)):
            municipality = code[0]
        elif (part := _RECORDS.match(each.name)) and value.isdecimal():
            counts[part[1].upper()] = int(value)
    return Delivery(bool(update), update is not None, as_of, municipality, counts)


def read(path: Path) -> Reading:
    """Every parameter as a row."""
    found = list(parameters(path))
    delivery = understood(found)
    if not found or not delivery.was_said:
        raise FileRefusedError(
            Text(
                it="Non è un file PRM: manca la riga «Tipologia di estrazione : …».",
                en='This is no PRM file: the line "Tipologia di estrazione : …" is missing.',
            )
        )
    return Reading(delivery.as_of, _items(path, found, delivery), delivery.municipality)


def recognises(text: str) -> bool:
    """Whether the beginning of a file is a PRM's."""
    return "tipologia di estrazione" in text[:4000].casefold() and "|" not in text[:200]


def parameters(path: Path) -> Iterator[Parameter]:
    """The lines `key : value` of a file; others are passed over."""
    with path.open(encoding=encoding_of(path), newline="") as file:
        for number in range(1, MOST_LINES + 1):
            line = file.readline(MAX_LINE)
            if found := _PARAMETER.fullmatch(line.rstrip("\r\n")):
                yield Parameter(number, line.strip(), found[1], found[2])


def _items(path: Path, found: list[Parameter], delivery: Delivery) -> Iterator[Item]:
    if delivery.as_of is None:
        yield Note(0, "Data elaborazione", "", _NO_DAY)
    seen: set[str] = set()
    for each in found:
        if each.name in seen:
            yield Refusal(each.number, each.name, each.value, _TWICE, each.raw)
            continue
        seen.add(each.name)
        facts = {"base_name": path.stem, "name": each.name, "value": each.value}
        fact = Fact("cadastral_parameter", each.name, facts)
        yield Row(each.number, each.raw, fact, delivery.municipality)


def _day(text: str) -> dt.date | None:
    found = _DAY.search(text)
    if not found:
        return None
    day, month, year = map(int, found.groups())
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def short_of(part: Part, delivery: Delivery, lines: int) -> FileRefusedError | None:
    """The refusal of a file that holds fewer lines than the PRM beside it declares."""
    declared = delivery.record_counts.get(part.value, 0)
    if lines >= declared:
        return None
    return FileRefusedError(
        Text(
            it=f"Il PRM dichiara {declared} record {part.value} ma il file ne ha {lines}:"
            " è troncato, farsi ridare la fornitura.",
            en=f"The PRM declares {declared} {part.value} records but the file has {lines}:"
            " it is truncated, ask for the delivery again.",
        )
    )


_NO_DAY = Text(
    it="Il PRM non dice la data di elaborazione.", en="The PRM does not say the day of extraction."
)
_TWICE = Text(it="Parametro ripetuto.", en="Parameter given twice.")
