"""One flat, one condominium, one page of a list: found by indexes, whatever the register's size."""

import re
import uuid

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from api.dossier import dossier
from buildings.discrepancies import queries as discrepancies
from buildings.discrepancies.queries import Wanted
from buildings.discrepancies.states import DiscrepancyKind
from buildings.identity import queries as identity
from buildings.registry import search
from buildings.registry.models import Unit
from buildings.status.queries import glances
from tests.buildings.town import TODAY
from tests.plans import plans

LEAST_PAGES = 20
"""Pages of a table from which on reading all of it costs more than a look-up."""


def small(session: Session) -> set[str]:
    """Tables that are as quickly read as looked up in."""
    rows = session.execute(
        text(
            "select c.relname from pg_class c where c.relkind = 'r' and c.relpages < :pages "
            "and c.relnamespace = 'public'::regnamespace"
        ),
        {"pages": LEAST_PAGES},
    )
    return set(rows.scalars())


def read_whole(session: Session, told: list[str]) -> list[str]:
    """The large tables that some plan reads from end to end."""
    allowed = small(session)
    found = re.findall(r"Seq Scan on (\w+)", "\n".join(told))
    return sorted({table for table in found if table not in allowed})


def flat(session: Session) -> uuid.UUID:
    """A flat of the middle of the town."""
    return session.scalars(select(Unit.id).where(Unit.fid == 1800)).one()


def test_the_town_is_large_enough(large_session: Session) -> None:
    allowed = small(large_session)
    large = {
        "unit", "unit_status", "unit_utility", "unit_encumbrance", "enforcement_sale",
        "housing_case", "condominium_issue", "occupation_episode", "unit_right", "discrepancy",
        "unit_residents", "cadastral_unit", "external_identifier", "building", "address",
        "unit_reference", "occupation_report", "dwelling_unit", "dwelling_status",
    }  # fmt: skip
    assert large & allowed == set()


def test_a_card_reads_no_large_table_whole(large_session: Session) -> None:
    unit_id = flat(large_session)

    told = plans(large_session, lambda session: dossier(session, unit_id, TODAY))

    assert len(told) > 1
    assert read_whole(large_session, told) == []
    whole = "\n".join(told)
    assert "ix_unit_status" in whole
    assert "on unit_status" in whole
    # An OR of the two had no plan but one over all reports, or over all of an index.
    assert "ix_occupation_report_unit_id" in whole
    assert "ix_occupation_report_episode_id" in whole


@pytest.mark.parametrize("column", ["id", "building_id"])
def test_the_status_of_a_flat_and_of_a_house_is_looked_up(
    large_session: Session, column: str
) -> None:
    wanted = large_session.execute(text(f"select {column} from unit where fid = 1800")).scalar_one()
    query = text(f"select * from layer_unit_status(:day) where {column} = :wanted")

    told = plans(
        large_session, lambda session: session.execute(query, {"day": TODAY, "wanted": wanted})
    )

    assert read_whole(large_session, told) == []
    assert re.search(r"Index Scan (on|using) ix_unit_status_unit_(dimension_)?from", told[0])
    assert "Function Scan" not in told[0]


def test_a_list_of_flats_is_glanced_at_by_look_ups(large_session: Session) -> None:
    ids = list(large_session.scalars(text("select id from unit where fid between 1800 and 1804")))
    told = plans(large_session, lambda session: glances(session, ids, TODAY))
    assert read_whole(large_session, told) == []


@pytest.mark.parametrize(
    ("typed", "count"),
    [
        ("via Boscoc 907", 4),
        ("v. boscoc 907 sc A int 3", 1),
        ("via Boscoc 907 sc. Z", 0),
        ("1/1/1800", 0),
        ("foglio 9 particella 77", 0),
    ],
)
def test_a_search_reads_no_large_table_whole(
    large_session: Session, typed: str, count: int
) -> None:
    found: list[search.Found] = []

    told = plans(
        large_session,
        lambda session: found.append(
            search.find(session, typed, TODAY, municipality_code="G686", most_flats=50)
        ),
    )

    assert read_whole(large_session, told) == []
    assert len(found[0].flats) == count
    assert found[0].addresses or not typed.startswith("via")


@pytest.mark.parametrize("column", ["unit_id", "condominium_id", "building_id"])
def test_discrepancies_of_a_thing_are_looked_up(large_session: Session, column: str) -> None:
    thing = large_session.execute(
        text(f"select {column} from discrepancy order by fid limit 1 offset 1800")
    ).scalar_one()
    told = plans(
        large_session, lambda session: discrepancies.listed(session, Wanted(**{column: thing}))
    )
    assert f"ix_discrepancy_{column}" in told[0]


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Wanted(), "ix_discrepancy_changed"),
        (Wanted(kind=DiscrepancyKind.AREA_BELOW_PLAN), "ix_discrepancy_kind_changed"),
    ],
)
def test_a_page_of_open_discrepancies_sorts_nothing(
    large_session: Session, wanted: Wanted, index: str
) -> None:
    (told,) = plans(large_session, lambda session: discrepancies.listed(session, wanted))
    assert f"Index Scan Backward using {index}" in told
    assert "Sort" not in told


def test_what_happened_to_discrepancies_is_looked_up(large_session: Session) -> None:
    ids = [each.id for each in discrepancies.listed(large_session, Wanted(), most=20)]
    (told,) = plans(large_session, lambda session: discrepancies.events(session, ids))
    assert "ix_discrepancy_event_of" in told


def test_a_page_of_namings_to_decide_sorts_nothing(large_session: Session) -> None:
    (told,) = plans(large_session, identity.queue)
    assert "ix_unit_reference_state" in told
    assert "Sort" not in told


VACANT = (
    "insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, "
    "reliability) select id, 'occupancy', 'vacant', '2020-01-01', 'newcomer', '2026-01-01', "
    "'official' from unit"
)
CONFISCATED = (
    "insert into unit_encumbrance (unit_id, kind, valid_from, source_id, as_of, reliability) "
    "select id, 'confiscation_final', '2020-01-01', 'newcomer', '2026-01-01', 'official' from unit"
)
OWNED = (
    "insert into unit_status (unit_id, dimension, value, valid_from, source_id, as_of, "
    "reliability) select id, 'owner_class', 'municipality', '2020-01-01', 'newcomer', "
    "'2026-01-01', 'official' from unit"
)


@pytest.mark.parametrize("written", [[VACANT], [OWNED, CONFISCATED]])
def test_a_file_of_a_new_source_is_checked_flat_by_flat(
    large_session: Session, written: list[str]
) -> None:
    """Not each of its rows against all the others: the statistics do not know the source yet."""
    large_session.execute(text("insert into source (id, title) values ('newcomer', 'A new one')"))
    for statement in written:
        large_session.execute(text(statement))
    count = large_session.execute(text("select count(*) from unit")).scalar_one()
    before = rows_read(large_session)

    large_session.execute(text("set constraints all immediate"))

    assert 0 < rows_read(large_session) - before < 60 * count


def rows_read(session: Session) -> int:
    """Rows that this transaction has fetched from the tables of facts."""
    return int(
        session.execute(
            text(
                "select sum(seq_tup_read + idx_tup_fetch) from pg_stat_xact_user_tables "
                "where relname in ('unit_status', 'unit_encumbrance')"
            )
        ).scalar_one()
    )
