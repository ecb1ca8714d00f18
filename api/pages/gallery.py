"""The gallery of rendered maps; each is drawn when it is first asked for, and kept."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from threading import Lock

from fastapi import APIRouter, FastAPI, HTTPException, Request
from fastapi.responses import FileResponse, Response
from sqlalchemy.orm import Session

from api.deps import LanguageDep, SessionDep, SettingsDep
from api.headers import ALONE
from api.pages.drawing import LONGEST_S, Drawing, Wanted
from api.pages.templates import NOT_STORED, render, wants_html
from gis.dates import today
from gis.settings import Settings
from gis.sqlfiles import statement
from maps.render.gallery import published, published_map

_MADE = Lock()


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    """Leave no process behind."""
    yield
    drawing: Drawing | None = getattr(app.state, "drawing", None)
    if drawing is not None:
        drawing.close()


router = APIRouter(include_in_schema=False, lifespan=_lifespan)


@router.get("/maps")
def gallery(
    request: Request, session: SessionDep, settings: SettingsDep, language: LanguageDep
) -> Response:
    """Every rendered map, and whether it is drawn already."""
    drawing = _drawing(request, session, settings)
    version = _version(request, session)
    ready = {slug for slug in published() if drawing.drawn(Wanted(slug, language, version))}
    return render(request, "gallery.html", maps=published().values(), ready=ready, day=today())


@router.get("/maps/{slug}")
def one_map(
    request: Request,
    slug: str,
    session: SessionDep,
    settings: SettingsDep,
    language: LanguageDep,
    *,
    download: bool = False,
) -> Response:
    """The map as its own file; while it is being drawn, a page that asks again by itself.

    Who does not want a page waits for the file.
    """
    rendered = published_map(slug)
    drawing = _drawing(request, session, settings)
    wanted = Wanted(slug, language, _version(request, session))
    if drawing.drawn(wanted) is None:
        if failure := drawing.failure(wanted):
            raise failure
        work = drawing.start(wanted)
        if wants_html(request):
            return render(
                request,
                "drawing.html",
                status=HTTPStatus.ACCEPTED,
                headers=NOT_STORED,
                map=rendered,
            )
        session.rollback()  # gives the connection back before a long wait
        work.result(timeout=LONGEST_S)
    return _file(drawing, wanted, is_download=download)


def _file(drawing: Drawing, wanted: Wanted, *, is_download: bool) -> Response:
    """The drawn file, which may run its own scripts but ask nobody for anything."""
    path = drawing.drawn(wanted)
    if path is None:
        raise HTTPException(HTTPStatus.NOT_FOUND)
    return FileResponse(
        path,
        media_type="text/html; charset=utf-8",
        headers={"Content-Security-Policy": ALONE, "Cache-Control": "no-cache"},
        filename=f"satellite-{wanted.slug}-{today()}.html",
        content_disposition_type="attachment" if is_download else "inline",
    )


def _version(request: Request, session: Session) -> str:
    """What the drawn files must agree with: program, data and day."""
    of_data = session.execute(statement("api.pages", "data_version")).scalar_one()
    return f"{request.app.version} {of_data} {today()}"


def _drawing(request: Request, session: Session, settings: Settings) -> Drawing:
    """The one of this process, made when first needed, on the database of its sessions."""
    state = request.app.state
    with _MADE:
        if not hasattr(state, "drawing"):
            url = session.get_bind().engine.url.set(drivername="postgresql")
            state.drawing = Drawing(
                settings.home / "maps", url.render_as_string(hide_password=False)
            )
    drawing: Drawing = state.drawing
    return drawing
