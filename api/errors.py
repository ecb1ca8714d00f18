"""The table that gives each domain error its status, and the one shape of every error."""

from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from starlette.exceptions import HTTPException

from api.pages.templates import render_error, wants_html
from gis.codes import Text
from gis.errors import (
    ForbiddenError,
    InputError,
    NotFoundError,
    RuleError,
    SatelliteError,
    SignInError,
    UnavailableError,
)

INSUFFICIENT_PRIVILEGE = "42501"
QUERY_ENDED = "57014"
TOO_LONG = Text(
    it="La risposta richiedeva troppo tempo ed è stata interrotta: chiedere meno (un riquadro, un "
    "filtro, meno elementi) o riprovare fra poco.",
    en="The answer took too long and was given up: ask for less (a box, a filter, fewer "
    "features) or try again shortly.",
)

PROBLEM_DETAILS: dict[str, Any] = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "English"},
        "detail_it": {"type": "string", "description": "Italiano"},
        "instance": {"type": "string"},
    },
}
"""The shape of every error for machines, in JSON Schema."""

STATUSES: dict[type[SatelliteError], HTTPStatus] = {
    NotFoundError: HTTPStatus.NOT_FOUND,
    InputError: HTTPStatus.BAD_REQUEST,
    RuleError: HTTPStatus.CONFLICT,
    ForbiddenError: HTTPStatus.FORBIDDEN,
    SignInError: HTTPStatus.UNAUTHORIZED,
    UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
    SatelliteError: HTTPStatus.INTERNAL_SERVER_ERROR,
}
"""Status of each error, the nearest ancestor counting."""


DESCRIBED: dict[int | str, dict[str, Any]] = {
    kind: {
        "description": description,
        "content": {"application/problem+json": {"schema": PROBLEM_DETAILS}},
    }
    for kind, description in {
        "4XX": "What was asked for cannot be, or may not be, answered",
        "5XX": "The register cannot answer now",
    }.items()
}
"""What the service description says of every operation's errors."""


def status_of(error: SatelliteError) -> HTTPStatus:
    """The status of a domain error."""
    return next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)


def problem(request: Request, status: int, text: Text) -> Response:
    """A page for people, problem+json (RFC 9457) for machines."""
    if wants_html(request):
        return render_error(request, status, text)
    return JSONResponse(
        {
            "type": "about:blank",
            "title": HTTPStatus(status).phrase,
            "status": status,
            "detail": text.en,
            "detail_it": text.it,
            "instance": request.url.path,
        },
        status_code=status,
        media_type="application/problem+json",
    )


def install(app: FastAPI) -> None:
    """Register the handlers."""

    @app.exception_handler(SatelliteError)
    def domain_error(request: Request, error: SatelliteError) -> Response:
        answer = problem(request, status_of(error), error.text)
        if isinstance(error, SignInError):
            answer.headers["WWW-Authenticate"] = "Bearer"
        return answer

    @app.exception_handler(HTTPException)
    def http_error(request: Request, error: HTTPException) -> Response:
        if error.status_code == HTTPStatus.NOT_FOUND:
            text = Text(it="Questa pagina non esiste.", en="There is no such page.")
        elif error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            text = Text(
                it=f"{request.method} non è ammesso qui.",
                en=f"{request.method} is not allowed here.",
            )
        else:
            phrase = HTTPStatus(error.status_code).phrase
            text = Text(it=str(error.detail or phrase), en=str(error.detail or phrase))
        answer = problem(request, error.status_code, text)
        answer.headers.update(error.headers or {})
        return answer

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: RequestValidationError) -> Response:
        wrong = "; ".join(
            f"{'.'.join(str(part) for part in each['loc'])}: {each['msg']}"
            for each in error.errors()
        )
        return problem(
            request,
            HTTPStatus.BAD_REQUEST,
            Text(it=f"Richiesta non valida: {wrong}", en=f"Invalid request: {wrong}"),
        )

    app.add_exception_handler(ProgrammingError, _not_allowed)

    @app.exception_handler(OperationalError)
    @app.exception_handler(PoolTimeoutError)
    def database_gone(request: Request, error: Exception) -> Response:
        if _code_of(error) == QUERY_ENDED:
            return problem(request, HTTPStatus.SERVICE_UNAVAILABLE, TOO_LONG)
        return problem(
            request,
            HTTPStatus.SERVICE_UNAVAILABLE,
            Text(
                it="La base dati non risponde in questo momento: riprovare fra poco.",
                en="The database does not answer right now: try again shortly.",
            ),
        )

    @app.exception_handler(Exception)
    def unforeseen(request: Request, _error: Exception) -> Response:
        return problem(
            request,
            HTTPStatus.INTERNAL_SERVER_ERROR,
            Text(
                it="Qualcosa non ha funzionato nel programma: il registro non è cambiato. "
                "Riprovare; se succede ancora, segnalarlo con l'ora e l'indirizzo della pagina.",
                en="Something failed in the program: the register did not change. Try again; "
                "if it happens again, report it with the time and the page's address.",
            ),
        )


def _code_of(error: Exception) -> str | None:
    """PostgreSQL's own code of what went wrong."""
    found: str | None = getattr(getattr(error, "orig", None), "pgcode", None)
    return found


def _not_allowed(request: Request, error: Exception) -> Response:
    """What the database refuses to a reader's role; any other fault of a query goes on."""
    if _code_of(error) != INSUFFICIENT_PRIVILEGE:
        raise error
    return problem(
        request,
        HTTPStatus.FORBIDDEN,
        Text(
            it="Il ruolo con cui si legge non lo consente: il registro non è cambiato.",
            en="The role that reads does not allow it: the register did not change.",
        ),
    )
