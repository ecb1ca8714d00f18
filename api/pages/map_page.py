"""The page of the map and its style; what happens on it is the scripts' work in `maps/web`."""

from dataclasses import replace

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse, Response
from sqlalchemy import select
from sqlalchemy.orm import Session

from api.deps import LanguageDep, SessionDep, SettingsDep
from api.pages.templates import render
from buildings.layers import CATALOGUE
from buildings.privacy.queries import readable
from gis.dates import today
from gis.features import extent
from gis.provenance import Source
from maps.config import Bounds, map_config
from maps.dress import Dressed
from maps.layers import dressed
from maps.style import Basemap, build_style

NORTHERN_ITALY: Bounds = (6.5, 44.0, 13.9, 46.7)
"""Shown while the register holds nothing at all."""

STATUS, OUTLINES = "building_status", "buildings"

router = APIRouter(include_in_schema=False)


@router.get("/map")
def map_page(request: Request, session: SessionDep, language: LanguageDep) -> Response:
    """The map on today's data; other days are chosen on it."""
    config = map_config(
        _dressed(session),
        bounds=_bounds(session),
        today=today(),
        credits_due=_credits(session),
        language=language,
    )
    return render(request, "map.html", config=config)


@router.get("/map/style.json")
def style(session: SessionDep, settings: SettingsDep, language: LanguageDep) -> JSONResponse:
    """The MapLibre style; its texts come in the language of the page."""
    basemap = (
        Basemap(settings.basemap_url, settings.basemap_attribution)
        if settings.basemap_url
        else None
    )
    return JSONResponse(
        build_style(_dressed(session), root="", basemap=basemap, language=language),
        headers={
            "Cache-Control": "private, no-cache",
            "Vary": "Accept-Language, Authorization, Cookie",
        },
    )


def _dressed(session: Session) -> tuple[Dressed, ...]:
    """What the request's reader may see on the map."""
    seen = {layer.id: layer for layer in readable(session, CATALOGUE.values()) if layer.has_place}
    if STATUS in seen:
        return dressed(seen)
    # Without the status of buildings, their outlines are what the map opens with.
    return tuple(
        (layer, replace(dress, is_on=True) if layer.id == OUTLINES else dress)
        for layer, dress in dressed(seen)
    )


def _bounds(session: Session) -> Bounds:
    """What the map shows first: the district, else the buildings, else the municipality."""
    for name in ("district", "buildings", "municipalities"):
        found = extent(session, CATALOGUE[name], today())
        if found:
            return found
    return NORTHERN_ITALY


def _credits(session: Session) -> list[str]:
    """Who must be named because of the licence under which the data came."""
    sources = session.scalars(select(Source).where(Source.licence.is_not(None)).order_by(Source.id))
    return [f"{source.publisher or source.title} ({source.licence})" for source in sources]
