"""The card's section on what the cadastre says of a unit; who holds it is told without names."""

import datetime as dt
import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from buildings.cadastre import queries as cadastre
from buildings.cadastre.queries import CadastralRecordRead, Linked
from buildings.people import queries as people
from buildings.people.models import UnitRight
from buildings.registry import queries as registry
from buildings.registry.queries import UnitPlace


@dataclass(frozen=True, slots=True)
class CadastreSection:
    """Records, rights and appurtenances of one unit on a day."""

    records: list[CadastralRecordRead]
    rights: list[UnitRight]
    linked: list[Linked]
    places: dict[uuid.UUID, UnitPlace]

    @property
    def source_ids(self) -> set[str]:
        """The sources that the section cites."""
        return (
            {each.unit.source_id for each in self.records}
            | {each.source_id for each in self.rights}
            | {each.link.source_id for each in self.linked}
        )


def cadastre_section(session: Session, unit_id: uuid.UUID, on_date: dt.date) -> CadastreSection:
    """What the cadastre says of a unit, in a bounded number of queries."""
    linked = cadastre.linked(session, unit_id, on_date)
    places = registry.units(session, [each.unit_id for each in linked], on_date)
    return CadastreSection(
        records=cadastre.records(session, unit_id, on_date),
        rights=people.rights(session, unit_id, on_date),
        linked=linked,
        places={place.id: place for place in places},
    )
