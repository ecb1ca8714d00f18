"""What the cadastre and the Comune's registers say of a unit, as JSON; nobody is named."""

import datetime as dt
import uuid
from decimal import Decimal
from typing import Any, Literal

from api.dossier import Dossier
from api.facts import Dated, Fact, Read, with_more
from buildings.arrears.states import LegalStep
from buildings.cadastre.queries import CadastralRecordRead
from buildings.cadastre.states import RoomKind, SpecialLot
from buildings.people.states import RightType
from buildings.registry.states import ConsistencyUnit
from buildings.residence.queries import PersonsCounted
from buildings.residence.states import (
    JoinPurpose,
    LeaseOutcome,
    LockState,
    MinorsBand,
    NoticeKind,
    PersonsBand,
)
from buildings.status.states import ArrearsBand, Crowding


class CadastralAddress(Fact):
    """An address as the books write it."""

    street_name: str | None
    number_text: str | None


class PlanSheet(Dated):
    """The index of a sheet of the unit's plan; the drawing itself is not in the register."""

    protocol: str
    filed_on: dt.date | None


class PlanRoom(Dated):
    """A polygon measured on the plan."""

    polygon_number: int
    kind_code: str
    room_kind: RoomKind | None
    area_m2: Decimal


class CadastralRecord(Dated):
    """A record of the cadastre's books; amounts a year, floor and staircase as written there."""

    immobile_id: str
    identifiers: list[str]
    category_code: str | None
    cadastral_category: str | None
    cadastral_class: str | None
    special_lot: SpecialLot | None
    consistency_value: Decimal | None
    consistency_unit: ConsistencyUnit | None
    area_m2: Decimal | None
    measured_m2: Decimal | None
    income_eur: Decimal | None
    floor_text: str | None
    staircase_text: str | None
    door_text: str | None
    generating_cause: str | None
    generating_on: dt.date | None
    addresses: list[CadastralAddress]
    plans: list[PlanSheet]
    rooms: list[PlanRoom]


class Right(Dated):
    """A right on the unit and the share of it, None where not known; the holder is not named."""

    right_type: RightType
    share_num: int | None
    share_den: int | None
    holder: Literal["natural_person", "body"]


class Linked(Dated):
    """A unit that goes with this one, or that this one goes with (`is_main`)."""

    unit_id: uuid.UUID
    is_main: bool
    is_inferred: bool


class Cadastre(Read):
    """What the cadastre says of the unit on the day."""

    records: list[CadastralRecord]
    rights: list[Right]
    linked: list[Linked]


class Residents(Dated):
    """Persons and families that the registry office counts behind one door."""

    persons_count: int
    families_count: int
    minors_band: MinorsBand | None


class WasteCharge(Dated):
    """A position of the waste charge (TARI) and the occupants that it declares."""

    charged_area_m2: Decimal
    occupants_count: int | None


class Lease(Fact):
    """What a search for a registered lease gave."""

    outcome: LeaseOutcome
    checked_on: dt.date


class Notice(Dated):
    """A notice of transfer or hospitality; persons as a band."""

    kind: NoticeKind
    persons_band: PersonsBand | None


class Custody(Dated):
    """The unit on the list of a court's custodian."""

    court: str | None
    rge_number: int
    rge_year: int
    custodian: str
    lock_state: LockState


class Registers(Read):
    """The Comune's registers, only those that may be read for `purpose`."""

    purpose: JoinPurpose
    residents: list[Residents]
    charges: list[WasteCharge]
    leases: list[Lease]
    notices: list[Notice]
    custodies: list[Custody]


class Counted(Read):
    """Persons, at least and at most (None: open), and how crowded the unit is with them."""

    least: int
    most: int | None
    crowding: Crowding | None
    source_ids: list[str]
    as_of: dt.date


class RoomRead(Read):
    """How many persons the unit may hold; residents and those of notices are never added up."""

    max_occupants: int | None
    is_provisional: bool | None
    registered: Counted | None
    noticed: Counted | None


class Arrears(Dated):
    """The unit's contributions in one financial year, in euro, a debt positive. Class P3."""

    financial_year: int
    balance_eur: Decimal
    band: ArrearsBand
    legal_step: LegalStep


def told(read: Dossier) -> dict[str, Any]:
    """The parts of a dossier that registers tell, in the shape of the API."""
    room = read.room
    return {
        "cadastre": {
            "records": [_record(each) for each in read.cadastre.records],
            "rights": [
                with_more(each, holder="natural_person" if each.person_id else "body")
                for each in read.cadastre.rights
            ],
            "linked": [
                with_more(each.link, unit_id=each.unit_id, is_main=each.is_main)
                for each in read.cadastre.linked
            ],
        },
        "registers": read.registers,
        "room": {
            "max_occupants": room.capacity.persons if room.capacity else None,
            "is_provisional": room.capacity.is_provisional if room.capacity else None,
            "registered": _counted(room.persons.registered, room.registered),
            "noticed": _counted(room.persons.noticed, room.noticed),
        },
        "arrears": read.arrears,
    }


def _record(each: CadastralRecordRead) -> dict[str, Any]:
    return with_more(
        each.unit,
        identifiers=[one.value for one in each.identifiers],
        measured_m2=each.measured_m2,
        addresses=each.addresses,
        plans=each.plans,
        rooms=each.rooms,
    )


def _counted(counted: PersonsCounted | None, crowding: Crowding | None) -> dict[str, Any] | None:
    if counted is None:
        return None
    return {
        "least": counted.least,
        "most": counted.most,
        "crowding": crowding,
        "source_ids": list(counted.source_ids),
        "as_of": counted.as_of,
    }
