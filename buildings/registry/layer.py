"""Layers of what stands there."""

from buildings.registry.states import UseClass
from gis.codes import Text
from gis.layers import Field, Layer

MUNICIPALITIES = Layer(
    id="municipalities",
    title=Text(it="Comuni", en="Municipalities"),
    description=Text(
        it="I comuni che il registro dichiara; il confine può essere approssimato.",
        en="The municipalities that the register declares; a boundary may be approximate.",
    ),
    geometry="MultiPolygon",
    data_class="P0",
    own_fields=(
        Field("code", Text(it="Codice catastale", en="Cadastral code")),
        Field("istat_code", Text(it="Codice ISTAT", en="ISTAT code")),
        Field("name", Text(it="Nome", en="Name")),
        Field("is_approximate", Text(it="Approssimato", en="Approximate"), kind="boolean"),
    ),
)

DISTRICT = Layer(
    id="district",
    title=Text(it="Quartiere", en="District"),
    description=Text(
        it="Il perimetro del quartiere; quello di riferimento è approssimato.",
        en="The outline of the district; the reference one is approximate.",
    ),
    geometry="MultiPolygon",
    data_class="P0",
    own_fields=(
        Field("name", Text(it="Nome", en="Name")),
        Field("municipality_code", Text(it="Comune", en="Municipality")),
        Field("is_approximate", Text(it="Approssimato", en="Approximate"), kind="boolean"),
    ),
)

PARCELS = Layer(
    id="parcels",
    title=Text(it="Particelle", en="Parcels"),
    description=Text(
        it="Le particelle della mappa catastale.", en="The parcels of the cadastral map."
    ),
    geometry="MultiPolygon",
    data_class="P0",
    own_fields=(
        Field("municipality_code", Text(it="Comune", en="Municipality")),
        Field("cadastral_section", Text(it="Sezione", en="Section")),
        Field("sheet", Text(it="Foglio", en="Sheet")),
        Field("parcel_number", Text(it="Particella", en="Parcel")),
        Field("area_m2", Text(it="Superficie", en="Area"), kind="number", unit="m2"),
    ),
    min_zoom=14,
)

ADDRESSES = Layer(
    id="addresses",
    title=Text(it="Numeri civici", en="Street numbers"),
    description=Text(it="I numeri civici con posizione.", en="Street numbers with a position."),
    geometry="Point",
    data_class="P0",
    own_fields=(
        Field("municipality_code", Text(it="Comune", en="Municipality")),
        Field("street_name", Text(it="Via", en="Street")),
        Field("number_text", Text(it="Civico", en="Number")),
    ),
    min_zoom=14,
)

BUILDINGS = Layer(
    id="buildings",
    title=Text(it="Edifici", en="Buildings"),
    description=Text(
        it="Gli edifici con piani, altezza e numero di unità.",
        en="Buildings with floors, height and number of units.",
    ),
    geometry="MultiPolygon",
    data_class="P0",
    own_fields=(
        Field("municipality_code", Text(it="Comune", en="Municipality")),
        Field("name", Text(it="Nome", en="Name")),
        Field("address", Text(it="Indirizzo", en="Address")),
        Field("condominium_id", Text(it="Id condominio", en="Condominium id")),
        Field("condominium", Text(it="Condominio", en="Condominium")),
        Field("staircases", Text(it="Scale", en="Staircases")),
        Field(
            "floors_above_ground", Text(it="Piani fuori terra", en="Floors above ground"), "integer"
        ),
        Field("height_m", Text(it="Altezza", en="Height"), kind="number", unit="m"),
        Field("built_year", Text(it="Anno", en="Year built"), kind="integer"),
        Field("unit_count", Text(it="Unità", en="Units"), kind="integer"),
    ),
    min_zoom=13,
)

UNITS = Layer(
    id="units",
    title=Text(it="Unità immobiliari", en="Units"),
    description=Text(
        it="Le unità con scala, piano, interno e dati catastali; posizione schematica.",
        en="Units with staircase, floor, door and cadastral data; schematic position.",
    ),
    geometry="Point",
    data_class="P2",
    own_fields=(
        Field("building_id", Text(it="Id edificio", en="Building id")),
        Field("address", Text(it="Indirizzo", en="Address")),
        Field("condominium", Text(it="Condominio", en="Condominium")),
        Field("staircase", Text(it="Scala", en="Staircase")),
        Field("floor_code", Text(it="Piano", en="Floor")),
        Field("unit_number", Text(it="Interno", en="Door")),
        Field("use_class", Text(it="Destinazione", en="Use"), codes=UseClass),
        Field("cadastral_reference", Text(it="Riferimento catastale", en="Cadastral reference")),
        Field("cadastral_category", Text(it="Categoria", en="Category")),
        Field("rooms", Text(it="Vani", en="Rooms"), kind="number"),
        Field(
            "cadastral_area_m2", Text(it="Superficie catastale", en="Cadastral area"),
            kind="integer", unit="m2",
        ),
    ),
    min_zoom=16,
)  # fmt: skip

LAYERS = (MUNICIPALITIES, DISTRICT, PARCELS, ADDRESSES, BUILDINGS, UNITS)
