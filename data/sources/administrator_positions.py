"""The positions of units in an administrator's table: several rows a unit, summed; totals checked.

Names, roles, tax codes and telephones are no fields of ours: nobody reads their columns.
"""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from buildings.arrears.states import LegalStep
from buildings.status.states import ArrearsBand
from data.sources.administrator_masking import masked, unit_code
from data.sources.administrator_sums import TotalCheck
from data.sources.administrator_words import BANDS, bare_door, bare_staircase, legal_step
from data.sources.personal import HIDDEN
from data.sources.rows import FileRefusedError, Item, Note, Refusal, RowRefusedError, Skip
from data.sources.sheets.fields import plain
from data.sources.sheets.table import Record, SheetTable, Total
from gis.codes import Text

AMOUNTS = ("previous", "due", "paid", "balance")
MOST_UNITS = 20_000
MOST_EUR = 10_000_000
"""An amount from here on is a telephone or a code in the wrong column."""

_NAMING = ("code", "building", "staircase", "floor", "door", "subunit")
_STEP_ORDER = list(LegalStep)

_SUMMED = Text(it="Sommata alla riga {row}: stessa unità.", en="Added to row {row}: the same unit.")
_UNNAMED = Text(
    it="La riga non dice di quale unità è: servono un codice, o scala e interno.",
    en="The row does not say which unit it is: it takes a code, or staircase and door.",
)
_SPOILT = Text(
    it="Un'altra riga della stessa unità (la {row}) non si può leggere: la somma sarebbe"
    " sbagliata.",
    en="Another row of the same unit ({row}) cannot be read: the sum would be wrong.",
)
_TOO_MUCH = Text(
    it="Importo troppo grande: forse un codice o un telefono nella colonna sbagliata.",
    en="Too large an amount: perhaps a code or a telephone in the wrong column.",
)
_NO_AMOUNT = Text(it="Nessun importo nella riga.", en="No amount in the row.")
_UNKNOWN_BAND = Text(
    it="Fascia non riconosciuta: usare nessuna, meno di 1 anno, 1-2 anni, oltre 2 anni, in"
    " esecuzione.",
    en="No known band: use none, under 1 year, 1-2 years, over 2 years, in enforcement.",
)

UnitKey = tuple[str | None, ...]


@dataclass(slots=True)
class Position:
    """One unit as its rows tell it, `number` the first of them; amounts in the file's sign."""

    number: int
    raw: str
    key: UnitKey
    amounts: dict[str, Decimal] = field(default_factory=dict)
    oldest: dt.date | None = None
    told_band: ArrearsBand | None = None
    step: LegalStep | None = None

    def part(self, name: str) -> str | None:
        """One part of the naming: code, building, staircase, floor, door or subunit."""
        return self.key[_NAMING.index(name)]


