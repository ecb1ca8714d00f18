"""Which sign a debt has in an administrator's table: asked once a sender, checked on the sums."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from data.sources.administrator_positions import Position
from data.sources.administrator_sums import written
from data.sources.administrator_titles import Titles
from data.sources.rows import Asked, FileRefusedError
from data.sources.sheets.asking import Question, ask
from gis.codes import Text

POSITIVE, NEGATIVE = "debt_positive", "debt_negative"
_CENTS = Decimal("0.02")
_CONTRADICTED = 0.5
"""Share of units whose accounts must not add up before an answer counts as contradicted."""

_QUESTION = Text(
    it="nel saldo un debito è positivo o negativo?",
    en="is a debt positive or negative in the balance?",
)


@dataclass(frozen=True, slots=True)
class Account:
    """One unit's amounts in euro with a debt positive; a missing column is None."""

    previous_eur: Decimal | None
    due_eur: Decimal | None
    paid_eur: Decimal | None
    balance_eur: Decimal


def settled_sign(
    path: Path, source: str, asked: Asked, units: Iterable[Position], titles: Titles
) -> int:
    """1 where a debt is positive in the file, -1 where it is negative.

    Raises AskedBackError where nobody said it, FileRefusedError where the sums contradict it.
    """
    positions = list(units)
    if not any("balance" in each.amounts or "previous" in each.amounts for each in positions):
        return 1
    agreeing = {sign: [e for e in _complete(positions) if _adds_up(e, sign)] for sign in (1, -1)}
    likely = NEGATIVE if len(agreeing[-1]) > len(agreeing[1]) else POSITIVE
    other = POSITIVE if likely == NEGATIVE else NEGATIVE
    ask(path, source, asked, [Question("sign", _QUESTION, (likely, other))])
    sign = 1 if asked.answers["sign"] == POSITIVE else -1
    complete = len(_complete(positions))
    if complete and len(agreeing[sign]) < complete * _CONTRADICTED < len(agreeing[-sign]):
        raise _contradicted(agreeing[-sign][0], sign, complete - len(agreeing[sign]), complete)
    total = sign * sum((each.amounts.get("balance", Decimal(0)) for each in positions), Decimal(0))
    if total < 0 and titles.tells_arrears and not complete:
        raise _credit(total, sign)
    return sign


def account(position: Position, sign: int, flips: dict[str, int]) -> Account:
    """The unit's amounts with a debt positive; a balance that is not told is computed."""
    amounts = position.amounts
    previous = amounts.get("previous")
    due, paid = (_flipped(amounts.get(name), flips[name]) for name in ("due", "paid"))
    balance = amounts.get("balance")
    zero = Decimal(0)
    computed = sign * (previous or zero) + (due or zero) - (paid or zero)
    return Account(
        previous_eur=None if previous is None else sign * previous,
        due_eur=due,
        paid_eur=paid,
        balance_eur=computed if balance is None else sign * balance,
    )


def flips_of(units: Iterable[Position]) -> dict[str, int]:
    """-1 for a column of amounts due or paid that the file writes negative, else 1."""
    sums = {"due": Decimal(0), "paid": Decimal(0)}
    for each in units:
        for name in sums:
            sums[name] += each.amounts.get(name, Decimal(0))
    return {name: -1 if total < 0 else 1 for name, total in sums.items()}


def _flipped(value: Decimal | None, flip: int) -> Decimal | None:
    return None if value is None else flip * value


def _complete(positions: list[Position]) -> list[Position]:
    names = ("due", "paid", "balance")
    return [e for e in positions if all(n in e.amounts for n in names) and e.amounts["balance"]]


def _adds_up(position: Position, sign: int) -> bool:
    amounts = position.amounts
    expected = sign * amounts.get("previous", Decimal(0)) + abs(amounts["due"])
    return abs(expected - abs(amounts["paid"]) - sign * amounts["balance"]) <= _CENTS


def _contradicted(example: Position, sign: int, wrong: int, complete: int) -> FileRefusedError:
    said = POSITIVE if sign == 1 else NEGATIVE
    figures = {name: written(value) for name, value in example.amounts.items()}
    previous = figures.get("previous", "0,00")
    return FileRefusedError(
        Text(
            it=f"Con sign={said} i conti non tornano in {wrong} unità su {complete}. Per esempio"
            f" alla riga {example.number}: saldo precedente {previous}, dovuto {figures['due']},"
            f" versato {figures['paid']}, saldo {figures['balance']}. Controllare il segno.",
            en=f"With sign={said} the accounts do not add up in {wrong} of {complete} units. For"
            f" example in row {example.number}: previous balance {previous}, due"
            f" {figures['due']}, paid {figures['paid']}, balance {figures['balance']}. Check the"
            " sign.",
        )
    )


def _credit(total: Decimal, sign: int) -> FileRefusedError:
    said = POSITIVE if sign == 1 else NEGATIVE
    return FileRefusedError(
        Text(
            it=f"Il titolo parla di morosità, ma con sign={said} il totale è un credito dei"
            f" condòmini di {written(-total)} €. Controllare il segno.",
            en=f"The title speaks of arrears, but with sign={said} the total is a credit of the"
            f" owners of {written(-total)} €. Check the sign.",
        )
    )
