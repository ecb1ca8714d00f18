"""The three tables of a delivery without persons, row by row."""

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from data.sources.administrator_masking import masked, unit_code
from data.sources.administrator_positions import MOST_EUR
from data.sources.administrator_sums import TotalCheck, cents
from data.sources.administrator_words import BANDS, STAIRCASE_FORM, SUPPLIERS, bare_staircase
from data.sources.facts import Fact
from data.sources.personal import HIDDEN
from data.sources.rows import Item, Note, Refusal, Row, RowRefusedError, Skip
from data.sources.sheets.fields import plain
from data.sources.sheets.table import Record, SheetTable, Total
from data.sources.sheets.words import Words
from gis.codes import Coded, Text

SectionReader = Callable[[SheetTable, dict[str, Any], int | None], Iterator[Item]]

TOTAL_KIND, BAND_KIND, SUPPLIER_KIND = "arrears_total", "arrears_band_count", "supplier_debt"
_WHOLE = frozenset({"", "TUTTE", "TUTTO", "INTERO CONDOMINIO", "CONDOMINIO", "-", "GENERALE"})
_IS_WHOLE, _IS_PART = "INTERO", "SCALE"
_COUNT = re.compile(r"(\d{1,5})(?:[.,]0+)?")
_YEAR = re.compile(r"(?:(?:19|20)\d{2}\s*[/-]\s*)?((?:19|20)\d{2})(?:[.,]0+)?")

_UNKNOWN_WORD = Text(
    it="Voce non riconosciuta (non ripetuta: potrebbe contenere dati di persone). Usare una di:"
    " {labels}.",
    en="No known wording (not repeated: it may hold persons' data). Use one of: {labels}.",
)
_OUT_OF_RANGE = Text(
    it="Importo negativo o troppo grande: qui un debito si scrive positivo.",
    en="A negative or too large amount: here a debt is written positive.",
)
_NO_STAIRCASE = Text(
    it="La scala ha al più tre lettere o cifre; vuota o «tutte» è l'intero condominio.",
    en='A staircase has at most three letters or digits; blank or "tutte" is the whole.',
)


def total_rows(table: SheetTable, facts: dict[str, Any], year: int | None) -> Iterator[Item]:
    """Contributions due and unpaid, by staircase and financial year."""

    def fact(record: Record) -> Fact:
        staircase = _staircase(table, record)
        whole = facts | {
            "staircase_code": staircase,
            "financial_year": _year(table, record, year),
            "due_eur": _amount(table, record, "due"),
            "unpaid_eur": _required(table, record, "unpaid"),
        }
        return Fact(TOTAL_KIND, f"{staircase or ''}|{whole['financial_year']}", whole)

    return _rows(table, fact, ("due", "unpaid"))


def band_rows(table: SheetTable, facts: dict[str, Any], _year: int | None) -> Iterator[Item]:
    """Units by band of arrears, by staircase."""

    def fact(record: Record) -> Fact:
        staircase, band = _staircase(table, record), _word(table, record, "band", BANDS)
        whole = facts | {
            "staircase_code": staircase,
            "band": band.value,
            "unit_count": _count(table, record),
            "unpaid_eur": _amount(table, record, "unpaid") if "unpaid" in record.cells else None,
        }
        return Fact(BAND_KIND, f"{staircase or ''}|{band.value}", whole)

    return _rows(table, fact, ("unpaid",))


def supplier_rows(table: SheetTable, facts: dict[str, Any], _year: int | None) -> Iterator[Item]:
    """Debts by kind of supplier; two suppliers of one kind are added up."""
    sums: dict[str, tuple[Record, Decimal]] = {}

    def fact(record: Record) -> Fact | int:
        kind = _word(table, record, "supplier", SUPPLIERS).value
        amount = _required(table, record, "amount")
        first, before = sums.get(kind, (record, Decimal(0)))
        sums[kind] = first, before + amount
        return first.number

    yield from _rows(table, fact, ("amount",))
    for kind, (record, amount) in sums.items():
        whole = facts | {"supplier_kind": kind, "amount_eur": amount}
        yield Row(record.number, _raw(record), Fact(SUPPLIER_KIND, kind, whole))


