"""Answers in the form that was asked for: data for machines, a page for people."""

import datetime as dt
import json
from typing import Any

from fastapi import Response

from api.ogc import views
from api.ogc.answers import compact, negotiated, weak_tag
from api.ogc.asked import Asked
from api.ogc.items import Found
from api.ogc.links import Json
from api.pages.templates import render
from gis.codes import Text
from gis.crs import CRS84_URI
from gis.layers import Layer

IN_CRS84 = {"Content-Crs": f"<{CRS84_URI}>"}


def answer(
    ask: Asked,
    content: Json,
    title: Text,
    *,
    template: str = "document",
    layer: Layer | None = None,
) -> Response:
    """A document as JSON, or as the page that `template` makes of it."""
    if ask.form != "html":
        return negotiated(ask, compact(content), layer=layer)
    members = {name: each for name, each in content.items() if name not in views.SHOWN_APART}
    shown = views.frame(ask, content, title) | {"members": members}
    return _page(ask, template, shown, layer)


def answer_item(ask: Asked, content: Json, layer: Layer) -> Response:
    """One feature."""
    if ask.form != "html":
        return negotiated(ask, compact(content), layer=layer, headers=IN_CRS84)
    shown = views.frame(ask, content, layer.title) | {
        "description": "",
        "is_synthetic": content["properties"]["is_synthetic"],
        "rows": views.properties(ask, layer, content),
    }
    return _page(ask, "item", shown, layer)


def answer_items(ask: Asked, found: Found, layer: Layer) -> Response:
    """A page of features; its time stamp changes at every answer, its tag only with the rest."""
    if ask.form != "html":
        body = found.geojson(dt.datetime.now(dt.UTC))
        tag = weak_tag(found.geojson())
        return negotiated(ask, body, layer=layer, tag=tag, headers=IN_CRS84)
    features = [json.loads(text) for text in found.texts]
    shown = views.frame(ask, found.members(), layer.title) | {
        "description": ask.say(layer.description),
        "is_synthetic": any(each["properties"]["is_synthetic"] for each in features),
        "summary": views.counted(ask, found),
        "columns": views.columns(ask, layer),
        "rows": [views.row(ask, layer, each) for each in features],
        "first_href": ask.again(cursor=None) if ask.value("cursor") else None,
    }
    return _page(ask, "items", shown, layer)


def _page(ask: Asked, template: str, shown: dict[str, Any], layer: Layer | None) -> Response:
    """The rendered page with this service's headers; a chosen language stays in its cookie."""
    made = render(ask.request, f"ogc/{template}.html", **shown)
    cookie = made.headers.get("set-cookie")
    headers = {} if cookie is None else {"Set-Cookie": cookie}
    return negotiated(ask, bytes(made.body), layer=layer, headers=headers)
