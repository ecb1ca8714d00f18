"""The application factory; nothing happens at import."""

from fastapi import FastAPI
from sqlalchemy import Engine

from api import errors, health
from api.headers import SecurityHeaders
from api.ogc import routes as ogc
from api.pages import routes as pages
from data import migrate
from gis.db import make_session_factory
from gis.settings import Settings

VERSION = "0.1.0"


def create_app(settings: Settings, engine: Engine) -> FastAPI:
    """The whole application on one database."""
    app = FastAPI(
        title="Satellite",
        version=VERSION,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.state.settings = settings
    app.state.session_factory = make_session_factory(engine)
    app.state.schema_head = migrate.head()
    errors.install(app)
    app.add_middleware(SecurityHeaders, basemap_url=settings.basemap_url)
    app.include_router(health.router)
    app.include_router(ogc.router)
    app.include_router(pages.router)
    return app
