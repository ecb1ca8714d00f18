"""What routes depend on: the session of the request, and the only commit."""

import datetime as dt
from collections.abc import Iterator
from typing import Annotated

from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from gis.codes import Language, Text
from gis.dates import today
from gis.errors import InputError
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


SettingsDep = Annotated[Settings, Depends(_settings)]
SessionDep = Annotated[Session, Depends(_session, scope="function")]
LanguageDep = Annotated[Language, Depends(language_of)]
OnDate = Annotated[dt.date, Depends(_on_date)]
