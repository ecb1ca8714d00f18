"""Collections: one a declared layer, with its extent, data class and synthetic mark."""

import datetime as dt

from sqlalchemy.orm import Session

from api.deps import SessionDep
from api.ogc.asked import Asked
from api.ogc.links import Json, Link
from api.ogc.names import (
    GEOJSON,
    GREGORIAN,
    HTML,
    JSON,
    REL_QUERYABLES,
    REL_SCHEMA,
    REL_TILESETS,
    SCHEMA,
)
from buildings.layers import CATALOGUE
from buildings.privacy.queries import readable, require_layer
from gis import features
from gis.codes import Text
from gis.crs import CRS84_URI
from gis.errors import NotFoundError
from gis.features import Summary
from gis.layers import Layer

_LINKS = (
    ("", "self", JSON, "json",
     Text(it="La raccolta", en="The collection")),
    ("", "alternate", HTML, "html",
     Text(it="La raccolta come pagina", en="The collection as a page")),
    ("/items", "items", GEOJSON, "json",
     Text(it="Gli elementi (GeoJSON)", en="The features (GeoJSON)")),
    ("/items", "items", HTML, "html",
     Text(it="Gli elementi come tabella", en="The features as a table")),
    ("/queryables", REL_QUERYABLES, SCHEMA, "json",
     Text(it="Proprietà interrogabili", en="Queryable properties")),
    ("/schema", REL_SCHEMA, SCHEMA, "json",
     Text(it="Schema degli elementi", en="Schema of the features")),
    ("/tiles", REL_TILESETS, JSON, "json",
     Text(it="Tasselli vettoriali", en="Vector tiles")),
)  # fmt: skip


_DATED = ("", "/items", "/tiles")
"""What a link to it carries the asked day and moment to."""


def named(collection_id: str, session: SessionDep) -> Layer:
    """The layer with that id, if the request's reader may read it.

    Raises NotFoundError, SignInError or ForbiddenError.
    """
    layer = CATALOGUE.get(collection_id)
    if layer is None:
        listed = ", ".join(CATALOGUE)
        raise NotFoundError(
            Text(
                it=f"Non c'è una raccolta «{collection_id[:80]}». Ci sono: {listed}.",
                en=f"There is no collection “{collection_id[:80]}”. There are: {listed}.",
            )
        )
    require_layer(session, layer)
    return layer


def collections(ask: Asked, session: Session, on_date: dt.date) -> Json:
    """Every collection, in the order in which people should see them."""
    return {
        **ask.known_at,
        "links": ask.itself(),
        "collections": [
            _described(ask, layer, features.summary(session, layer, on_date))
            for layer in readable(session, CATALOGUE.values())
        ],
    }


def collection(ask: Asked, session: Session, layer: Layer, on_date: dt.date) -> Json:
    """One collection with links to itself in every form."""
    described = _described(ask, layer, features.summary(session, layer, on_date))
    others = [link for link in described["links"] if link["rel"] not in {"self", "alternate"}]
    return described | {"links": ask.itself() + others}


def _described(ask: Asked, layer: Layer, summary: Summary) -> Json:
    place = f"/collections/{layer.id}"
    links = [
        Link(
            href=ask.url(place + path, f=form, **(ask.times if path in _DATED else {})),
            rel=rel,
            type=media,
            title=ask.say(title),
        ).json()
        for path, rel, media, form, title in _LINKS
    ]
    return {
        "id": layer.id,
        "title": ask.say(layer.title),
        "description": ask.say(layer.description),
        "extent": _extent(summary),
        "itemType": "feature",
        "crs": [CRS84_URI],
        "satellite:dataClass": layer.data_class,
        "satellite:geometryType": layer.geometry,
        "satellite:synthetic": summary.is_synthetic,
        "satellite:count": summary.count,
        **ask.known_at,
        "links": links,
    }


def _extent(summary: Summary) -> Json:
    """Where and since when; an empty layer has neither."""
    extent: Json = {}
    if summary.bbox is not None:
        extent["spatial"] = {"bbox": [list(summary.bbox)], "crs": CRS84_URI}
    if summary.first_as_of is not None:
        since = f"{summary.first_as_of.isoformat()}T00:00:00Z"
        extent["temporal"] = {"interval": [[since, None]], "trs": GREGORIAN}
    return extent
