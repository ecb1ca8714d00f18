"""What the law asks of an administrator about unpaid contributions, with its days and sources."""

import calendar
import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from gis.codes import Text

_SEMESTER = 6
_ACCOUNT_DAYS = 180


@dataclass(frozen=True, slots=True)
class Deadline:
    """One term: what is due, its legal source, the day, and the financial year it comes from."""

    what: Text
    basis: str
    due_on: dt.date
    year_closed_on: dt.date
    is_assumed: bool = False


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule without a day of its own, and its legal source."""

    what: Text
    basis: str


RULES = (
    Rule(
        Text(
            it="Mora protratta per un semestre: si può sospendere l'uso dei servizi suscettibili di"
            " godimento separato; i giudici lo limitano per i servizi essenziali.",
            en="Default that lasts a semester: services enjoyed separately may be suspended;"
            " courts limit this for essential services.",
        ),
        "art. 63, comma 3 disp. att. c.c.",
    ),
    Rule(
        Text(
            it="Dati mancanti dell'anagrafe condominiale: si chiedono con raccomandata e, passati"
            " 30 giorni, si acquisiscono a spese dei responsabili.",
            en="Missing data of the condominium's register: asked by registered letter and, after"
            " 30 days, acquired at the cost of who is responsible.",
        ),
        "art. 1130, comma 1, n. 6 c.c.",
    ),
)


def deadlines(closes: Iterable[tuple[dt.date, bool, bool]], *, has_arrears: bool) -> list[Deadline]:
    """The terms that follow from closed financial years, the soonest first.

    Each close comes with whether the assembly dispensed from recovery, and whether the day is
    assumed (31 December) because nobody said it.
    """
    found = []
    for closed_on, is_dispensed, is_assumed in closes:
        found.append(
            Deadline(
                Text(
                    it="Rendiconto: redigerlo e convocare l'assemblea che lo approva",
                    en="Statement: draw it up and call the assembly that approves it",
                ),
                "art. 1130, comma 1, n. 10 c.c.",
                closed_on + dt.timedelta(days=_ACCOUNT_DAYS),
                closed_on,
                is_assumed,
            )
        )
        if has_arrears and not is_dispensed:
            found.append(
                Deadline(
                    Text(
                        it="Contributi non pagati: agire per la riscossione forzosa, salvo dispensa"
                        " dell'assemblea",
                        en="Unpaid contributions: act for their forced recovery, unless the"
                        " assembly dispenses",
                    ),
                    "art. 1129, comma 9 c.c.",
                    months_after(closed_on, _SEMESTER),
                    closed_on,
                    is_assumed,
                )
            )
    return sorted(found, key=lambda each: (each.due_on, each.basis))


def buyer_years(sale_on: dt.date) -> tuple[int, int]:
    """The years whose contributions a buyer owes with the seller: the current and the previous.

    Art. 63, comma 4 disp. att. c.c.; calendar years where the condominium's own are not known.
    """
    return sale_on.year - 1, sale_on.year


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, the last of the month where it has no such day.

    The last day of a month stays the last: six months after 30 June is 31 December.
    """
    place = day.month - 1 + months
    year, month = day.year + place // 12, place % 12 + 1
    last = calendar.monthrange(year, month)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month, last if is_last else min(day.day, last))
