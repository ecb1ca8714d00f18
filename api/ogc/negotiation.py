"""Which representation is sent: `f=` first, then the request's `Accept`.

An `Accept` that names nothing we have is disregarded (RFC 9110, 12.4.1 allows it), so that a
client that is too exact still gets JSON.
"""

from collections.abc import Mapping

from api.ogc.names import GEOJSON, HTML, JSON, MVT, OPENAPI, SCHEMA, TILEJSON
from gis.codes import Text
from gis.errors import InputError

Offer = Mapping[str, tuple[str, ...]]
"""Values of `f` with the media types that ask for them, the one sent first; the default first."""

DOCUMENT: Offer = {"json": (JSON,), "html": (HTML,)}
FEATURES: Offer = {"json": (GEOJSON, JSON), "html": (HTML,)}
SCHEMAS: Offer = {"json": (SCHEMA, JSON), "html": (HTML,)}
DESCRIPTION: Offer = {"json": (OPENAPI, JSON), "html": (HTML,)}
TILESET: Offer = {"json": (JSON,), "html": (HTML,), "tilejson": (TILEJSON,)}
TILE: Offer = {"mvt": (MVT,)}


def chosen(form: str | None, accept: str | None, offer: Offer) -> str:
    """The value of `f` to answer with; refuses one that is not offered."""
    if form is not None:
        if form in offer:
            return form
        known = ", ".join(offer)
        raise InputError(
            Text(
                it=f"f={form} non c'è: i formati sono {known}.",
                en=f"There is no f={form}: the formats are {known}.",
            )
        )
    default = next(iter(offer))
    if not accept:
        return default
    wishes = _wishes(accept)
    liked = {name: max(_liking(wishes, media) for media in types) for name, types in offer.items()}
    best = max(liked, key=lambda name: liked[name])
    return best if liked[best] > 0 else default


def _wishes(accept: str) -> dict[str, float]:
    """The weight of each media range of an `Accept`, its parameters dropped."""
    wishes = {}
    for part in accept.split(","):
        media, *parameters = (each.strip().lower() for each in part.split(";"))
        weight = next((each[2:] for each in parameters if each.startswith("q=")), "1")
        try:
            wishes[media] = float(weight)
        except ValueError:
            wishes[media] = 0
    return wishes


def _liking(wishes: Mapping[str, float], media: str) -> float:
    """The weight of one media type: its own, else its family's, else that of anything."""
    plain = media.partition(";")[0]
    family = plain.partition("/")[0] + "/*"
    return next((wishes[name] for name in (plain, family, "*/*") if name in wishes), 0)
