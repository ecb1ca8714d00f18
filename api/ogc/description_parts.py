"""Parameters, schemas and responses that operations of the OpenAPI document refer to."""

from api.deps import KNOWN_AT, KNOWN_AT_MEANS, MOMENT_PATTERN
from api.errors import PROBLEM_DETAILS
from api.ogc.asked import Asked
from api.ogc.links import Json
from api.ogc.names import HTML, PROBLEM
from api.ogc.parameters import DATETIME_PATTERN, DEFAULT_LIMIT, LARGEST_LIMIT
from api.ogc.schema import value_schema
from buildings.layers import CATALOGUE
from gis.codes import Text
from gis.layers import Field, Layer
from gis.tiles import MAX_ZOOM

LIMIT = Text(it="Quanti elementi al massimo", en="How many features at most")
BBOX = Text(
    it="Solo gli elementi che toccano il riquadro: ovest, sud, est, nord in gradi (CRS84); con sei "
    "numeri anche le quote, che non selezionano. Gli elementi senza geometria restano.",
    en="Only the features that touch the box: west, south, east, north in degrees (CRS84); with "
    "six numbers also heights, which do not select. Features without geometry stay.",
)
DATETIME = Text(
    it="Il giorno di cui si chiede lo stato: un giorno, un istante o un intervallo, che vale il "
    "suo giorno più vicino a oggi. Senza, oggi a Roma.",
    en="The day whose state is asked for: a day, an instant, or an interval, which means its day "
    "nearest to today. Without it, today in Rome.",
)
CURSOR = Text(
    it="Parola del collegamento «next»: non costruirla",
    en="Word of `next` links: do not make one",
)
FORM = Text(it="Il formato, invece di Accept", en="The format, instead of Accept")
LANG = Text(it="La lingua: it o en", en="The language: it or en")

STRING: Json = {"type": "string"}
LINK: Json = {
    "type": "object",
    "required": ["href", "rel"],
    "properties": {
        "href": STRING,
        "rel": STRING,
        "type": STRING,
        "title": STRING,
        "templated": {"type": "boolean"},
    },
}
GEOMETRY: Json = {
    "type": "object",
    "nullable": True,
    "required": ["type", "coordinates"],
    "properties": {
        "type": {"type": "string", "enum": ["Point", "Polygon", "MultiPolygon"]},
        "coordinates": {"type": "array", "items": {}},
    },
}


def reference(kind: str, name: str) -> Json:
    """A local `$ref` to a component."""
    return {"$ref": f"#/components/{kind}/{name}"}


def listed(schema: Json) -> Json:
    """An array of `schema`."""
    return {"type": "array", "items": schema}


def components(ask: Asked) -> Json:
    """Everything that operations share."""
    return {"parameters": _parameters(ask), "schemas": _schemas(), "responses": _responses(ask)}


def filter_parameter(ask: Asked, field: Field) -> Json:
    """The query parameter that asks a field to have a value."""
    schema = value_schema(field)
    if field.codes is not None:
        schema |= {"enum": [member.value for member in field.codes]}
    return _in_query(field.name, schema, ask.say(field.title))


def _in_query(name: str, schema: Json, description: str) -> Json:
    return {
        "name": name,
        "in": "query",
        "required": False,
        "schema": schema,
        "style": "form",
        "explode": False,
        "description": description,
    }


def _in_path(name: str, schema: Json) -> Json:
    return {"name": name, "in": "path", "required": True, "schema": schema}


def _parameters(ask: Asked) -> Json:
    box = {"type": "array", "minItems": 4, "maxItems": 6, "items": {"type": "number"}}
    rows = {"type": "integer", "minimum": 1, "maximum": LARGEST_LIMIT, "default": DEFAULT_LIMIT}
    moment = {"type": "string", "pattern": DATETIME_PATTERN}
    word = {"type": "string", "pattern": "^[A-Za-z0-9_-]{16,44}$"}
    index = {"type": "integer", "minimum": 0}
    both = {"type": "string", "enum": ["json", "html"]}
    three = {"type": "string", "enum": ["json", "html", "tilejson"]}
    return {
        "f": _in_query("f", both, ask.say(FORM)),
        "f-tileset": _in_query("f", three, ask.say(FORM)),
        "f-tile": _in_query("f", {"type": "string", "enum": ["mvt"]}, ask.say(FORM)),
        "lang": _in_query("lang", {"type": "string", "enum": ["it", "en"]}, ask.say(LANG)),
        "bbox": _in_query("bbox", box, ask.say(BBOX)),
        "limit": _in_query("limit", rows, ask.say(LIMIT)),
        "datetime": _in_query("datetime", moment, ask.say(DATETIME)),
        KNOWN_AT: _in_query(
            KNOWN_AT,
            {"type": "string", "format": "date-time", "pattern": f"^{MOMENT_PATTERN}$"},
            ask.say(KNOWN_AT_MEANS),
        ),
        "cursor": _in_query("cursor", word, ask.say(CURSOR)),
        "collectionId": _in_path("collectionId", {"type": "string", "enum": list(CATALOGUE)}),
        "featureId": _in_path("featureId", {"type": "string", "format": "uuid"}),
        "tileMatrix": _in_path("tileMatrix", index | {"maximum": MAX_ZOOM}),
        "tileRow": _in_path("tileRow", index),
        "tileCol": _in_path("tileCol", index),
    }


