"""The register as it was known at a moment: what had been committed by then, and not since."""

import datetime as dt

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from gis.codes import Text
from gis.errors import InputError, SatelliteError, UnavailableError
from gis.sqlfiles import statement

_NOT_PAST, _STILL_ENDING = "22023", "55P03"


def as_known_at(session: Session | Connection, moment: dt.datetime) -> None:
    """Let the rest of the transaction read, and only read, what was known at `moment` (aware).

    Tables are found in the schema `known`, so every query and layer function answers as then.
    Raises InputError for a moment to come, UnavailableError while a commit of that moment hangs.
    """
    try:
        session.execute(statement("gis.history", "as_known_at"), {"moment": moment})
    except DBAPIError as error:
        raise (_meant(error, moment) or error) from error


def _meant(error: DBAPIError, moment: dt.datetime) -> SatelliteError | None:
    """What PostgreSQL's refusal means to the one who asked."""
    code = getattr(error.orig, "pgcode", None)
    if code == _NOT_PAST:
        return InputError(
            Text(
                it=f"Il {moment:%d/%m/%Y} alle {moment:%H:%M:%S %Z} deve ancora venire: non si sa "
                "che cosa sarà noto. Indicare un istante passato.",
                en=f"{moment:%Y-%m-%d %H:%M:%S %Z} is still to come: what will be known then is "
                "not known. Give a moment of the past.",
            )
        )
    if code == _STILL_ENDING:
        return UnavailableError(
            Text(
                it="Una scrittura si sta chiudendo da dieci secondi: riprovare tra poco.",
                en="A write has been ending for ten seconds: try again soon.",
            )
        )
    return None
