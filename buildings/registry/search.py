"""Finding flats and buildings by what a person types; other features find their own by name."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import ColumnElement, Row, or_, select, tuple_, union
from sqlalchemy.orm import Session

from buildings.registry.inquiry import CadastralInquiry, Inquiry, PlaceInquiry, read
from buildings.registry.likeness import LEAST_ALIKE, likeness
from buildings.registry.models import (
    Address,
    Building,
    BuildingParcel,
    ExternalIdentifier,
    Parcel,
    Staircase,
    Unit,
)
from buildings.registry.states import IdentifierScheme
from gis.sqlfiles import statement

PACKAGE = "buildings.registry"
SAME_STREET = 0.1
"""How much less alike than the best match a street may be and still be meant."""

NEAREST_STREETS = 20
MOST_STREETS = 8

MOST_BUILDINGS = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Ids of what was found, flats in the order of staircase, floor and door.

    `is_cut` says that more flats match than were asked for; `is_door_missing` that the address
    is known but not the staircase, floor or door asked for, so that the building stands instead.
    """

    inquiry: Inquiry
    flats: list[uuid.UUID] = field(default_factory=list)
    buildings: list[uuid.UUID] = field(default_factory=list)
    addresses: list[uuid.UUID] = field(default_factory=list)
    is_cut: bool = False
    is_door_missing: bool = False


def find(
    session: Session, text: str, on_date: dt.date, *, municipality_code: str, most_flats: int
) -> Found:
    """What stands on a day and matches `text`.

    A cadastral reference without a municipality is one of `municipality_code`.
    """
    inquiry = read(text)
    match inquiry:
        case CadastralInquiry():
            municipality = inquiry.municipality_code or municipality_code
            return _by_reference(session, inquiry, on_date, municipality, most_flats)
        case PlaceInquiry():
            return _by_place(session, inquiry, on_date, most_flats)


def _by_reference(
    session: Session,
    inquiry: CadastralInquiry,
    on_date: dt.date,
    municipality: str,
    most_flats: int,
) -> Found:
    query = (
        select(Unit.id)
        .join(ExternalIdentifier, ExternalIdentifier.unit_id == Unit.id)
        .join(Building, Building.id == Unit.building_id)
        .outerjoin(Staircase, Staircase.id == Unit.staircase_id)
        .where(
            ExternalIdentifier.scheme == IdentifierScheme.CADASTRAL_UNIT,
            _has_reference(session, inquiry, municipality),
            ExternalIdentifier.valid_from <= on_date,
            ExternalIdentifier.valid_to > on_date,
            _stands(on_date),
        )
        .order_by(Staircase.staircase_code, Unit.floor_order, Unit.unit_number, Unit.fid)
        .limit(most_flats + 1)
    )
    flats = list(session.scalars(query))
    return Found(
        inquiry=inquiry,
        flats=flats[:most_flats],
        buildings=[] if flats else _on_parcel(session, inquiry, municipality, on_date),
        is_cut=len(flats) > most_flats,
    )


def _has_reference(
    session: Session, inquiry: CadastralInquiry, municipality: str
) -> ColumnElement[bool]:
    """Whether an identifier is the one asked for, or begins with what was given of it.

    Equality and prefixes of a constant both use the pattern index on the value.
    """
    sections = (
        {inquiry.section} if inquiry.section else _sections_with(session, inquiry, municipality)
    )
    given = [inquiry.sheet, *filter(None, [inquiry.parcel, inquiry.subunit])]
    values = ["/".join([municipality, section, *given]) for section in sorted(sections)]
    column = ExternalIdentifier.value
    if inquiry.subunit is not None:
        return column.in_(values)
    return or_(*(column.startswith(f"{value}/", autoescape=True) for value in values))


def _sections_with(session: Session, inquiry: CadastralInquiry, municipality: str) -> set[str]:
    """The sections in which the cadastral map has such a parcel, and `-` for no section."""
    query = select(Parcel.cadastral_section).where(_is_parcel(inquiry, municipality)).distinct()
    return {section or "-" for section in session.scalars(query)} | {"-"}


def _is_parcel(inquiry: CadastralInquiry, municipality: str) -> ColumnElement[bool]:
    is_sheet = (Parcel.municipality_code == municipality) & (Parcel.sheet == inquiry.sheet)
    return is_sheet & (Parcel.parcel_number == inquiry.parcel) if inquiry.parcel else is_sheet


