"""What is told of the running of a condominium; things are named by their keys."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from buildings.condominiums.states import AppointedBy, MeterService, MillesimalKind


@dataclass(frozen=True, slots=True)
class Mandate:
    """An administrator's time at a condominium; `studio` tells the invented studios apart."""

    community: str
    studio: int
    appointed_by: AppointedBy
    since: dt.date
    until: dt.date | None


@dataclass(frozen=True, slots=True)
class Statement:
    """A financial year that ended; amounts in euro."""

    community: str
    closed_on: dt.date
    approved_on: dt.date | None
    due_eur: Decimal
    unpaid_eur: Decimal


@dataclass(frozen=True, slots=True)
class Table:
    """A table of shares: the flats with their shares on 1000."""

    community: str
    kind: MillesimalKind
    since: dt.date
    approved_on: dt.date | None
    shares: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Meter:
    """A water meter of a flat, or the common one of a condominium."""

    community: str
    flat: str | None
    service: MeterService
    since: dt.date


@dataclass(frozen=True, slots=True)
class Management:
    """How the invented condominiums of an estate are run, each list in a fixed order."""

    mandates: tuple[Mandate, ...]
    statements: tuple[Statement, ...]
    tables: tuple[Table, ...]
    meters: tuple[Meter, ...]
