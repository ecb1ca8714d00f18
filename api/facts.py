"""What every fact has in the JSON of the API: its source, and the time for which it holds."""

import datetime as dt
from typing import Any

from pydantic import BaseModel, ConfigDict

from gis.columns import Reliability


class Read(BaseModel):
    """Something read from the register, by the names of its columns."""

    model_config = ConfigDict(from_attributes=True)


class Fact(Read):
    """Where something comes from, as of when, and how far it may be trusted."""

    source_id: str
    as_of: dt.date
    reliability: Reliability
    is_synthetic: bool


class Dated(Fact):
    """A fact and the days from `valid_from` until, not including, `valid_to`."""

    valid_from: dt.date
    valid_to: dt.date | None


class SourceRead(Read):
    """A source that facts refer to by its id."""

    id: str
    title: str
    publisher: str | None
    url: str | None
    licence: str | None
    published_on: dt.date | None


def with_more(row: object, **more: object) -> dict[str, Any]:
    """The columns of a row and what is told beside them."""
    return {key: value for key, value in vars(row).items() if not key.startswith("_")} | more
