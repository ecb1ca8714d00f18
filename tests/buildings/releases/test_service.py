"""A release is made of an ended quarter, audited, published once, and then stands."""

import datetime as dt
import uuid
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from buildings.disclosure.states import Missing, Reason
from buildings.releases import queries, service
from buildings.releases.catalogue import ALL, CATALOGUE
from buildings.releases.drawing import Key
from buildings.releases.models import ReleaseCell, ReleaseRestrictedCell
from buildings.releases.quarters import Quarter
from buildings.releases.states import Indicator, Level, RateBand, ReleaseState
from buildings.releases.writing import digest
from gis.errors import InputError, NotFoundError, RuleError
from gis.keys import KeyStore
from tests.buildings.releases.conftest import KEY, TODAY, made, published

Q3 = Quarter(2026, 3)
MORE = (
    "insert into release_cell (release_id, place_id, indicator, category, category_it, "
    "category_en, figure) select release_id, place_id, 'dwellings', 'more', '', '', 1 "
    "from release_cell limit 1"
)


def ids(engine: Engine, table: str, name: str = "name") -> dict[str, uuid.UUID]:
    with engine.connect() as connection:
        rows = connection.execute(text(f"select {name}, id from {table}"))
        return {row[0]: row[1] for row in rows}


def figures(engine: Engine, quarter: str, indicator: Indicator) -> dict[Key, int | RateBand | None]:
    with Session(engine) as session:
        release = service.of_quarter(session, Quarter.of(quarter))
        return queries.published(session, release, CATALOGUE[indicator])


