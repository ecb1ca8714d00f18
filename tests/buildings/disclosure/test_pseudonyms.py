"""Two projects of two universities get records of the same flats, and cannot put them together."""

import datetime as dt
import uuid
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.disclosure import service
from buildings.disclosure.models import ResearchProject
from buildings.disclosure.pseudonyms import (
    Population,
    Pseudonymiser,
    Tile,
    Whereabouts,
    age_band,
)
from buildings.disclosure.states import AgeBand, ResearchField
from buildings.status.states import Crowding
from gis.errors import RuleError
from gis.keys import KeyStore

TODAY = dt.date(2026, 11, 22)
FLAT, LARGE, SMALL = uuid.UUID(int=7), uuid.UUID(int=8), uuid.UUID(int=9)
TILE = (16, 34466, 23440)
ABOUT = Population(
    {LARGE: 60, SMALL: 6}, {TILE: 9, (15, 17233, 11720): 9, (14, 8616, 5860): 200}, 10
)
EVERYTHING: dict[ResearchField, object] = {
    ResearchField.UNIT: FLAT,
    ResearchField.HOUSEHOLD: uuid.UUID(int=70),
    ResearchField.MONTH: dt.date(2026, 3, 17),
    ResearchField.AGE_BAND: dt.date(1990, 11, 23),
    ResearchField.PLACE: Whereabouts(LARGE, TILE),
    ResearchField.CROWDING: Crowding.OVERCROWDED,
}


def project(**changes: Any) -> ResearchProject:
    values: dict[str, Any] = {
        "title": "Abitare affollato",
        "organisation": "Università inventata",
        "agreement": "Convenzione 12/2026",
        "agreed_on": dt.date(2026, 1, 10),
        "until": dt.date(2027, 12, 31),
        "fields": ["unit", "month", "age_band", "place", "crowding"],
    }
    return ResearchProject(**values | changes)


@pytest.fixture
def keys(tmp_path: Path) -> KeyStore:
    """A key store of the test's own."""
    return KeyStore(tmp_path)


def test_a_record_keeps_what_the_agreement_names_and_nothing_fine(
    session: Session, keys: KeyStore
) -> None:
    begun = service.begin(session, keys, project())
    told = service.pseudonymiser(keys, begun, ABOUT, TODAY).record(EVERYTHING)
    assert set(told) == {"unit", "month", "age_band", "place", "crowding"}
    assert (told["month"], told["age_band"], told["crowding"]) == (
        "2026-03",
        "30_44",
        "overcrowded",
    )
    written = str(told)
    for fine in (str(FLAT), FLAT.hex, str(LARGE), "1990", "2026-03-17", str(begun.id)):
        assert fine not in written


def test_the_same_flat_is_the_same_in_a_project_and_another_in_the_next(
    session: Session, keys: KeyStore
) -> None:
    one, other = (service.begin(session, keys, project(title=title)) for title in ("A", "B"))
    first = service.pseudonymiser(keys, one, ABOUT, TODAY).record(EVERYTHING)
    again = service.pseudonymiser(KeyStore(keys.path.parent), one, ABOUT, TODAY).record(EVERYTHING)
    second = service.pseudonymiser(keys, other, ABOUT, TODAY).record(EVERYTHING)
    assert first == again
    assert first["unit"] != second["unit"]
    assert first["place"] != second["place"]


def test_a_destroyed_key_ends_linkability(session: Session, keys: KeyStore) -> None:
    """Not even the office can make the old pseudonyms again, or match them to new ones."""
    begun = service.begin(session, keys, project())
    old = service.pseudonymiser(keys, begun, ABOUT, TODAY).record(EVERYTHING)
    service.end(session, keys, begun)
    assert begun.ended_at is not None
    assert keys.find([begun.id]) == {}
    with pytest.raises(RuleError, match="has ended"):
        service.pseudonymiser(keys, begun, ABOUT, TODAY)
    renewed = service.begin(session, keys, project())
    new = service.pseudonymiser(keys, renewed, ABOUT, TODAY).record(EVERYTHING)
    assert old["unit"] != new["unit"]
    first_end = begun.ended_at
    service.end(session, keys, begun)
    assert begun.ended_at == first_end


def test_after_its_end_a_project_gets_nothing_though_its_key_is_there(
    session: Session, keys: KeyStore
) -> None:
    begun = service.begin(session, keys, project(until=dt.date(2026, 11, 21)))
    with pytest.raises(RuleError):
        service.pseudonymiser(keys, begun, ABOUT, TODAY)
    service.pseudonymiser(keys, begun, ABOUT, dt.date(2026, 11, 21))


@pytest.mark.parametrize(
    "wrong",
    [
        {"agreement": " "},
        {"fields": []},
        {"fields": ["unit", "name"]},
        {"until": dt.date(2026, 1, 10)},
        {"organisation": ""},
    ],
)
def test_a_project_without_agreement_end_or_known_fields_is_refused(
    session: Session, keys: KeyStore, wrong: dict[str, Any]
) -> None:
    with pytest.raises(IntegrityError), session.begin_nested():
        service.begin(session, keys, project(**wrong))


def test_a_condominium_of_six_flats_is_told_as_a_larger_place() -> None:
    assert ABOUT.place_of(Whereabouts(LARGE, TILE)) == f"condominium/{LARGE}"
    assert ABOUT.place_of(Whereabouts(SMALL, TILE)) == "tile/14/8616/5860"
    assert ABOUT.place_of(Whereabouts(None, TILE)) == "tile/14/8616/5860"
    assert ABOUT.place_of(Whereabouts(None, (16, 1, 1))) is None
    alone = Pseudonymiser(b"k" * 32, frozenset(ResearchField), ABOUT, TODAY)
    lost = {ResearchField.PLACE: Whereabouts(None, (16, 1, 1)), ResearchField.UNIT: None}
    assert alone.record(lost) == {"unit": None, "place": None}


def test_what_is_no_such_thing_is_refused_rather_than_passed_on() -> None:
    maker = Pseudonymiser(b"k" * 32, frozenset(ResearchField), ABOUT, TODAY)
    for field in ResearchField:
        with pytest.raises(TypeError):
            maker.record({field: "via Cilea 4, scala B"})


@pytest.mark.parametrize(
    ("born", "band"),
    [
        (dt.date(2026, 11, 22), AgeBand.UNDER_6),
        (dt.date(2027, 1, 1), AgeBand.UNDER_6),
        (dt.date(2020, 11, 23), AgeBand.UNDER_6),
        (dt.date(2020, 11, 22), AgeBand.UNDER_14),
        (dt.date(2008, 11, 23), AgeBand.UNDER_18),
        (dt.date(2008, 11, 22), AgeBand.UNDER_30),
        (dt.date(1908, 2, 29), AgeBand.OLDER),
    ],
)
def test_ages_go_into_bands_on_birthdays(born: dt.date, band: AgeBand) -> None:
    assert age_band(born, TODAY) is band


@given(st.integers(0, 20), st.integers(0, 2**16 - 1), st.integers(0, 2**16 - 1))
def test_a_place_never_holds_fewer_than_ten(dwellings: int, column: int, row: int) -> None:
    own = uuid.UUID(int=77)
    tiles: dict[Tile, int] = {(16, column, row): dwellings}
    about = Population({own: dwellings}, tiles, 10)
    found = about.place_of(Whereabouts(own, (16, column, row)))
    assert (found is not None) == (dwellings >= 10)
