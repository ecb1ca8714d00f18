"""Rows on their way into tables: their identities, their provenance and their order."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from buildings.registry.models import District
from gis.columns import Reliability
from gis.db import Base

NAMESPACE = uuid.UUID("9b6f0c1e-5a0e-5f0b-9a53-4d1f64e0a964")
"""Namespace of every identity of the reference district, so that two loads give the same."""

GENERATOR = "generator"
"""The tag of the source of everything invented."""

Rows = dict[type[Base], list[dict[str, Any]]]
"""The rows of each table, by column."""


def identity(kind: type[Base], key: str) -> uuid.UUID:
    """The identity of one thing of the reference district, from its table and its readable key."""
    return uuid.uuid5(NAMESPACE, f"{kind.__tablename__}/{key}")


@dataclass(frozen=True, slots=True)
class Place:
    """The municipality and the district that a row lies in."""

    municipality: str
    district_id: uuid.UUID


DISTRICT_ID = identity(District, "satellite")
"""The identity of the reference district itself."""


def published(row: Mapping[str, Any]) -> dict[str, Any]:
    """The provenance columns of a published fact."""
    return {
        "source_id": row["source"],
        "as_of": row["as_of"],
        "reliability": row["reliability"],
    }


def invented(epoch: dt.date) -> dict[str, Any]:
    """The provenance columns of everything that the generator makes."""
    return {
        "source_id": GENERATOR,
        "as_of": epoch,
        "reliability": Reliability.SYNTHETIC,
    }
