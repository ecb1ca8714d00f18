"""What routes depend on: the session of the request, and the only commit."""

import datetime as dt
import re
import uuid
from collections.abc import Iterator
from typing import Annotated, Any

from fastapi import Depends, Query, Request
from sqlalchemy.orm import Session

from api.access import cookies
from api.access.programs import token_in
from api.noting import note_emergency, note_past
from buildings.privacy.queries import become_register, require_right
from buildings.privacy.states import DataClass, Verb
from gis.codes import Language, Text
from gis.dates import today
from gis.errors import InputError, SignInError
from gis.history.reading import as_known_at
from gis.reader import Credential, Reader, present
from gis.settings import Settings


def _settings(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


def credential_of(request: Request) -> Credential:
    """What the request shows of itself: a token before a cookie, neither for the public."""
    asked = request.headers.get("authorization", "")
    if asked:
        return Credential.of("token", token_in(request.headers))
    cookie = cookies.read(request, cookies.SESSION)
    return Credential.of("session", cookie) if cookie else Credential()


def _session(request: Request) -> Iterator[Session]:
    """A session of the request's reader, committed before the answer leaves.

    It is rolled back on any error. Raises SignInError for a token that is not, or no longer, good.
    """
    credential = credential_of(request)
    with request.app.state.session_factory() as session:
        reader = present(session, credential)
        if reader.is_refused and credential.kind == "token":
            raise SignInError(
                Text(
                    it="Il token non è valido: è scaduto, revocato o scritto male.",
                    en="The token is not valid: expired, revoked or misspelt.",
                )
            )
        request.state.reader = reader
        note_emergency(session, reader)
        yield session
        session.commit()


def reader_of(request: Request) -> Reader | None:
    """As whom the request reads, None before its session has entered."""
    found: Reader | None = getattr(request.state, "reader", None)
    return found


def _gate_session(request: Request) -> Iterator[Session]:
    """A session that has not entered: it may read nothing, only call the functions of sign-in."""
    with request.app.state.session_factory() as session:
        yield session
        session.commit()


def _register_session(request: Request) -> Iterator[Session]:
    """A session of the register itself, for who has no account but the link of one delivery."""
    with request.app.state.register_factory() as session:
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


def writing(data_class: DataClass, verb: Verb) -> Any:  # noqa: ANN401 - what FastAPI's Depends is
    """A dependency: the request's session as the register, for who may do so with every row.

    Readers' own roles cannot write; a route that forgets this is refused by the database.
    """

    def write(session: SessionDep) -> Session:
        become_register(session, data_class, verb)
        return session

    return Depends(write, scope="function")


def requiring(data_class: DataClass, verb: Verb = Verb.READ) -> Any:  # noqa: ANN401 - as above
    """A dependency of pages that would be empty, and misleading, for who may not read a class."""

    def require(session: SessionDep) -> None:
        require_right(session, data_class, verb)

    return Depends(require, scope="function")


FactsWritingDep = Annotated[Session, writing(DataClass.P3, Verb.UPDATE)]
ImportsWritingDep = Annotated[Session, writing(DataClass.IMPORTS, Verb.CREATE)]
GateDep = Annotated[Session, Depends(_gate_session, scope="function")]
RegisterSessionDep = Annotated[Session, Depends(_register_session, scope="function")]
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
        note_past(session, _uuid(request.path_params.get("unit_id")))
        as_known_at(session, found)
    request.state.known_at = found
    return found


def _uuid(text: object) -> uuid.UUID | None:
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None


def known_at_of(request: Request) -> dt.datetime | None:
    """The moment that the request's answer is as known at, None for now."""
    found: dt.datetime | None = getattr(request.state, "known_at", None)
    return found


AS_KNOWN_AT = Depends(_known_at, scope="function")
KnownAt = Annotated[dt.datetime | None, AS_KNOWN_AT]
