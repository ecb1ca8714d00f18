"""What the service's pages show, made from the same documents that machines get."""

import datetime as dt
from typing import Any

from api.ogc.asked import Asked
from api.ogc.items import Found, path_of
from api.ogc.links import Json
from api.ogc.names import TILE_MATRIX_SET
from api.ogc.words import WORDS
from api.wording.words import Wording
from buildings.layers import CATALOGUE
from gis.codes import Text
from gis.layers import Field, Layer

SHOWN_APART = ("title", "description", "links")
"""Members of a document that every page shows in its frame."""

SHORT_ID = 8
NOTHING = "\N{EN DASH}"


def frame(ask: Asked, content: Json, title: Text) -> dict[str, Any]:
    """What every page has: words, title, path from the service's root, links, synthetic mark."""
    return {
        "words": {name: ask.say(word) for name, word in WORDS.items()},
        "title": ask.say(title),
        "description": content.get("description", ""),
        "is_synthetic": content.get("satellite:synthetic", False),
        "links": with_pages(content.get("links", [])),
        "crumbs": crumbs(ask),
        "content": content,
        "download": ask.url("/api", f="json"),
    }


def with_pages(links: list[Json]) -> list[Json]:
    """Links to other documents for machines, each with the address of the same for people."""
    return [
        link | {"page": link["href"].replace("f=json", "f=html")}
        if "f=json" in link["href"] and link["rel"] not in {"self", "alternate", "service-desc"}
        else link
        for link in links
    ]


def crumbs(ask: Asked) -> list[dict[str, str]]:
    """The way from the service's root to this page, the page itself last."""
    parts = [part for part in ask.path.split("/") if part]
    steps = [{"title": ask.say(WORDS["service"]), "href": ask.url("/", f="html")}]
    for end, part in enumerate(parts, start=1):
        href = ask.url("/" + "/".join(parts[:end]), f="html")
        steps.append({"title": _step(ask, part), "href": href})
    return steps


def columns(ask: Asked, layer: Layer) -> list[str]:
    """The titles of a layer's fields with their units."""
    return [_titled(ask, field) for field in layer.fields]


def properties(ask: Asked, layer: Layer, feature: Json) -> list[tuple[str, str]]:
    """A feature's properties in words, each with its title."""
    return list(zip(columns(ask, layer), _cells(ask, layer, feature), strict=True))


def row(ask: Asked, layer: Layer, feature: Json) -> dict[str, Any]:
    """A feature as a table's row, with the address of its own page."""
    return {
        "id": feature["id"],
        "href": ask.url(path_of(layer, feature["id"]), f="html", **ask.times),
        "is_synthetic": feature["properties"]["is_synthetic"],
        "cells": _cells(ask, layer, feature),
    }


def counted(ask: Asked, found: Found) -> str:
    """How many features are shown, of how many, as of which day."""
    day = Wording(ask.language).date(found.on_date)
    return ask.say(WORDS["shown"]).format(returned=len(found.texts), matched=found.matched, day=day)


def _step(ask: Asked, part: str) -> str:
    if part in CATALOGUE:
        return ask.say(CATALOGUE[part].title)
    if part in WORDS:
        return ask.say(WORDS[part])
    return part if part == TILE_MATRIX_SET else part[:SHORT_ID]


def _titled(ask: Asked, field: Field) -> str:
    title = ask.say(field.title)
    return title if field.unit is None else f"{title} ({field.unit})"


def _cells(ask: Asked, layer: Layer, feature: Json) -> list[str]:
    held = feature["properties"]
    return [_cell(ask, field, held[field.name]) for field in layer.fields]


def _cell(ask: Asked, field: Field, value: object) -> str:
    """A value in words: codes by their label, a dash where nothing is known."""
    wording = Wording(ask.language)
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return ask.say(WORDS["yes"] if value else WORDS["no"])
    if field.kind == "date":
        return wording.date(dt.date.fromisoformat(str(value)))
    if field.kind == "number":
        return wording.number(float(str(value)))
    labels = {member.value: member.label for member in field.codes or ()}
    label = labels.get(str(value))
    return str(value) if label is None else ask.say(label)
