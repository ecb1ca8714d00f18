"""Features of a collection: pages of GeoJSON by keyset, and one feature by its id."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from urllib.parse import quote

from sqlalchemy.orm import Session

from api.noting import note_layer
from api.ogc import cursors, parameters
from api.ogc.asked import TIMES, Asked
from api.ogc.cursors import Cursor
from api.ogc.links import Json, Link
from api.ogc.names import HTML, JSON
from buildings.audit.states import Verb
from gis import features
from gis.codes import Text
from gis.dates import today
from gis.errors import NotFoundError
from gis.features import Query
from gis.layers import Layer

SELECTING = ("bbox", *TIMES, "limit", "cursor")
"""Parameters of a page of features, beside the layer's own fields."""

NEXT = Text(it="Gli elementi seguenti", en="The features that follow")
COLLECTION = Text(it="La raccolta", en="The collection")


@dataclass(frozen=True, slots=True)
class Found:
    """One page of features as GeoJSON texts, with its links and counts."""

    texts: list[str]
    matched: int
    on_date: dt.date
    links: list[Json]
    known_at: Json

    def members(self, made: dt.datetime | None = None) -> Json:
        """The collection's members but its features; `made` is when the answer was written."""
        stamp = {} if made is None else {"timeStamp": f"{made:%Y-%m-%dT%H:%M:%SZ}"}
        return {
            "type": "FeatureCollection",
            **stamp,
            "numberMatched": self.matched,
            "numberReturned": len(self.texts),
            "satellite:asOf": self.on_date.isoformat(),
            **self.known_at,
            "links": self.links,
        }

    def geojson(self, made: dt.datetime | None = None) -> bytes:
        """The FeatureCollection; features are joined as the database wrote them."""
        opened = json.dumps(self.members(made), ensure_ascii=False)[:-1]
        return f'{opened}, "features": [{",".join(self.texts)}]}}'.encode()


def names(layer: Layer) -> tuple[str, ...]:
    """The query parameters of a collection's items."""
    return (*SELECTING, *(field.name for field in layer.fields))


def page(ask: Asked, session: Session, layer: Layer) -> Found:
    """The features that the request selects; the walk keeps the day on which it began."""
    query = _query(ask, layer)
    found = features.page(session, layer, query)
    note_layer(session, layer, Verb.LIST, count=len(found.features))
    links = ask.itself()
    if found.next_fid is not None:
        word = cursors.written(Cursor(found.next_fid, query.on_date))
        href = ask.again(f=ask.form, cursor=word)
        links.append(Link(href=href, rel="next", type=ask.media_type, title=ask.say(NEXT)).json())
    matched = features.count(session, layer, query)
    links += _owner(ask, layer)
    return Found(found.features, matched, query.on_date, links, ask.known_at)


def one(ask: Asked, session: Session, layer: Layer, feature_id: str) -> Json:
    """One feature with its links; raises NotFoundError."""
    identity = _identity(feature_id)
    on_date = parameters.day(ask.value("datetime"), today())
    found = None if identity is None else features.one(session, layer, identity, on_date)
    if found is None:
        raise NotFoundError(
            Text(
                it=f"Nella raccolta {layer.id} non c'è un elemento «{feature_id[:80]}» "
                f"al {on_date:%d/%m/%Y}.",
                en=f"Collection {layer.id} has no feature “{feature_id[:80]}” on {on_date}.",
            )
        )
    note_layer(session, layer, Verb.READ, identity=identity)
    feature: Json = json.loads(found)
    return feature | ask.known_at | {"links": ask.itself() + _owner(ask, layer)}


def path_of(layer: Layer, feature_id: str) -> str:
    """Where a feature stands below the service's root."""
    return f"/collections/{layer.id}/items/{quote(feature_id, safe='')}"


def _owner(ask: Asked, layer: Layer) -> list[Json]:
    title = ask.say(COLLECTION)
    href = ask.url(f"/collections/{layer.id}", f=_plain(ask), **ask.times)
    media = HTML if ask.form == "html" else JSON
    return [Link(href=href, rel="collection", type=media, title=title).json()]


def _plain(ask: Asked) -> str:
    return "html" if ask.form == "html" else "json"


def _identity(feature_id: str) -> uuid.UUID | None:
    """The id as written by us; another spelling of a UUID is another address."""
    try:
        identity = uuid.UUID(feature_id)
    except ValueError:
        return None
    return identity if str(identity) == feature_id else None


def _query(ask: Asked, layer: Layer) -> Query:
    on_date = parameters.day(ask.value("datetime"), today())
    word = ask.value("cursor")
    cursor = Cursor(0, on_date) if word is None else cursors.read(word)
    equals = {}
    for field in layer.fields:
        value = ask.value(field.name)
        if value is not None:
            equals[field.name] = parameters.equal(field, value)
    return Query(
        on_date=cursor.on_date,
        bbox=parameters.bbox(ask.value("bbox")),
        equals=equals,
        after_fid=cursor.fid,
        limit=parameters.limit(ask.value("limit")),
    )
