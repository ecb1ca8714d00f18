"""A large town is a few estates written many times; what is checked afterwards is checked."""

from collections.abc import Iterator

import psycopg2
import pytest
from sqlalchemy import Connection, Engine, text

from buildings.registry.models import ExternalIdentifier, Unit
from buildings.status.models import UnitStatus
from data.bulk.unchecked import checked_afterwards
from data.generator import town as plan
from data.reference import town
from data.reference.town import MUNICIPALITY, load_town
from gis.db import Base, make_engine
from gis.report import Silence

UNITS = 3 * plan.FLATS_EACH + 10

STANDING = """
    select conrelid::regclass::text, conname, pg_get_constraintdef(oid) from pg_constraint
    where connamespace = 'public'::regnamespace
    union all
    select tablename, indexname, indexdef from pg_indexes where schemaname = 'public'
    order by 1, 2, 3
"""


def standing(connection: Connection) -> list[tuple[str, str, str]]:
    """Every constraint and index of the register."""
    return [tuple(row) for row in connection.execute(text(STANDING))]


@pytest.fixture
def copied_town(fresh_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Engine]:
    """A town of one original, two copies of it and ten flats more."""
    for module in (plan, town):
        monkeypatch.setattr(module, "VARIETY", 1)
    engine = make_engine(fresh_url)
    with engine.connect() as connection:
        before = standing(connection)
    assert load_town(engine, Silence(), UNITS, seed=7)
    with engine.connect() as connection:
        assert standing(connection) == before
    yield engine
    engine.dispose()


def test_the_copies_are_estates_of_their_own(copied_town: Engine) -> None:
    with copied_town.connect() as connection:

        def one(query: str) -> object:
            return connection.execute(text(query)).scalar()

        def rows(query: str) -> list[tuple[object, ...]]:
            return [tuple(row) for row in connection.execute(text(query))]

        assert one("select count(*) from unit") == UNITS
        assert rows("select sheet, count(*) from parcel group by sheet order by sheet")[:3] == [
            ("1", 28), ("2", 28), ("3", 28),
        ]  # fmt: skip
        assert rows("select distinct street_name from address order by 1") == [
            ("via Sintetica A",), ("via Sintetica B",), ("via Sintetica C",), ("via Sintetica D",),
        ]  # fmt: skip
        assert one("select count(*) from condominium where name like '%#%'") == 0
        assert one("select count(*) from housing_case where protocol_no like '%Q3/%'") == one(
            "select count(*) from housing_case where protocol_no like '%Q2/%'"
        )
        assert one("select count(*) from building where not st_within(geom, (select geom from"
                   f" municipality where code = '{MUNICIPALITY}'))") == 0  # fmt: skip
        assert one(
            "select count(*) from building a join building b on a.fid < b.fid"
            " and st_overlaps(a.geom, b.geom)"
        ) == 0  # fmt: skip
        # A flat stands in a building on the parcel that its identifier names.
        assert one(
            "select count(*) from unit u"
            " join external_identifier e on e.unit_id = u.id"
            " join building_parcel bp on bp.building_id = u.building_id"
            " join parcel p on p.id = bp.parcel_id"
            " where split_part(e.value, '/', 3) = p.sheet"
            " and split_part(e.value, '/', 4) = p.parcel_number"
        ) == UNITS  # fmt: skip
        assert one("select count(distinct unit_id) from unit_status") == UNITS


BROKEN = {
    "no_overlap": "insert into unit_status (unit_id, dimension, value, valid_from, source_id,"
    " as_of, reliability) select unit_id, dimension, value, valid_from, source_id, as_of,"
    " reliability from unit_status order by id limit 1",
    "fk_external_identifier_unit_id": "update external_identifier set unit_id = gen_random_uuid()"
    " where id in (select id from external_identifier where unit_id is not null limit 1)",
}


def test_a_row_that_breaks_a_rule_fails_the_whole_load(copied_town: Engine) -> None:
    names = (Unit.__tablename__, UnitStatus.__tablename__, ExternalIdentifier.__tablename__)
    tables = [Base.metadata.tables[name] for name in names]
    with copied_town.connect() as connection:
        before = standing(connection)
    for rule, query in BROKEN.items():
        with (
            pytest.raises(psycopg2.IntegrityError, match=rule),
            copied_town.begin() as connection,
            checked_afterwards(connection, tables),
        ):
            connection.execute(text(query))
        with copied_town.connect() as connection:
            assert standing(connection) == before
            assert connection.scalar(text("select count(*) from unit")) == UNITS
