"""Tables per unit of an administrator: only under an agreement, and never with persons."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from buildings.arrears.states import LegalStep
from buildings.status.states import ArrearsBand
from data.sources.administrator_bands import band_of
from data.sources.administrator_delivery import delivery_facts, told_whole
from data.sources.administrator_positions import Position, Positions
from data.sources.administrator_signs import Account, account, flips_of, settled_sign
from data.sources.administrator_sums import cents
from data.sources.administrator_titles import Titles, titles_of, year_of
from data.sources.administrator_words import UNIT_FIELDS, columns_of
from data.sources.declaration import Source
from data.sources.facts import Fact, Naming
from data.sources.rows import Asked, FileRefusedError, Item, Reading, Refusal, Row
from data.sources.sheets.reading import Sheet
from data.sources.sheets.table import open_table
from gis.codes import Text
from gis.columns import Reliability

ID = "administrator_units"
KIND = "unit_arrears"

_NO_BALANCE = Text(
    it="Mancano gli importi: serve il saldo, oppure le rate dovute e quelle versate.",
    en="The amounts are missing: it takes the balance, or the instalments due and paid.",
)
_NEGATIVE = Text(
    it="Rate dovute o versate di segno opposto alle altre: la riga non è sicura.",
    en="Instalments due or paid of the opposite sign to the others: the row is not sure.",
)


class UnitTable:
    """A read table per unit: accounts with a debt positive, bands, and what was told of rows."""

    def __init__(
        self, path: Path, source: str, asked: Asked, *, sheet: Sheet | None = None
    ) -> None:
        table = open_table(path, source, UNIT_FIELDS, asked, sheet=sheet)
        columns = set(table.columns.values())
        if not columns & {"balance", "previous"} and not {"due", "paid"} <= columns:
            raise FileRefusedError(_NO_BALANCE)
        self.learned = table.learned
        self.titles = titles_of(table, asked)
        self.year = year_of(path, source, asked, self.titles)
        read = Positions(table)
        positions = list(read.units.values())
        self.told = read.told
        self.labels = {name: table.label(name) for name in ("due", "paid")}
        sign = settled_sign(path, source, asked, positions, self.titles)
        flips = flips_of(positions)
        self.accounts = [(each, account(each, sign, flips)) for each in positions]

    def sound(self) -> Iterator[tuple[Position, Account] | Refusal]:
        """Each unit with its account, or the refusal of one whose signs cannot be trusted."""
        for position, money in self.accounts:
            if min(money.due_eur or 0, money.paid_eur or 0) < 0:
                yield Refusal(position.number, self.labels["due"], "", _NEGATIVE, position.raw)
            else:
                yield position, money

    def band(self, position: Position, money: Account) -> ArrearsBand:
        """The band that the table tells, else the one that its dates and amounts tell."""
        if position.told_band is not None and position.told_band is not ArrearsBand.UNKNOWN:
            return position.told_band
        return band_of(
            balance_eur=money.balance_eur,
            previous_eur=money.previous_eur,
            step=position.step or LegalStep.UNKNOWN,
            oldest=position.oldest,
            as_of=self.titles.as_of,
            closed_on=self.titles.closed_on,
        )


def _read(path: Path, asked: Asked) -> Reading:
    delivery_facts(path, asked, Titles())
    table = UnitTable(path, ID, asked)
    facts = delivery_facts(path, asked, table.titles)
    return Reading(table.titles.as_of, told_whole(_items(table, facts)), learned=(table.learned,))


def _items(table: UnitTable, facts: dict[str, Any]) -> Iterator[Item]:
    yield from table.told
    for each in table.sound():
        if isinstance(each, Refusal):
            yield each
            continue
        position, money = each
        naming = _naming(position, facts["sender"])
        whole = facts | {
            "financial_year": table.year,
            "previous_eur": _known(money.previous_eur),
            "due_eur": _known(money.due_eur),
            "paid_eur": _known(money.paid_eur),
            "balance_eur": cents(money.balance_eur),
            "band": table.band(position, money).value,
            "legal_step": (position.step or LegalStep.UNKNOWN).value,
            "code": position.part("code"),
        }
        key = f"{naming.key} {table.year}"
        yield Row(position.number, position.raw, Fact(KIND, key, whole, naming=naming))


def _naming(position: Position, sender: str) -> Naming:
    """The unit as the table names it; a building's name goes before the code, where there is one.

    The condominium is added by the import, which knows it.
    """
    building, code = position.part("building"), position.part("code")
    naming = Naming(
        f"{ID}:{sender}",
        staircase_code=position.part("staircase"),
        floor_code=position.part("floor"),
        unit_number=position.part("door"),
        subunit=position.part("subunit"),
        other_code=code,
    )
    if building is None:
        return naming
    door = position.part("door")
    composed = "/".join(
        part for part in (building, position.part("staircase"), code or door) if part
    )
    return replace(naming, other_code=composed)


def _known(value: Decimal | None) -> Decimal | None:
    return None if value is None else cents(value)


SOURCE = Source(
    id=ID,
    title=Text(it="Morosità per unità (amministratori)", en="Arrears per unit (administrators)"),
    publisher="Amministratori di condominio",
    url="",
    licence="riservato: solo con accordo in vigore",
    how_to_get=Text(
        it="Dall'amministratore, con un collegamento monouso (satellite delivery link CONDOMINIO"
        " --kind units) o a mano con --sender e --answer condominium=NOME. Serve un accordo in"
        " vigore (satellite delivery agreement). Nomi, codici fiscali e telefoni non vengono"
        " letti.",
        en="From the administrator, by a one-time link (satellite delivery link CONDOMINIUM"
        " --kind units) or by hand with --sender and --answer condominium=NAME. It takes an"
        " agreement in force (satellite delivery agreement). Names, tax codes and telephones are"
        " not read.",
    ),
    crs=None,
    key=("condominium", "code", "staircase", "floor", "door", "financial_year"),
    columns=columns_of(UNIT_FIELDS),
    least_count=1,
    row_word=Text(it="righe del foglio", en="rows of the sheet"),
    fills=("unit_arrears", "unit_status", "unit_reference", "condominium_bridge"),
    carries_municipality=False,
    reliability=Reliability.SINGLE_SOURCE,
    recognises=lambda _head: False,
    read=_read,
    takes_sheets=True,
)
