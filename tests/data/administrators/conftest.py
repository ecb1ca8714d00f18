"""Condominio Le Prove: two staircases, six flats, and Studio Esempio that administers it."""

import datetime as dt
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from buildings.arrears.service import Agreement, record_agreement
from buildings.condominiums.models import Condominium
from buildings.registry.models import Staircase
from data.ingest.importing import Order, import_file
from data.ingest.outcome import ImportResult
from gis.db import make_engine
from gis.report import Silence
from tests import make

STUDIO = "Studio Esempio"
NAMES = ("ZANELLATO", "Ostilia", "QUERCETTI", "Fulgenzio", "ZNLSTL80A41F205P", "3339998877")
"""Invented persons, their tax codes and telephones: nowhere may they be found again."""


@dataclass(frozen=True)
class Office:
    """The register with Condominio Le Prove, and a hand that writes and loads tables."""

    engine: Engine
    folder: Path
    condominium_id: uuid.UUID

    def write(self, name: str, content: str, encoding: str = "cp1252") -> Path:
        path = self.folder / name
        path.write_bytes(content.encode(encoding))
        return path

    def load(
        self,
        path: Path,
        source: str,
        *,
        sender: str | None = STUDIO,
        dry: bool = False,
        **said: str,
    ) -> ImportResult:
        answers = {"condominium": "Condominio Le Prove"} | said
        order = Order(source, "G686", sender=sender, answers=answers, is_dry_run=dry)
        return import_file(self.engine, self.folder / "imports", path, order, Silence())

    def rows(self, query: str, **values: object) -> list[tuple[Any, ...]]:
        with self.engine.connect() as connection:
            return [tuple(row) for row in connection.execute(text(query), values)]

    def agree(self, *, since: dt.date, until: dt.date, sender: str = STUDIO) -> uuid.UUID:
        with Session(self.engine) as session:
            made = record_agreement(
                session,
                Agreement(
                    condominium_id=self.condominium_id,
                    sender=sender,
                    parties="Comune di Pioltello; Condominio Le Prove",
                    legal_basis="art. 6(1)(e) GDPR; art. 2-ter Codice",
                    document_reference="Prot. 123/2026",
                    valid_from=since,
                    valid_to=until,
                ),
            )
            session.commit()
            return made.id


@pytest.fixture
def office(fresh_url: str, tmp_path: Path) -> Iterator[Office]:
    engine = make_engine(fresh_url)
    with Session(engine) as session:
        place = make.building(session)
        condominium = Condominium(
            name="Condominio Le Prove", tax_code="91001230159", **make.PROVENANCE
        )
        session.add(condominium)
        session.flush()
        place.condominium_id = condominium.id
        for letter in "AB":
            stairs = Staircase(building_id=place.id, staircase_code=letter, **make.PROVENANCE)
            session.add(stairs)
            session.flush()
            for number in ("1", "2", "3"):
                make.unit(
                    session,
                    building_id=place.id,
                    staircase_id=stairs.id,
                    condominium_id=condominium.id,
                    floor_code=number,
                    floor_order=int(number),
                    unit_number=number,
                )
        session.commit()
        found = condominium.id
    yield Office(engine, tmp_path, found)
    engine.dispose()
