"""What routes depend on: the session of the request, and the only commit."""

import datetime as dt
import re
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from gis.codes import Language, Text
from gis.dates import today
from gis.errors import InputError
from gis.history.reading import as_known_at
from gis.settings import Settings


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def _session(request: Request) -> Iterator[Session]:
    """A session that is committed before the answer leaves, and rolled back on any error."""
    with request.app.state.session_factory() as session:
        yield session
        session.commit()


def language_of(request: Request) -> Language:
    """Italian, unless `?lang=en`, the cookie or the browser's first language says English."""
    asked = request.query_params.get("lang") or request.cookies.get("lang")
    if asked in ("it", "en"):
        return "en" if asked == "en" else "it"
    first = request.headers.get("accept-language", "it").split(",")[0].strip().lower()
    return "en" if first.startswith("en") else "it"


def _on_date(
    moment: Annotated[
        str | None,
        Query(alias="datetime", description="A day, YYYY-MM-DD; today in Europe/Rome without it"),
    ] = None,
) -> dt.date:
    if moment is None or moment == "":
        return today()
    try:
        return dt.date.fromisoformat(moment)
    except ValueError:
        raise InputError(
            Text(
                it=f"datetime={moment!r} non è un giorno: scriverlo come 2026-11-22.",
                en=f"datetime={moment!r} is not a day: write it like 2026-11-22.",
            )
        ) from None


KNOWN_AT = "known-at"
"""The query parameter that asks for the register as it was known at a moment."""

KNOWN_AT_MEANS = Text(
    it="L'istante (RFC 3339, passato) a cui si chiede che cosa il registro sapeva. Senza, adesso.",
    en="The moment (RFC 3339, past) at which what the register knew is asked for. Without it, now.",
)
MOMENT_PATTERN = (
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt][0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?"
    r"([Zz]|[+-][0-9]{2}:[0-9]{2})"
)


def moment(value: str) -> dt.datetime:
    """An instant with its offset, as RFC 3339 writes it; raises InputError for anything else."""
    # In a query a plus that was not escaped has become a blank.
    written = value.replace(" ", "+")
    try:
        if re.fullmatch(MOMENT_PATTERN, written, re.ASCII):
            return dt.datetime.fromisoformat(written.upper()).astimezone(dt.UTC)
    except (ValueError, OverflowError):
        pass
    raise InputError(
        Text(
            it=f"{KNOWN_AT}={value[:80]!r} non è un istante: scriverlo come "
            "2026-11-22T10:00:00Z o 2026-11-22T11:00:00+01:00.",
            en=f"{KNOWN_AT}={value[:80]!r} is not an instant: write it like "
            "2026-11-22T10:00:00Z or 2026-11-22T11:00:00+01:00.",
        )
    )


SettingsDep = Annotated[Settings, Depends(_settings)]
SessionDep = Annotated[Session, Depends(_session, scope="function")]
LanguageDep = Annotated[Language, Depends(language_of)]
OnDate = Annotated[dt.date, Depends(_on_date)]


def _known_at(
    request: Request,
    session: SessionDep,
    asked: Annotated[str | None, Query(alias=KNOWN_AT, description=KNOWN_AT_MEANS.en)] = None,
) -> dt.datetime | None:
    """The moment asked for; from here on the request's session reads as known then."""
    found = moment(asked) if asked else None
    if found is not None:
        as_known_at(session, found)
    request.state.known_at = found
    return found


def known_at_of(request: Request) -> dt.datetime | None:
    """The moment that the request's answer is as known at, None for now."""
    found: dt.datetime | None = getattr(request.state, "known_at", None)
    return found


AS_KNOWN_AT = Depends(_known_at, scope="function")
KnownAt = Annotated[dt.datetime | None, AS_KNOWN_AT]
