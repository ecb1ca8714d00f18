"""A layer's fields as JSON Schema: what features hold, and what they can be asked by."""

from api.ogc.asked import Asked
from api.ogc.links import Json
from api.ogc.names import JSON_SCHEMA
from gis.codes import Text
from gis.features import is_uuid
from gis.layers import Field, Layer

GEOMETRY_FORMATS = {
    "Point": "geometry-point",
    "MultiPolygon": "geometry-multipolygon",
    "Geometry": "geometry-any",
}
ID = Text(it="Identificativo", en="Identifier")
GEOMETRY = Text(it="Geometria", en="Geometry")


def schema(ask: Asked, layer: Layer) -> Json:
    """The returnables: identity, geometry and properties, in their order."""
    identity = {"type": "string", "format": "uuid", "readOnly": True, "x-ogc-role": "id"}
    shape = {"format": GEOMETRY_FORMATS[layer.geometry], "x-ogc-role": "primary-geometry"}
    members = {
        "id": _titled(ask, ID) | identity,
        "geometry": _titled(ask, GEOMETRY) | shape,
        **{each.name: property_schema(ask, each) for each in layer.fields},
    }
    ordered = {
        name: member | {"x-ogc-propertySeq": place}
        for place, (name, member) in enumerate(members.items(), start=1)
    }
    return _object(ask, layer, "schema", ordered)


def queryables(ask: Asked, layer: Layer) -> Json:
    """The properties that select features by equality, and the geometry that a box selects by."""
    shape = {"format": GEOMETRY_FORMATS[layer.geometry], "x-ogc-role": "primary-geometry"}
    members = {"geometry": _titled(ask, GEOMETRY) | shape}
    members |= {each.name: property_schema(ask, each) for each in layer.fields}
    return _object(ask, layer, "queryables", members)


def value_schema(field: Field) -> Json:
    """The type of a field's values, without words."""
    if field.kind == "date":
        return {"type": "string", "format": "date"}
    if is_uuid(field):
        return {"type": "string", "format": "uuid"}
    return {"type": field.kind}


def property_schema(ask: Asked, field: Field) -> Json:
    """A field's type with its titles, unit (UCUM) and code list."""
    written = _titled(ask, field.title) | value_schema(field)
    if field.unit is not None:
        written |= {"x-ogc-unit": ucum(field.unit), "x-ogc-unitLang": "UCUM"}
    if field.codes is not None:
        written["oneOf"] = [
            {"const": member.value} | _titled(ask, member.label) for member in field.codes
        ]
    return written


def ucum(unit: str) -> str:
    """The unit in UCUM, which writes a currency as an annotation."""
    return unit.replace("EUR", "{EUR}")


def _titled(ask: Asked, text: Text) -> Json:
    """The title in the reader's language, and in both."""
    return {"title": ask.say(text), "x-titles": {"it": text.it, "en": text.en}}


def _object(ask: Asked, layer: Layer, name: str, members: Json) -> Json:
    return {
        "$schema": JSON_SCHEMA,
        "$id": ask.url(f"/collections/{layer.id}/{name}"),
        "type": "object",
        **_titled(ask, layer.title),
        "description": ask.say(layer.description),
        "properties": members,
        "additionalProperties": False,
    }
