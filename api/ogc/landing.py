"""The landing page and the declaration of conformance."""

from api.ogc.asked import Asked
from api.ogc.links import Json, Link
from api.ogc.names import CONFORMANCE, HTML, JSON, OPENAPI, REL_TILING_SCHEMES
from gis.codes import Text

TITLE = Text(it="Satellite: i dati del quartiere", en="Satellite: the district's data")
DESCRIPTION = Text(
    it="Il registro del quartiere Satellite di Pioltello come elementi geografici e tasselli "
    "vettoriali, secondo gli standard OGC API Features e Tiles. Ciò che è inventato è "
    "segnato come sintetico, nella raccolta e in ogni elemento.",
    en="The register of the Satellite district of Pioltello as features and vector tiles, by the "
    "standards OGC API Features and Tiles. What is invented is marked synthetic, on the "
    "collection and on each feature.",
)

_DOORS = (
    ("/api", "service-desc", OPENAPI, "json",
     Text(it="Descrizione (OpenAPI 3.0)", en="Description (OpenAPI 3.0)")),
    ("/api", "service-doc", HTML, "html",
     Text(it="Descrizione del servizio", en="Service description")),
    ("/conformance", "conformance", JSON, "json",
     Text(it="Classi di conformità", en="Conformance classes")),
    ("/collections", "data", JSON, "json",
     Text(it="Le raccolte", en="The collections")),
    ("/tileMatrixSets", REL_TILING_SCHEMES, JSON, "json",
     Text(it="Griglie dei tasselli", en="Tile grids")),
)  # fmt: skip


def landing(ask: Asked) -> Json:
    """The landing page: what this is, and the doors to everything else."""
    doors = [
        Link(href=ask.url(path, f=form), rel=rel, type=media, title=ask.say(title)).json()
        for path, rel, media, form, title in _DOORS
    ]
    return {
        "title": ask.say(TITLE),
        "description": ask.say(DESCRIPTION),
        "links": ask.itself() + doors,
    }


def conformance(ask: Asked) -> Json:
    """The conformance classes that the service declares."""
    return {"links": ask.itself(), "conformsTo": list(CONFORMANCE)}
