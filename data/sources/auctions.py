"""What an auction notice says of one sale, whatever it came as; no debtor is ever part of it."""

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from decimal import Decimal

from buildings.status.states import ReportedOccupancy, SaleMode, SaleState
from data.sources.facts import Fact, Naming
from data.sources.figures import italian_decimal, not_a_number
from data.sources.proceedings import Proceeding
from data.sources.rows import Note, Refusal, RowRefusedError
from gis.codes import Text

ID = "auction_notices"
LEAST_SHARE = Decimal("0.75")
_PLAIN_AMOUNT = re.compile(r"\d{1,9}(?:\.\d{1,2})?")
_PLAIN_SIGNS = re.compile(r"€|euro|eur", re.IGNORECASE)
_MOST_EUR = Decimal(1_000_000_000)
_CADASTRAL = {
    "sheet": re.compile(r"\b(?:foglio|fg\.?|f\.)\s*(?:n\.?\s*)?(\d{1,4})\b", re.IGNORECASE),
    "parcel_number": re.compile(
        r"\b(?:particella|part\.?|mappale|mapp\.?|map\.?|p\.lla)\s*(?:n\.?\s*)?(\d{1,5})\b",
        re.IGNORECASE,
    ),
    "subunit": re.compile(
        r"\b(?:subalterno|sub\.?)\s*(?:n\.?\s*)?(\d{1,4})\b", re.IGNORECASE
    ),
    "staircase_code": re.compile(r"\bscala\s+([A-Z]{1,2}|\d{1,2})\b"),
    "floor_code": re.compile(
        r"\bpiano\s+(?:n\.?\s*)?(terra|rialzato|seminterrato|\d{1,2})(?:°|º)?(?=\W|$)",
        re.IGNORECASE,
    ),
    "unit_number": re.compile(
        r"\b(?:interno|int\.?)\s*(?:n\.?\s*)?(\d{1,3}[A-Z]?)\b", re.IGNORECASE
    ),
}  # fmt: skip
_STREET_TAIL = re.compile(
    r"^(?P<street>.*?[^\d\s,])\s*,?\s+(?:n\.?\s*|nr\.?\s*|civico\s*)?"
    r"(?P<number>\d{1,4}(?:\s?/\s?[A-Z0-9]{1,3}|[A-Z])?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Notice:
    """One lot of one proceeding, its next auction, and how it ended if it did; euro."""

    proceeding: Proceeding
    court: str
    lot: str | None
    town: str | None
    sale_on: dt.date | None
    starts_at: dt.time | None
    published_on: dt.date | None
    attempt_no: int | None
    outcome: SaleState | None
    base_price_eur: Decimal | None
    min_offer_eur: Decimal | None
    min_raise_eur: Decimal | None
    deposit_eur: Decimal | None
    expert_value_eur: Decimal | None
    sale_mode: SaleMode | None
    delegate: str | None
    custodian: str | None
    occupancy_in_report: ReportedOccupancy | None
    balance_days: int | None
    pvp_url: str | None

    def fact(self, naming: Naming) -> Fact:
        """The row for the staging table; a lot is told apart by court, proceeding and number."""
        facts = {
            name: str(value) if isinstance(value, dt.date | dt.time) else value
            for name, value in asdict(self).items()
            if name != "proceeding"
        }
        facts |= {"rge_number": self.proceeding.number, "rge_year": self.proceeding.year}
        return Fact("sale", f"{self.court} {self.proceeding} {self.lot} {self.sale_on}", facts,
                    naming=naming)  # fmt: skip

    @property
    def code(self) -> str:
        """The lot as a sender's own code of the unit."""
        lot = f" lotto {self.lot}" if self.lot else ""
        return f"{self.court} {self.proceeding}{lot}"


def money(column: str, raw: object) -> Decimal | None:
    """Euro from a JSON number, `€ 45.000,00` or `33750.50`; blank is None, `45.000` refused."""
    if raw is None:
        return None
    text = _PLAIN_SIGNS.sub("", str(raw)).strip()
    if not text:
        return None
    if isinstance(raw, bool):
        raise RowRefusedError(column, str(raw), not_a_number(str(raw)))
    is_plain = _PLAIN_AMOUNT.fullmatch(text) is not None
    amount = Decimal(text) if is_plain else italian_decimal(column, text)
    if amount is not None and not 0 < amount < _MOST_EUR:
        raise RowRefusedError(
            column,
            str(raw),
            Text(it="L'importo non è plausibile.", en="The amount is not plausible."),
        )
    return amount


def checked(notice: Notice, number: int, column: str) -> Iterator[Refusal | Notice]:
    """The notice; a least offer below 75 % of the base is taken off it and told."""
    base, offer = notice.base_price_eur, notice.min_offer_eur
    if base is None or offer is None or offer >= LEAST_SHARE * base:
        yield notice
        return
    yield Refusal(
        number,
        column,
        str(offer),
        Text(
            it=f"L'offerta minima {offer} è sotto il 75 % della base {base} (art. 571 c.p.c.):"
            " la vendita è caricata senza.",
            en=f"The least offer {offer} is below 75 % of the base {base}: the sale is loaded"
            " without it.",
        ),
        whole_row=False,
    )
    yield replace(notice, min_offer_eur=None)


def described(text: str) -> dict[str, str]:
    """The parts of a naming that a lot's description holds; the rest of it is not kept."""
    plain = " ".join(html.unescape(text).split())
    found = {name: form.search(plain) for name, form in _CADASTRAL.items()}
    return {name: match[1] for name, match in found.items() if match}


def street_and_number(street: str, number: str) -> tuple[str | None, str | None]:
    """Street and number, also where the number stands in the street: `VIA ROMA N. 1/A scala C`."""
    street, number = " ".join(html.unescape(street).split()), number.strip()
    if number or not street:
        return street or None, number or None
    found = _STREET_TAIL.match(street)
    if found is None:
        return street, None
    return found["street"].removesuffix(" N.").strip(" ,"), found["number"].replace(" ", "")


def doubtful(number: int, column: str, value: str, it: str, en: str) -> Note:
    """A note about one value of a notice that is loaded all the same."""
    return Note(number, column, value, Text(it=it, en=en))
