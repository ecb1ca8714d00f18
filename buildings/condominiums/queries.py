"""Reads of condominiums."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from gis.codes import Language, Text
from gis.columns import Reliability, code_type
from gis.crs import LONLAT_SRID
from gis.errors import NotFoundError
from gis.sqlfiles import statement

PACKAGE = "buildings.condominiums"
MOST_FOUND = 30
MOST_LISTED = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class CondominiumPlace:
    """A condominium and where it is; without a known address it has neither street nor place."""

    id: uuid.UUID
    name: str
    super_condominium_id: uuid.UUID | None
    super_condominium: str | None
    street_name: str | None
    number_text: str | None
    note_it: str | None
    note_en: str | None
    building_count: int
    unit_count: int
    source_id: str
    as_of: dt.date
    reliability: Reliability
    is_synthetic: bool
    lon: float | None
    lat: float | None

    def note_in(self, language: Language) -> str | None:
        """The note in `language`."""
        return self.note_en if language == "en" else self.note_it


def matching(
    session: Session,
    *,
    words: str,
    least: float = 0,
    address_ids: Sequence[uuid.UUID] = (),
    building_ids: Sequence[uuid.UUID] = (),
    on_date: dt.date,
) -> list[CondominiumPlace]:
    """The condominiums named like `words`, at these addresses or of these buildings.

    `least` is how alike a name must be, 0 to 1; below 0.6 nothing counts as alike.
    """
    return _read(
        session,
        on_date,
        words=words,
        least=least,
        address_ids=list(map(str, address_ids)),
        building_ids=list(map(str, building_ids)),
    )


def every(session: Session, on_date: dt.date) -> list[CondominiumPlace]:
    """The condominiums of the register by name, a thousand at most."""
    return _read(session, on_date, every=True, most=MOST_LISTED)


def condominium(session: Session, condominium_id: uuid.UUID, on_date: dt.date) -> CondominiumPlace:
    """One condominium; NotFoundError where there is none."""
    found = _read(session, on_date, condominium_id=str(condominium_id))
    if not found:
        raise NotFoundError(
            Text(
                it=f"Nel registro non c'è nessun condominio con identificativo {condominium_id}: "
                "cercarlo per nome o per indirizzo.",
                en=f"The register has no condominium with id {condominium_id}: "
                "search it by name or by address.",
            )
        )
    return found[0]


def _read(session: Session, on_date: dt.date, **wanted: object) -> list[CondominiumPlace]:
    nothing: dict[str, object] = {
        "condominium_id": None,
        "every": False,
        "most": MOST_FOUND,
        "words": "",
        "least": 0,
        "address_ids": [],
        "building_ids": [],
    }
    rows = session.execute(
        statement(PACKAGE, "condominiums").columns(reliability=code_type(Reliability)),
        nothing | {"on_date": on_date, "lonlat": LONLAT_SRID} | wanted,
    )
    return [CondominiumPlace(**row) for row in rows.mappings()]
