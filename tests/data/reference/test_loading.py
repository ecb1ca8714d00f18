"""The reference district in the database: once, wholly, marked synthetic where it is invented."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Connection, Engine, Table, func, select, text
from sqlalchemy.orm import Session

from buildings.chronicle.models import PublishedFigure
from buildings.condominiums.models import Condominium, SuperCondominium
from buildings.interventions.models import Intervention, InterventionFunding, InterventionTarget
from buildings.registry.models import Address, Building, District, Municipality, Staircase, Unit
from data import reference
from data.generator.misfortune.telling import EPOCH
from data.reference import facts, loading
from data.tables import metadata
from gis.columns import Reliability
from gis.db import make_engine
from gis.errors import InputError
from gis.provenance import Source
from gis.report import Silence
from tests import make


def fact_tables() -> list[Table]:
    return [table for table in metadata.sorted_tables if "reliability" in table.columns]


def contents(connection: Connection) -> dict[str, tuple[int, str | None]]:
    """How many rows each table has, and a digest of them."""
    digest = "select count(*), md5(string_agg(md5(t::text), '' order by md5(t::text))) from {} t"
    return {
        table.name: tuple(connection.execute(text(digest.format(table.name))).one())
        for table in metadata.sorted_tables
    }


def flats_at(session: Session, street: str, civic: int) -> int:
    found = (
        select(func.count(Unit.id))
        .join(Building, Building.id == Unit.building_id)
        .join(Address, Address.id == Building.address_id)
        .where(Address.street_name == street, Address.house_number == civic)
    )
    return session.scalar(found) or 0


def test_counts_are_exact(district_session: Session) -> None:
    count = {
        model: district_session.scalar(select(func.count()).select_from(model))
        for model in (Building, Unit, Staircase, Condominium, SuperCondominium, District)
    }

    assert count == {
        Building: 55,
        Unit: 1972,
        Staircase: 88,
        Condominium: 30,
        SuperCondominium: 3,
        District: 1,
    }
    assert flats_at(district_session, "via Cimarosa", 1) == 209
    assert flats_at(district_session, "via Wagner", 18) == 87
    assert flats_at(district_session, "via Cilea", 6) == 105
    assert flats_at(district_session, "via Cimarosa", 901) == 107


def test_everything_generated_is_marked_synthetic_and_nothing_else(
    district_session: Session,
) -> None:
    for table in fact_tables():
        mixed = select(func.count()).where(
            (table.c.source_id == "generator") != table.c.is_synthetic
        )
        assert district_session.scalar(mixed) == 0, table.name


def test_attested_civics_keep_their_public_source_and_have_no_invented_position(
    district_session: Session,
) -> None:
    attested = district_session.scalars(select(Address).where(Address.house_number < 900)).all()
    invented = district_session.scalars(select(Address).where(Address.house_number >= 900)).all()

    assert len(attested) == 8
    assert not any(address.is_synthetic for address in attested)
    assert all(address.geom is None for address in attested)
    assert len(invented) == 22
    assert all(address.is_synthetic and address.geom is not None for address in invented)


def test_district_and_municipality_say_that_they_are_approximate(
    district_session: Session,
) -> None:
    district = district_session.scalars(select(District)).one()
    municipality = district_session.scalars(select(Municipality)).one()

    assert district.is_approximate
    assert district.reliability is Reliability.INFERRED
    assert municipality.is_approximate
    assert (municipality.code, municipality.istat_code) == ("G686", "015175")


def test_disputed_figures_are_kept_with_their_sources(district_session: Session) -> None:
    rows = district_session.execute(
        select(PublishedFigure.source_id, PublishedFigure.value).where(
            PublishedFigure.measure == "dwellings", PublishedFigure.district_id.is_not(None)
        )
    )

    assert {source: str(value) for source, value in rows} == {
        "S36": "1824.00",
        "S1": "1972.00",
        "S2": "2000.00",
        "S4": "2000.00",
    }


def test_the_34_flats_are_an_intervention_on_cimarosa_1(district_session: Session) -> None:
    found = district_session.execute(
        select(Intervention.units_refurbished, InterventionFunding.amount_eur, Condominium.name)
        .join(InterventionFunding, InterventionFunding.intervention_id == Intervention.id)
        .join(InterventionTarget, InterventionTarget.intervention_id == Intervention.id)
        .join(Condominium, Condominium.id == InterventionTarget.condominium_id)
        .where(Intervention.source_id == "S18")
    ).one()

    assert tuple(found) == (34, 2_500_000, "Cimarosa 1")


def test_geometry_is_valid_and_inside_the_outline(district_session: Session) -> None:
    outside = (
        select(func.count())
        .select_from(Building)
        .join(District, District.id == Building.district_id)
        .where(~func.st_within(Building.geom, District.geom) | ~func.st_isvalid(Building.geom))
    )
    astray = (
        select(func.count())
        .select_from(Unit)
        .join(Building, Building.id == Unit.building_id)
        .where(~func.st_within(Unit.geom, Building.geom))
    )

    assert district_session.scalar(outside) == 0
    assert district_session.scalar(astray) == 0


def test_two_loads_change_nothing_and_two_databases_are_equal_but_for_numbers(
    fresh_url: str,
) -> None:
    engine = make_engine(fresh_url)
    assert not reference.is_loaded(engine)
    began = time.monotonic()
    assert reference.load(engine, Silence()) is True
    took_s = time.monotonic() - began
    with engine.connect() as connection:
        first = contents(connection)
    assert reference.load(engine, Silence()) is False
    with engine.connect() as connection:
        assert contents(connection) == first
    engine.dispose()
    assert took_s < 20  # about 2 s on an idle machine; the bench watches the real figure


def test_two_loads_at_once_load_once(fresh_url: str) -> None:
    engine = make_engine(fresh_url)
    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(lambda _: reference.load(engine, Silence()), range(2)))
    engine.dispose()

    assert sorted(done) == [False, True]


def test_what_was_imported_before_stays(fresh_url: str) -> None:
    engine = make_engine(fresh_url)
    with Session(engine) as session, session.begin():
        session.add(Source(id="S34", title="Limits, as imported"))
        session.flush()
        session.add(
            Municipality(
                code="G686",
                name="Pioltello",
                is_approximate=False,
                source_id="S34",
                as_of=EPOCH,
                reliability=Reliability.OFFICIAL,
            )
        )
    assert reference.load(engine, Silence()) is True
    with Session(engine) as session:
        kept = session.scalars(select(Municipality)).one()
        source = session.get_one(Source, "S34")
    engine.dispose()

    assert not kept.is_approximate
    assert source.title == "Limits, as imported"


def test_a_load_that_fails_leaves_nothing(fresh_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(loading, "analyse", fail)
    engine = make_engine(fresh_url)
    with pytest.raises(RuntimeError, match="the disk is full"):
        reference.load(engine, Silence())
    with engine.connect() as connection:
        left = {name: count for name, (count, _) in contents(connection).items() if count}
    # written by the migrations
    assert left.keys() == {"rule_threshold", "retention_rule", "audit_rule", "audit_entry"}
    assert not reference.is_loaded(engine)
    engine.dispose()


def test_a_wrong_fact_stops_the_load_before_the_database(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise InputError(loading.LOADING)

    monkeypatch.setattr(facts, "read", refuse)
    with pytest.raises(InputError):
        reference.load(engine, Silence())
    assert not reference.is_loaded(engine)


def test_invented_buildings_never_join_real_ones(fresh_url: str) -> None:
    engine = make_engine(fresh_url)
    with Session(engine) as session:
        make.building(session)
        session.commit()
    assert not reference.load(engine, Silence())
    with engine.connect() as connection:
        assert connection.execute(select(func.count(Building.id))).scalar_one() == 1
    engine.dispose()