def _schemas() -> Json:
    links = listed(reference("schemas", "link"))
    described = {"id": STRING, "title": STRING, "description": STRING, "links": links}
    collection = {
        "type": "object",
        "required": ["id", "title", "extent", "links"],
        "properties": described
        | {
            "extent": {"type": "object"},
            "itemType": STRING,
            "crs": listed(STRING),
            "satellite:dataClass": {"type": "string", "pattern": "^P[0-6]$"},
            "satellite:synthetic": {"type": "boolean"},
            "satellite:count": {"type": "integer"},
        },
    }
    return {
        "link": LINK,
        "problem": PROBLEM_DETAILS,
        "geometry": GEOMETRY,
        "landing": _linked({"title": STRING, "description": STRING}),
        "conformance": _linked({"conformsTo": listed(STRING)}),
        "collection": collection,
        "collections": _linked({"collections": listed(reference("schemas", "collection"))}),
        "feature": _feature(None),
        "tilesets": _linked({"tilesets": listed({"type": "object"})}),
        "tileset": _linked({"title": STRING, "dataType": STRING, "crs": STRING}),
        "tilejson": {"type": "object", "required": ["tilejson", "tiles"]},
        "grids": _linked({"tileMatrixSets": listed({"type": "object"})}),
        "grid": _linked({"id": STRING, "crs": STRING, "tileMatrices": listed({"type": "object"})}),
        **{f"feature-{layer.id}": _feature(layer) for layer in CATALOGUE.values()},
        **{f"features-{layer.id}": _features(layer) for layer in CATALOGUE.values()},
    }


def _linked(members: Json) -> Json:
    links = listed(reference("schemas", "link"))
    required = [*members, "links"]
    return {"type": "object", "required": required, "properties": members | {"links": links}}


def _feature(layer: Layer | None) -> Json:
    properties: Json = {"type": "object"}
    if layer is not None:
        properties["properties"] = {
            each.name: value_schema(each) | {"nullable": True} for each in layer.fields
        }
    return {
        "type": "object",
        "required": ["type", "id", "geometry", "properties"],
        "properties": {
            "type": {"type": "string", "enum": ["Feature"]},
            "id": {"type": "string", "format": "uuid"},
            "geometry": reference("schemas", "geometry"),
            "properties": properties,
            "links": listed(reference("schemas", "link")),
        },
    }


def _features(layer: Layer) -> Json:
    return _linked(
        {
            "type": {"type": "string", "enum": ["FeatureCollection"]},
            "features": listed(reference("schemas", f"feature-{layer.id}")),
            "numberMatched": {"type": "integer", "minimum": 0},
            "numberReturned": {"type": "integer", "minimum": 0},
            "timeStamp": {"type": "string", "format": "date-time"},
            "satellite:asOf": {"type": "string", "format": "date"},
        }
    )


def _responses(ask: Asked) -> Json:
    return {
        "NotModified": {"description": ask.say(NOT_MODIFIED)},
        "BadRequest": _problem(ask, BAD_REQUEST),
        "SignIn": _problem(ask, SIGN_IN),
        "Forbidden": _problem(ask, FORBIDDEN),
        "NotFound": _problem(ask, NOT_FOUND),
        "NotAllowed": _problem(ask, NOT_ALLOWED),
        "NotAcceptable": _problem(ask, NOT_ACCEPTABLE),
        "Unavailable": _problem(ask, UNAVAILABLE),
    }


def _problem(ask: Asked, text: Text) -> Json:
    content = {PROBLEM: {"schema": reference("schemas", "problem")}, HTML: {"schema": STRING}}
    return {"description": ask.say(text), "content": content}


NOT_MODIFIED = Text(it="Come l'ultima volta (ETag)", en="As the last time (ETag)")
BAD_REQUEST = Text(it="Un parametro non va", en="A parameter will not do")
SIGN_IN = Text(it="Serve un token, o quello dato non vale", en="It takes a token that is good")
FORBIDDEN = Text(it="Il ruolo non lo consente", en="The role does not allow it")
NOT_ACCEPTABLE = Text(it="In quel formato non c'è", en="It is not there in that format")
NOT_FOUND = Text(it="Non c'è", en="There is no such thing")
NOT_ALLOWED = Text(it="Qui si può solo leggere", en="One can only read here")
UNAVAILABLE = Text(it="La base dati non risponde", en="The database does not answer")