def _on_parcel(
    session: Session, inquiry: CadastralInquiry, municipality: str, on_date: dt.date
) -> list[uuid.UUID]:
    query = (
        select(Building.id)
        .join(BuildingParcel, BuildingParcel.building_id == Building.id)
        .join(Parcel, Parcel.id == BuildingParcel.parcel_id)
        .where(_is_parcel(inquiry, municipality), _stands(on_date))
        .where(or_(Parcel.ended_on.is_(None), Parcel.ended_on > on_date))
        .distinct()
        .limit(MOST_BUILDINGS)
    )
    return list(session.scalars(query))


def _by_place(session: Session, inquiry: PlaceInquiry, on_date: dt.date, most_flats: int) -> Found:
    addresses, suffix_is_staircase = _addresses(session, inquiry, on_date)
    if not addresses:
        return Found(inquiry=inquiry)
    staircase = inquiry.suffix if suffix_is_staircase else inquiry.staircase
    names_a_flat = inquiry.names_a_flat or suffix_is_staircase
    flats: list[uuid.UUID] = []
    if inquiry.number is not None or names_a_flat:
        rows = session.execute(
            statement(PACKAGE, "flats_at"),
            {
                "address_ids": list(map(str, addresses)),
                "staircase": staircase,
                "floor": inquiry.floor,
                "door": inquiry.door,
                "on_date": on_date,
                "most": most_flats + 1,
            },
        )
        flats = list(rows.scalars())
    is_flat_found = names_a_flat and bool(flats)
    return Found(
        inquiry=inquiry,
        flats=flats[:most_flats],
        buildings=[] if is_flat_found else _buildings_at(session, addresses, on_date),
        addresses=[] if is_flat_found else addresses,
        is_cut=len(flats) > most_flats,
        is_door_missing=names_a_flat and not flats,
    )


def _addresses(
    session: Session, inquiry: PlaceInquiry, on_date: dt.date
) -> tuple[list[uuid.UUID], bool]:
    """The addresses meant, and whether what was read as a suffix can only be a staircase."""
    streets = _streets(session, inquiry.words)
    if not streets:
        return [], False
    query = select(Address.id, Address.number_suffix).where(
        tuple_(Address.municipality_code, Address.street_name).in_(streets),
        or_(Address.ended_on.is_(None), Address.ended_on > on_date),
    )
    if inquiry.number is None:
        return [row.id for row in session.execute(query)], False
    rows = session.execute(query.where(Address.house_number == inquiry.number)).all()
    return _with_suffix(rows, inquiry)


def _with_suffix(
    rows: Sequence[Row[uuid.UUID, str | None]], inquiry: PlaceInquiry
) -> tuple[list[uuid.UUID], bool]:
    """Of the addresses with the number, those with the suffix asked for, else those with none.

    Without a suffix the plain number is meant, and all of them where there is no plain number.
    """
    by_suffix: dict[str, list[uuid.UUID]] = {}
    for address_id, suffix in rows:
        by_suffix.setdefault((suffix or "").upper(), []).append(address_id)
    if inquiry.suffix in by_suffix:
        return by_suffix[inquiry.suffix], False
    if inquiry.suffix is not None:
        return by_suffix.get("", []), inquiry.staircase is None
    return by_suffix.get("") or [row.id for row in rows], False


def _streets(session: Session, words: str) -> list[tuple[str, str]]:
    """Municipality and name of the streets that the words may mean."""
    if not words:
        return []
    each = words.split()
    rows = session.execute(
        statement(PACKAGE, "streets"),
        {"words": words, "last_word": each[-1], "first_word": each[0], "most": NEAREST_STREETS},
    ).all()
    alike = [(likeness(words, row.street_name), row) for row in rows]
    best = max((measure for measure, _ in alike), default=0.0)
    return [
        (row.municipality_code, row.street_name)
        for measure, row in sorted(alike, key=lambda pair: -pair[0])
        if measure >= max(LEAST_ALIKE, best - SAME_STREET)
    ][:MOST_STREETS]


def _buildings_at(
    session: Session, addresses: list[uuid.UUID], on_date: dt.date
) -> list[uuid.UUID]:
    """Buildings whose own address or a staircase's is one of these."""
    # Two look-ups: joined by OR no index would serve either.
    there = union(
        select(Building.id).where(Building.address_id.in_(addresses)),
        select(Staircase.building_id).where(Staircase.address_id.in_(addresses)),
    )
    query = select(Building.id).where(Building.id.in_(there), _stands(on_date))
    return list(session.scalars(query.limit(MOST_BUILDINGS)))


def _stands(on_date: dt.date) -> ColumnElement[bool]:
    return or_(Building.ended_on.is_(None), Building.ended_on > on_date)