def _rows(
    table: SheetTable, fact: Callable[[Record], Fact | int], amounts: tuple[str, ...]
) -> Iterator[Item]:
    """Every row of a section: its fact, or the number of the row that it is added to."""
    check = TotalCheck()
    last = table.header.last_row
    for item in table.records():
        last = max(last, item.number)
        if isinstance(item, Total):
            yield from _compared(table, item, check, amounts)
            yield item.skip()
        elif isinstance(item, Record):
            yield from _told(item, fact, lambda record: _sum(table, record, check, amounts))
        elif isinstance(item, Refusal):
            check.spoil()
            yield Refusal(item.number, item.column, HIDDEN, item.reason)
        elif isinstance(item, Note):
            yield Note(item.number, item.column, masked(item.value), item.reason)
        else:
            yield Skip(item.number, masked(item.value), item.reason)
    yield from check.finish(last)


def _told(
    record: Record, fact: Callable[[Record], Fact | int], add: Callable[[Record], None]
) -> Iterator[Item]:
    add(record)
    try:
        made = fact(record)
    except RowRefusedError as error:
        reason = error.text
        if masked(error.value) != error.value:
            reason = Text(it="Valore illeggibile.", en="Unreadable value.")
        yield Refusal(record.number, error.column, masked(error.value), reason, _raw(record))
        return
    if isinstance(made, Fact):
        yield Row(record.number, _raw(record), made)
    elif made != record.number:
        reason = Text(it=f"Sommata alla riga {made}.", en=f"Added to row {made}.")
        yield Skip(record.number, "", reason)


def _sum(table: SheetTable, record: Record, check: TotalCheck, names: tuple[str, ...]) -> None:
    """Add the row to the sums; rows of the whole condominium and of staircases apart."""
    try:
        found = {name: table.amount(record, name) for name in names if name in record.cells}
    except RowRefusedError:
        check.spoil()
        return
    is_whole = plain(record.text("staircase")) in _WHOLE
    part = _IS_WHOLE if is_whole else _IS_PART
    check.add({name: value for name, value in found.items() if value is not None}, part)


def _compared(
    table: SheetTable, total: Total, check: TotalCheck, names: tuple[str, ...]
) -> Iterator[Item]:
    try:
        found = {name: table.amount(total, name) for name in names if name in total.cells}
    except RowRefusedError as error:
        yield Note(total.number, error.column, HIDDEN, error.text)
        return
    stated = {name: value for name, value in found.items() if value is not None}
    labels = {name: table.label(name) for name in names}
    yield from check.compare(total.number, f"{_IS_WHOLE} {_IS_PART}", stated, labels)


def _raw(record: Record) -> str:
    return ";".join(masked(cell) for cell in record.raw.split(";"))


def _staircase(table: SheetTable, record: Record) -> str | None:
    text = record.text("staircase") or record.group
    bare = bare_staircase(text)
    if plain(text) in _WHOLE or bare in _WHOLE:
        return None
    code = unit_code(table.label("staircase"), bare)
    if code is None or not STAIRCASE_FORM.fullmatch(code):
        raise RowRefusedError(table.label("staircase"), masked(text), _NO_STAIRCASE)
    return code


def _year(table: SheetTable, record: Record, known: int | None) -> int:
    text = record.text("year").strip()
    found = _YEAR.fullmatch(text)
    if found:
        return int(found.group(1))
    if text or known is None:
        raise RowRefusedError(
            table.label("year"),
            masked(text),
            Text(it="Atteso un esercizio come 2025 o 2024/2025.",
                 en="A financial year such as 2025 or 2024/2025 is expected."),
        )  # fmt: skip
    return known


def _count(table: SheetTable, record: Record) -> int:
    found = _COUNT.fullmatch(record.text("count").strip())
    if not found:
        raise RowRefusedError(
            table.label("count"),
            masked(record.text("count")),
            Text(it="Atteso un numero intero di unità.", en="A whole number of units is expected."),
        )
    return int(found.group(1))


def _word(table: SheetTable, record: Record, name: str, words: Words) -> Coded:
    found = words.known().get(plain(record.text(name)))
    if found is None:
        labels = [code.label for code in words.codes]
        reason = Text(
            it=_UNKNOWN_WORD.it.format(labels=", ".join(each.it for each in labels)),
            en=_UNKNOWN_WORD.en.format(labels=", ".join(each.en for each in labels)),
        )
        raise RowRefusedError(table.label(name), HIDDEN, reason)
    return found


def _required(table: SheetTable, record: Record, name: str) -> Decimal:
    value = _amount(table, record, name)
    if value is None:
        raise RowRefusedError(
            table.label(name), "", Text(it="Importo mancante.", en="The amount is missing.")
        )
    return value


def _amount(table: SheetTable, record: Record, name: str) -> Decimal | None:
    value = table.amount(record, name)
    if value is not None and not 0 <= value < MOST_EUR:
        raise RowRefusedError(table.label(name), masked(record.text(name)), _OUT_OF_RANGE)
    return None if value is None else cents(value)
