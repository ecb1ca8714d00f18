"""What a published layer is: declared once, read by API, tiles, maps, exports and documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from gis.codes import Coded, Text
from gis.columns import Reliability

DataClass = Literal["P0", "P1", "P2", "P3", "P4", "P5", "P6"]
FieldKind = Literal["string", "integer", "number", "boolean", "date"]
GeometryType = Literal["Point", "MultiPolygon", "Geometry"]


@dataclass(frozen=True, slots=True)
class Field:
    """One attribute of a layer: its column, title, kind, unit of measure and code list.

    `data_class` names the class of the matrix that it is made from, where it is not the layer's.
    """

    name: str
    title: Text
    kind: FieldKind = "string"
    unit: str | None = None
    codes: type[Coded] | None = None
    data_class: str | None = None


PROVENANCE_FIELDS = (
    Field("source_id", Text(it="Fonte", en="Source")),
    Field("as_of", Text(it="Aggiornato al", en="As of"), kind="date"),
    Field("reliability", Text(it="Affidabilità", en="Reliability"), codes=Reliability),
    Field("is_synthetic", Text(it="Dato sintetico", en="Synthetic"), kind="boolean"),
)
"""The fields that every layer ends with."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One published layer.

    It is read from the SQL function `layer_<id>(as_of date)`, which returns `id uuid`,
    `fid bigint`, the declared fields, `geom` (EPSG:7791) and `geom_3857`. Who may read it is told
    by the matrix of roles: `opened_by` names the class where it is not `data_class`, and `whole`
    those of which every row must be seen, since the layer counts them. What has no place is not on
    the map.
    """

    id: str
    title: Text
    description: Text
    geometry: GeometryType
    data_class: DataClass
    own_fields: tuple[Field, ...]
    min_zoom: int = 0
    opened_by: str | None = None
    whole: tuple[str, ...] = ()
    has_place: bool = True

    @property
    def access_class(self) -> str:
        """The class of the matrix that opens the layer."""
        return self.opened_by or self.data_class

    @property
    def fields(self) -> tuple[Field, ...]:
        """The layer's own fields, then provenance."""
        return self.own_fields + PROVENANCE_FIELDS

    @property
    def function(self) -> str:
        """Name of the SQL function that the layer is read from."""
        return f"layer_{self.id}"

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return next((field for field in self.fields if field.name == name), None)


class Catalogue(dict[str, Layer]):
    """Layers by id, in the order in which people should see them."""

    def __init__(self, layers: Iterable[Layer]) -> None:
        super().__init__((layer.id, layer) for layer in layers)
