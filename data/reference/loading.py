"""Load the reference district into a migrated database, once and wholly."""

import datetime as dt

from sqlalchemy import Connection, Engine, func, select

from buildings.registry.models import Building, District, Municipality
from data.bulk.cursors import analyse
from data.generator.estate import SEED, satellite
from data.generator.misfortune.telling import EPOCH, misfortune
from data.reference import facts
from data.reference.copying import add_missing, copy_all
from data.reference.happenings import happening_rows
from data.reference.published import published_rows
from data.reference.rows import DISTRICT_ID, Place, Rows
from data.reference.structure import structure_rows
from gis.codes import Text
from gis.db import Base
from gis.provenance import Source
from gis.report import Report

INVENTING = Text(
    it="Preparo il quartiere di riferimento (dati in parte sintetici)",
    en="Preparing the reference district (partly synthetic data)",
)
LOADING = Text(it="Carico il quartiere di riferimento", en="Loading the reference district")

LEFT_OUT = Text(
    it="Il registro ha già edifici veri: il quartiere di riferimento, inventato, non vi entra",
    en="The register has real buildings already: the reference district, invented, stays out",
)

_LOCK = 0x5A7E111E
"""Key of the advisory lock that keeps two loads apart."""


def is_loaded(engine: Engine) -> bool:
    """Whether the reference district is in the database, which must have the code's schema."""
    with engine.connect() as connection:
        return _is_there(connection)


def load(engine: Engine, report: Report, *, seed: int = SEED, epoch: dt.date = EPOCH) -> bool:
    """Load the reference district in one transaction; False when it was there already.

    It stays out of a register with real buildings of its municipality, so that invented ones
    never stand on them. Published facts come from `data/satellite/`, everything else from the
    generator as of `epoch`.
    Raises InputError, naming file, row and column, when a published fact cannot be read.
    """
    if is_loaded(engine):
        return False
    if _has_real_buildings(engine):
        report.say(LEFT_OUT)
        return False
    with report.step(INVENTING):
        parts = reference_rows(seed, epoch)
    total = sum(len(found) for rows in parts for found in rows.values())
    with report.step(LOADING, total) as step, engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        if _is_there(connection):  # another load came first
            return False
        known = parts[0]
        add_missing(connection, Source, known.pop(Source), "id")
        add_missing(connection, Municipality, known.pop(Municipality), "code")
        copy_all(connection, parts, step)
        analyse(connection, Base.metadata.sorted_tables)
    return True


def reference_rows(seed: int, epoch: dt.date) -> tuple[Rows, Rows, Rows]:
    """The published facts, the invented structure and the invented happenings, as rows."""
    known = facts.read()
    estate = satellite(seed)
    place = Place(known["municipalities"][0]["code"], DISTRICT_ID)
    attested = {row["key"]: row["address"] for row in known["condominiums"] if row["address"]}
    return (
        published_rows(known),
        structure_rows(estate, place, epoch, attested),
        happening_rows(misfortune(estate, seed, epoch), epoch),
    )


def _is_there(connection: Connection) -> bool:
    found = select(District.id).where(District.id == DISTRICT_ID)
    return connection.execute(found).first() is not None


def _has_real_buildings(engine: Engine) -> bool:
    """Whether an import has brought buildings of the municipality that the district is in."""
    here = facts.read()["municipalities"][0]["code"]
    found = select(Building.id).where(
        Building.municipality_code == here, Building.is_synthetic.is_(False)
    )
    with engine.connect() as connection:
        return connection.execute(found.limit(1)).first() is not None
