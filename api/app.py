"""The application factory; nothing happens at import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from sqlalchemy import Engine
from starlette.types import Lifespan

from api import errors, health
from api.access.form_tokens import RequireFormToken
from api.arriving import WholeRequests
from api.headers import SecurityHeaders
from api.ogc import routes as ogc
from api.origin import OwnFormsOnly
from api.pages import routes as pages
from data import migrate
from data.access.login import register_engine, web_engine
from gis.db import make_session_factory
from gis.reader import enter_as
from gis.settings import Settings

VERSION = "0.1.0"


def create_app(settings: Settings, owner: Engine) -> FastAPI:
    """The whole application on one database, of which `owner` is the owner's engine.

    The application keeps two engines of the web's own login: one that may read nothing until a
    request has entered as its reader, and one that writes deliveries and imports.
    """
    web = web_engine(owner, settings.keys_folder, settings.query_seconds)
    register = register_engine(owner, settings.keys_folder)
    app = FastAPI(
        title="Satellite",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
        responses=errors.DESCRIBED,
        dependencies=[RequireFormToken],
        lifespan=_disposing(web, register),
    )
    app.state.settings = settings
    app.state.session_factory = make_session_factory(web)
    enter_as(app.state.session_factory)
    app.state.register_engine = register
    app.state.register_factory = make_session_factory(register)
    app.state.schema_head = migrate.head()
    errors.install(app)
    app.add_middleware(WholeRequests, most_bytes=settings.request_kb * 1024)
    app.add_middleware(OwnFormsOnly, public_url=settings.public_url)
    app.add_middleware(
        SecurityHeaders, basemap_url=settings.basemap_url, public_url=settings.public_url
    )
    app.include_router(health.router)
    app.include_router(ogc.router)
    app.include_router(pages.router)
    return app


def _disposing(*engines: Engine) -> Lifespan[FastAPI]:
    """Close the engines' connections when the application ends."""

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        for engine in engines:
            engine.dispose()

    return lifespan
