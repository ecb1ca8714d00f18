"""After an import: what sources now tell differently, looked for where the file may change it."""

from collections.abc import Mapping

from sqlalchemy import Connection

from buildings.discrepancies.service import find
from buildings.discrepancies.states import DiscrepancyKind
from gis.dates import today

_GROUND: Mapping[str, tuple[DiscrepancyKind, ...]] = {
    "osm": (DiscrepancyKind.BUILDING_HEIGHT_DIFFERS,),
    "topographic": (DiscrepancyKind.BUILDING_HEIGHT_DIFFERS,),
    "boundary": (),
    "omi_zones": (),
    "omi_values": (),
    "anncsu": (),
    "anncsu_streets": (),
    "cadastral_parcels": (),
    "cadastral_map": (),
    "census_sections": (),
}
"""Sources that tell nothing of units: a million addresses need not be searched after them."""


def find_disagreements(connection: Connection, source_id: str) -> None:
    """Open and close discrepancies in the import's transaction: both come, or neither."""
    find(connection, today(), _GROUND.get(source_id, tuple(DiscrepancyKind)))
