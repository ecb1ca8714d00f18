"""Names that the OGC standards fix: media types, relations, conformance classes, URIs."""

JSON = "application/json"
HTML = "text/html"
GEOJSON = "application/geo+json"
SCHEMA = "application/schema+json"
OPENAPI = "application/vnd.oai.openapi+json;version=3.0"
MVT = "application/vnd.mapbox-vector-tile"
TILEJSON = "application/vnd.mapbox.tile+json"
PROBLEM = "application/problem+json"

_REL = "http://www.opengis.net/def/rel/ogc/1.0"
REL_QUERYABLES = f"{_REL}/queryables"
REL_SCHEMA = f"{_REL}/schema"
REL_TILESETS = f"{_REL}/tilesets-vector"
REL_TILING_SCHEME = f"{_REL}/tiling-scheme"
REL_TILING_SCHEMES = f"{_REL}/tiling-schemes"

GREGORIAN = "http://www.opengis.net/def/uom/ISO-8601/0/Gregorian"
JSON_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
TILE_MATRIX_SET = "WebMercatorQuad"
TILE_MATRIX_SET_URI = f"http://www.opengis.net/def/tilematrixset/OGC/1.0/{TILE_MATRIX_SET}"
WEB_CRS_URI = "http://www.opengis.net/def/crs/EPSG/0/3857"

_SPEC = "http://www.opengis.net/spec"
CONFORMANCE = (
    f"{_SPEC}/ogcapi-features-1/1.0/conf/core",
    f"{_SPEC}/ogcapi-features-1/1.0/conf/geojson",
    f"{_SPEC}/ogcapi-features-1/1.0/conf/html",
    f"{_SPEC}/ogcapi-features-1/1.0/conf/oas30",
    f"{_SPEC}/ogcapi-features-3/1.0/conf/queryables",
    f"{_SPEC}/ogcapi-features-3/1.0/conf/queryables-query-parameters",
    f"{_SPEC}/ogcapi-features-5/1.0/conf/schemas",
    f"{_SPEC}/ogcapi-features-5/1.0/conf/returnables-and-receivables",
    f"{_SPEC}/ogcapi-tiles-1/1.0/conf/core",
    f"{_SPEC}/ogcapi-tiles-1/1.0/conf/tileset",
    f"{_SPEC}/ogcapi-tiles-1/1.0/conf/tilesets-list",
    f"{_SPEC}/ogcapi-tiles-1/1.0/conf/geodata-tilesets",
    f"{_SPEC}/ogcapi-tiles-1/1.0/conf/datetime",
    f"{_SPEC}/ogcapi-tiles-1/1.0/conf/mvt",
    f"{_SPEC}/ogcapi-tiles-1/1.0/conf/oas30",
    f"{_SPEC}/tms/2.0/conf/tilematrixset",
    f"{_SPEC}/tms/2.0/conf/json-tilematrixset",
)
"""What the service declares that it conforms to."""