class Positions:
    """Every unit of a table by its naming, and what was said about single rows.

    Raises FileRefusedError when a total of the file does not match its rows.
    """

    def __init__(self, table: SheetTable) -> None:
        self.table = table
        self.units: dict[UnitKey, Position] = {}
        self.told: list[Item] = []
        self.check = TotalCheck()
        self._spoilt: dict[UnitKey, int] = {}
        self._summed: dict[UnitKey, list[int]] = {}
        last = table.header.last_row
        for item in table.records():
            last = max(last, item.number)
            self.told.extend(self._told(item))
        self.told.extend(self._without_spoilt())
        self.told.extend(self.check.finish(last))

    def _told(self, item: Record | Total | Skip | Note | Refusal) -> Iterator[Item]:
        if isinstance(item, Total):
            yield from self._compared(item)
            yield item.skip()
        elif isinstance(item, Record):
            yield from self._added(item)
        elif isinstance(item, Refusal):
            self.check.spoil()
            yield Refusal(item.number, item.column, HIDDEN, item.reason)
        elif isinstance(item, Note):
            yield Note(item.number, item.column, masked(item.value), item.reason)
        else:
            yield Skip(item.number, masked(item.value), item.reason)

    def _compared(self, total: Total) -> Iterator[Item]:
        try:
            stated = self._amounts(total)
        except RowRefusedError as error:
            yield Note(total.number, error.column, HIDDEN, error.text)
            return
        titles = {name: self.table.label(name) for name in AMOUNTS}
        yield from self.check.compare(total.number, total.label, stated, titles)

    def _added(self, record: Record) -> Iterator[Item]:
        raw = ";".join(masked(cell) for cell in record.raw.split(";"))
        key: UnitKey | None = None
        try:
            key = self._key(record)
            amounts = self._amounts(record)
            oldest = self.table.date(record, "oldest") if "oldest" in record.cells else None
            band = self._band(record)
        except RowRefusedError as error:
            reason = error.text if masked(error.value) == error.value else _unrepeated(error)
            yield Refusal(record.number, error.column, masked(error.value), reason, raw)
            self._spoil(key, record)
            return
        self.check.add(amounts, record.text("staircase") or record.group)
        position = self.units.get(key)
        if position is None:
            if len(self.units) >= MOST_UNITS:
                raise _too_many()
            position = self.units[key] = Position(record.number, raw, key)
        else:
            self._summed.setdefault(key, []).append(record.number)
        for name, value in amounts.items():
            position.amounts[name] = position.amounts.get(name, Decimal(0)) + value
        position.oldest = min(filter(None, (position.oldest, oldest)), default=None)
        position.told_band = position.told_band or band
        position.step = _furthest(position.step, self._step(record))

    def _key(self, record: Record) -> UnitKey:
        parts = {
            name: unit_code(self.table.label(name), record.text(name))
            if name in record.cells
            else None
            for name in _NAMING
        }
        if parts["staircase"] is None and record.group:
            parts["staircase"] = unit_code(self.table.label("staircase"), record.group)
        if parts["staircase"] is not None:
            parts["staircase"] = bare_staircase(parts["staircase"]) or parts["staircase"]
        if parts["door"] is not None:
            parts["door"] = bare_door(parts["door"]) or None
        if not (parts["code"] or parts["door"] or parts["subunit"]):
            raise RowRefusedError("", "", _UNNAMED)
        return tuple(parts.values())

    def _amounts(self, record: Record) -> dict[str, Decimal]:
        found = {name: self.table.amount(record, name) for name in AMOUNTS if name in record.cells}
        amounts = {name: value for name, value in found.items() if value is not None}
        for name, value in amounts.items():
            if abs(value) >= MOST_EUR:
                raise RowRefusedError(self.table.label(name), HIDDEN, _TOO_MUCH)
        if not amounts and not isinstance(record, Total):
            raise RowRefusedError("", "", _NO_AMOUNT)
        return amounts

    def _band(self, record: Record) -> ArrearsBand | None:
        text = record.text("band")
        if not plain(text):
            return None
        band = BANDS.known().get(plain(text))
        if not isinstance(band, ArrearsBand):
            raise RowRefusedError(self.table.label("band"), HIDDEN, _UNKNOWN_BAND)
        return band

    def _step(self, record: Record) -> LegalStep:
        return legal_step(record.text("step") if "step" in record.cells else None)

    def _spoil(self, key: UnitKey | None, record: Record) -> None:
        """What a row that is left out does to its unit and to the sums."""
        if key is not None:
            self._spoilt.setdefault(key, record.number)
        try:
            amounts = self._amounts(record)
        except RowRefusedError:
            self.check.spoil()
            return
        self.check.add(amounts, record.text("staircase") or record.group)

    def _without_spoilt(self) -> Iterator[Item]:
        for key, row in self._spoilt.items():
            position = self.units.pop(key, None)
            if position is not None:
                for number in (position.number, *self._summed.pop(key, [])):
                    yield Refusal(number, "", "", _SPOILT.format(row=row), position.raw)
        for key, numbers in self._summed.items():
            for number in numbers:
                yield Skip(number, "", _SUMMED.format(row=self.units[key].number))


def _furthest(one: LegalStep | None, other: LegalStep) -> LegalStep:
    return other if one is None else max(one, other, key=_STEP_ORDER.index)


def _unrepeated(error: RowRefusedError) -> Text:
    return Text(
        it=f"Valore illeggibile nella colonna «{error.column}» (non ripetuto: potrebbe contenere"
        " dati di persone).",
        en=f'Unreadable value in the column "{error.column}" (not repeated: it may hold persons\''
        " data).",
    )


def _too_many() -> FileRefusedError:
    return FileRefusedError(
        Text(
            it=f"Più di {MOST_UNITS} unità: non è la tabella di un condominio.",
            en=f"More than {MOST_UNITS} units: this is no condominium's table.",
        )
    )