def write(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for each in statements:
            connection.execute(text(each))


def test_small_counts_are_withheld_and_large_ones_rounded(estate: Engine) -> None:
    draft = made(estate, "2026-Q3")
    houses, condominiums = ids(estate, "building"), ids(estate, "condominium")
    dwellings = figures(estate, "2026-Q3", Indicator.DWELLINGS)
    assert dwellings[Level.BUILDING, houses["2"], ALL] is None
    assert dwellings[Level.BUILDING, houses["4"], ALL] == 40
    issues = figures(estate, "2026-Q3", Indicator.ISSUES)
    assert issues[Level.CONDOMINIUM, condominiums["Girasole"], "asbestos"] is None
    assert issues[Level.CONDOMINIUM, condominiums["Papavero"], "waste_bulky"] in {5, 10, None}
    assert issues[Level.CONDOMINIUM, condominiums["Mimosa"], ALL] in {10, 15}
    episodes = figures(estate, "2026-Q3", Indicator.EPISODES)
    assert set(episodes.values()) == {None}
    told, held = draft.counts(Indicator.EPISODES)
    assert (told, held) == (0, {Reason.SMALL: 4})


def test_nothing_vacant_occupied_or_researched_is_among_the_public_cells(estate: Engine) -> None:
    published(estate, "2026-Q3")
    with Session(estate) as session:
        public = set(session.scalars(select(ReleaseCell.indicator)))
        kept = set(session.scalars(select(ReleaseRestrictedCell.indicator)))
        council = set(
            session.scalars(
                select(ReleaseRestrictedCell.indicator).where(ReleaseRestrictedCell.for_council)
            )
        )
    assert public <= {
        Indicator.DWELLINGS, Indicator.BUILDINGS, Indicator.ISSUES, Indicator.INTERVENTIONS,
    }  # fmt: skip
    assert {Indicator.HOMES, Indicator.EPISODES} <= kept
    assert council <= {Indicator.ARREARS}


def test_a_withheld_cell_holds_nothing_and_does_not_say_which_rule(estate: Engine) -> None:
    made(estate, "2026-Q3")
    with Session(estate) as session:
        kinds: tuple[type[queries.Row], ...] = (ReleaseCell, ReleaseRestrictedCell)
        for kind in kinds:
            told = (kind.figure, kind.base, kind.rate, kind.band)
            held = session.execute(select(*told).where(kind.missing == Missing.WITHHELD)).all()
            assert held
            assert set(held) == {(None,) * 4}
        columns = set(ReleaseCell.__table__.columns.keys())
    assert not columns & {"reason", "count", "value"}


def test_a_quarter_that_has_not_ended_is_not_released(estate: Engine) -> None:
    with Session(estate) as session:
        for day in (dt.date(2026, 9, 30), dt.date(2026, 8, 1)):
            with pytest.raises(RuleError, match="ends on 2026-09-30"):
                service.make(session, Q3, made_by="office", key=KEY, today=day)
    with Session(estate) as session, session.begin():
        service.make(session, Q3, made_by="office", key=KEY, today=dt.date(2026, 10, 1))


def test_what_is_published_is_not_changed(estate: Engine) -> None:
    release = published(estate, "2026-Q3")
    for change in (
        "update release_cell set figure = 1, missing = null",
        "delete from release_cell",
        "truncate release_cell",
        "update release_restricted_cell set for_council = true",
        "delete from release_place",
        "update release set digest = 'other'",
        "update release set state = 'draft', published_at = null, published_by = null",
        "delete from release",
        MORE,
        "update release_cell set release_id = gen_random_uuid()",
    ):
        with pytest.raises(IntegrityError, match=r"not changed|not truncated|is published"):
            write(estate, change)
    with Session(estate) as session:
        kept = session.get_one(type(release), release.id)
        assert service.audit(session, kept, key=KEY).is_safe
        with pytest.raises(RuleError, match="published and is not changed"):
            service.make(session, Q3, made_by="office", key=KEY, today=TODAY)


def test_a_draft_gives_way_to_the_next_and_is_published_once(estate: Engine) -> None:
    first = made(estate, "2026-Q3").release
    second = made(estate, "2026-Q3").release
    assert first.id != second.id
    with Session(estate) as session:
        (only,) = queries.all_releases(session)
        assert only.id == second.id
        assert only.state is ReleaseState.DRAFT
        assert queries.all_published(session) == []
    with Session(estate) as session, session.begin():
        service.publish(session, service.of_quarter(session, Q3), by="head", key=KEY)
    with Session(estate) as session, pytest.raises(RuleError, match="cannot become published"):
        service.publish(session, service.of_quarter(session, Q3), by="head", key=KEY)


def test_a_draft_whose_cells_were_touched_does_not_go_out(estate: Engine) -> None:
    """Asbestos in two places of Girasole: somebody writes it into the draft by hand."""
    made(estate, "2026-Q3")
    write(
        estate,
        "update release_cell c set figure = 2, missing = null from release_place p "
        "where p.id = c.place_id and p.name = 'Girasole' and c.category = 'asbestos'",
    )
    with Session(estate) as session:
        with pytest.raises(RuleError, match="does not pass"):
            service.publish(session, service.of_quarter(session, Q3), by="head", key=KEY)
        assert not service.audit(session, service.of_quarter(session, Q3), key=KEY).is_safe


def test_a_figure_that_lets_a_small_one_be_known_fails_the_audit(estate: Engine) -> None:
    """The house of eight flats is what Girasole has more than the other house."""
    made(estate, "2026-Q3")
    held = "c.missing = 'withheld' and p.id = c.place_id"
    write(
        estate,
        "update release_cell c set figure = 35, missing = null from release_place p "
        f"where {held} and c.indicator = 'dwellings' and p.name is null",
    )
    with Session(estate) as session, session.begin():
        release = service.of_quarter(session, Q3)
        release.digest = digest(session, release)
        session.flush()
        found = service.audit(session, release, key=KEY)
    assert found.is_whole
    assert found.unread or found.exposures[Indicator.DWELLINGS]


def test_two_quarters_are_audited_together(estate: Engine) -> None:
    """Between two quarters one family of Papavero is no longer too many for its flat."""
    first = published(estate, "2026-Q2")
    write(
        estate,
        "update unit_status set valid_to = '2026-08-01' where dimension = 'crowding' and unit_id = "
        "(select u.id from unit u join condominium c on c.id = u.condominium_id "
        "where c.name = 'Papavero' and u.unit_number = '1')",
        "insert into unit_status (unit_id, dimension, value, persons, valid_from, source_id, "
        "as_of, reliability) select u.id, 'crowding', 'adequate', 2, '2026-08-01', 'test', "
        "'2026-08-01', 'official' from unit u join condominium c on c.id = u.condominium_id "
        "where c.name = 'Papavero' and u.unit_number = '1'",
    )
    second = published(estate, "2026-Q3")
    with Session(estate) as session:
        for release in (first, second):
            found = service.audit(session, session.get_one(type(release), release.id), key=KEY)
            assert found.is_safe
            assert found.unread == []
        assert [each.id for each in queries.all_published(session)] == [second.id, first.id]


def test_a_withdrawn_release_is_still_counted_as_read(estate: Engine) -> None:
    published(estate, "2026-Q2")
    with Session(estate) as session, session.begin():
        release = service.of_quarter(session, Quarter(2026, 2))
        service.withdraw(session, release, because="wrong houses")
        with pytest.raises(NotFoundError):
            service.of_quarter(session, Quarter(2026, 2))
        assert queries.out_before(session) == [release]
    again = published(estate, "2026-Q2")
    with Session(estate) as session:
        found = service.audit(session, session.get_one(type(again), again.id), key=KEY)
    one = published(estate, "2026-Q3")
    assert found.is_safe
    assert found.guarded > 0
    assert one.state is ReleaseState.PUBLISHED


def test_a_past_that_changed_without_history_is_said(estate: Engine) -> None:
    """The rows of the quarter vanish, and their history with them."""
    published(estate, "2026-Q2")
    write(
        estate,
        "alter table unit_status disable trigger user",
        "delete from unit_status where dimension = 'crowding'",
        "alter table unit_status enable trigger user",
    )
    with Session(estate) as session:
        release = service.of_quarter(session, Quarter(2026, 2))
        found = service.audit(session, release, key=KEY)
    assert (release, Indicator.HOMES) in found.unread


@pytest.mark.parametrize(
    "text_", ["2026", "2026-Q5", "0000-Q1", "Q3-2026", "2026-Q3; drop", "²026-Q1"]
)
def test_what_is_no_quarter_is_refused(text_: str) -> None:
    with pytest.raises(InputError):
        Quarter.of(text_)


def test_a_quarter_stands_on_its_last_day() -> None:
    days = [Quarter.of(f"2026-q{each}").last_day for each in (1, 2, 3, 4)]
    assert [day.isoformat()[5:] for day in days] == ["03-31", "06-30", "09-30", "12-31"]
    assert str(Quarter.of(" 2026-Q3 ")) == "2026-Q3"


def test_the_key_of_the_rounding_is_made_once(tmp_path: Path) -> None:
    keys = KeyStore(tmp_path)
    assert service.rounding_key(keys) == service.rounding_key(keys)
    assert len(service.rounding_key(keys)) == 32
