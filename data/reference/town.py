"""Load a synthetic municipality of any size, for work at scale; all of it or nothing."""

from shapely import MultiPolygon
from sqlalchemy import Connection, Engine, func, select

from buildings.registry.models import District, Municipality
from data.bulk.cursors import analyse
from data.bulk.unchecked import checked_afterwards
from data.generator.misfortune.telling import EPOCH, misfortune
from data.generator.town import (
    FLATS_EACH,
    VARIETY,
    Tile,
    copied,
    ground,
    marks,
    originals,
    shift_m,
    tiles,
)
from data.reference import facts
from data.reference.copying import add_missing, copy, copy_all
from data.reference.happenings import happening_rows
from data.reference.replication import Copy, replicate
from data.reference.rows import GENERATOR, Place, Rows, identity, invented
from data.reference.structure import structure_rows
from gis.codes import Text
from gis.db import Base
from gis.errors import InputError, RuleError
from gis.provenance import Source
from gis.report import Report, Silence, Step

MUNICIPALITY = "X900"
"""A cadastral code that no municipality has: real ones begin with A to M."""

MOST_UNITS = 5_000_000
"""More would need sheet numbers of five digits, which the cadastre has not."""

_LOCK = 0x5A7E111F


def load_town(engine: Engine, report: Report, units: int, seed: int) -> bool:
    """Load a town of exactly `units` flats; False when this very town was there already.

    Raises InputError for a number out of range, RuleError where another synthetic town stands.
    """
    if not 1 <= units <= MOST_UNITS:
        raise InputError(
            Text(
                it=f"Le unità devono essere da 1 a {MOST_UNITS}, non {units}.",
                en=f"Units must be from 1 to {MOST_UNITS}, not {units}.",
            )
        )
    place = Place(MUNICIPALITY, identity(District, f"town/{seed}/{units}"))
    text = Text(it="Genero un comune sintetico", en="Generating a synthetic municipality")
    with report.step(text, units) as step, engine.begin() as connection:
        connection.execute(select(func.pg_advisory_xact_lock(_LOCK)))
        if not _is_free(connection, place):
            return False
        _found(connection, place, units)
        if copied(units):
            with checked_afterwards(connection, Base.metadata.sorted_tables):
                _raise_all(connection, place, units, seed, step)
        else:
            _raise_all(connection, place, units, seed, step)
            analyse(connection, Base.metadata.sorted_tables)
    return True


def _is_free(connection: Connection, place: Place) -> bool:
    """Whether a town may be raised; False where this one stands."""
    standing = connection.scalars(
        select(District.id).where(District.municipality_code == place.municipality)
    ).all()
    if place.district_id in standing:
        return False
    if standing:
        raise RuleError(
            Text(
                it="Nel database c'è già un altro comune sintetico: usare un database vuoto.",
                en="Another synthetic municipality is in the database: use an empty one.",
            )
        )
    return True


def _found(connection: Connection, place: Place, units: int) -> None:
    """The source, the municipality and the district that the town lies in."""
    generator = [row for row in facts.read()["sources"] if row["id"] == GENERATOR]
    add_missing(
        connection,
        Source,
        [{name: row[name] for name in ("id", "title", "publisher")} for row in generator],
        "id",
    )
    around = {
        "name": "Comune sintetico",
        "is_approximate": True,
        "geom": MultiPolygon([ground(units)]),
        **invented(EPOCH),
    }
    code = {"code": place.municipality, "id": identity(Municipality, place.municipality)}
    add_missing(connection, Municipality, [around | code], "code")
    where = {"municipality_code": place.municipality, "id": place.district_id}
    copy(connection, Base.metadata.tables[District.__tablename__], [around | where])


def _raise_all(connection: Connection, place: Place, units: int, seed: int, step: Step) -> None:
    for tile in tiles(units, seed):
        copy_all(connection, _rows(place, tile, seed), Silence())
        step.advance(len(tile.estate.flats))
    if copied(units):
        copies = [
            Copy(number % VARIETY, number, *shift_m(number, units), marks(number))
            for number in copied(units)
        ]
        made = [_rows(place, tile, seed) for tile in originals(units, seed)]
        replicate(connection, made, copies)
        step.advance(len(copies) * FLATS_EACH)


def _rows(place: Place, tile: Tile, seed: int) -> tuple[Rows, Rows]:
    told = misfortune(tile.estate, seed, EPOCH, f"{tile.word}/")
    return structure_rows(tile.estate, place, EPOCH, {}), happening_rows(told, EPOCH)
