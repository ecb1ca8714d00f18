"""How pages are rendered: one Jinja environment a language, the page of an error."""

import datetime as dt
from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined

from api.access import cookies
from api.access.cookies import is_tls
from api.access.form_tokens import filled_in
from api.deps import KNOWN_AT, known_at_of, language_of, reader_of
from api.pages.assets import asset
from api.wording.language import translations
from api.wording.words import Wording
from buildings.privacy.matrix import passed_on, read_by, scopes
from buildings.privacy.states import DataClass, Role, Scope, Verb
from buildings.status.states import Badge
from gis.codes import Language, Text
from gis.dates import instant, today
from maps.palette import BADGE

YEAR_S = 365 * 24 * 3600
NOT_STORED = {"Cache-Control": "no-store"}
"""Headers of a page with data that should not stay in the browser's cache."""


@cache
def environment(language: Language) -> Environment:
    """The templates in one language; an unknown name in a template is an error."""
    made = Environment(
        loader=PackageLoader("api.pages", "html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    install = made.install_gettext_translations  # type: ignore[attr-defined] # the extension adds it
    install(translations(language), newstyle=True)
    wording = Wording(language)
    made.filters["label"] = wording.label
    made.filters["date"] = wording.date
    made.filters["number"] = wording.number
    made.filters["euro"] = wording.euro
    made.globals |= {
        "language": language,
        "wording": wording,
        "asset": asset,
        "mark_of": _mark_of,
        "role_of": Role.of,
    }
    return made


def _reads(request: Request) -> frozenset[DataClass]:
    """The classes that the page's reader may read: what it need not offer or count in vain."""
    return read_by(_role(request))


def _passes_on(request: Request) -> frozenset[DataClass]:
    """The classes that the page's reader may pass on in a file for a stated recipient."""
    role = _role(request)
    return frozenset(
        each for each in passed_on() if scopes(each, Verb.EXPORT).get(role) is Scope.ALL
    )


def _role(request: Request) -> Role:
    reader = reader_of(request)
    return Role.of(reader.role) if reader else Role.PUBLIC


def _mark_of(badge: Badge) -> str:
    """The character that stands for a badge where its words have no room."""
    found = BADGE.class_of(badge)
    return found.mark if found else "?"


def render(
    request: Request,
    name: str,
    *,
    status: int = HTTPStatus.OK,
    headers: Mapping[str, str] | None = None,
    **context: Any,  # noqa: ANN401 - whatever the template shows
) -> HTMLResponse:
    """The page `name`; a language chosen by `?lang=` is kept in a cookie.

    With an `on_date`, templates also know today and what links must carry to keep the day.
    """
    language = language_of(request)
    if "on_date" in context:
        kept = day_query(context["on_date"], known_at_of(request))
        context |= {"today": today(), "day_query": kept}
    has_session = cookies.read(request, cookies.SESSION) is not None
    template = environment(language).get_template(name)
    text = template.render(
        request=request,
        address_in=_address_in(request),
        known_at=known_at_of(request),
        known_now=_known_now(request),
        reader=reader_of(request),
        reads=_reads(request),
        passes_on=_passes_on(request),
        sees_status=_role(request) in scopes(DataClass.P3, Verb.READ)
        and scopes(DataClass.P3, Verb.READ)[_role(request)] is not Scope.CONDITION,
        has_session=has_session,
        **context,
    )
    response = HTMLResponse(
        filled_in(text, request),
        status,
        {"Vary": "Accept-Language, Cookie, HX-Request", **(headers or {})},
    )
    if has_session:
        # On a shared desk the next one must not find it with the back button.
        response.headers.setdefault("Cache-Control", "no-store")
    if request.query_params.get("lang") == language:
        response.set_cookie(
            "lang",
            language,
            max_age=YEAR_S,
            path="/",
            httponly=True,
            samesite="lax",
            secure=is_tls(request),
        )
    return response


def _address_in(request: Request) -> dict[Language, str]:
    """The address of this page in each language."""
    kept = [(key, value) for key, value in request.query_params.multi_items() if key != "lang"]
    languages: tuple[Language, ...] = ("it", "en")
    return {each: f"{request.url.path}?{urlencode([*kept, ('lang', each)])}" for each in languages}


def _known_now(request: Request) -> str:
    """The address of this page as known now."""
    kept = [each for each in request.query_params.multi_items() if each[0] != KNOWN_AT]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def day_query(on_date: dt.date, known_at: dt.datetime | None = None) -> str:
    """What a link must carry to stay on a day and as known then; nothing for today and now."""
    kept = {} if on_date == today() else {"datetime": on_date.isoformat()}
    if known_at is not None:
        kept[KNOWN_AT] = instant(known_at)
    return f"?{urlencode(kept)}" if kept else ""


def wants_html(request: Request) -> bool:
    """Whether a person is asking: `f=` says so, else `Accept`; `/api/` is for machines."""
    form = request.query_params.get("f")
    if form is not None:
        return form == "html"
    if request.url.path.startswith("/api/"):
        return False
    return "text/html" in request.headers.get("accept", "")


def is_fragment(request: Request) -> bool:
    """Whether htmx asks for a part of a page."""
    return "hx-request" in request.headers


def render_error(request: Request, status: int, text: Text) -> HTMLResponse:
    """The page that tells a person what went wrong and where to go from here."""
    language = language_of(request)
    return render(
        request,
        "error.html",
        status=status,
        headers=NOT_STORED,
        status_code=int(status),
        sentence=text.in_(language),
    )
