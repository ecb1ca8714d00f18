"""The layer of OMI zones."""

from gis.codes import Text
from gis.layers import Field, Layer

OMI_ZONES = Layer(
    id="omi_zones",
    title=Text(it="Zone OMI", en="OMI zones"),
    description=Text(
        it="Le zone dell'Osservatorio del mercato immobiliare con le quotazioni residenziali.",
        en="The zones of the property market observatory with residential quotations.",
    ),
    geometry="MultiPolygon",
    data_class="P0",
    own_fields=(
        Field("municipality_code", Text(it="Comune", en="Municipality")),
        Field("zone_code", Text(it="Zona", en="Zone")),
        Field("semester", Text(it="Semestre", en="Semester")),
        Field("band", Text(it="Fascia", en="Band")),
        Field("description", Text(it="Descrizione", en="Description")),
        Field("price_min_eur_m2", Text(it="Prezzo minimo", en="Lowest price"), "number", "EUR/m2"),
        Field(
            "price_max_eur_m2", Text(it="Prezzo massimo", en="Highest price"), "number", "EUR/m2"
        ),
    ),
)

LAYERS = (OMI_ZONES,)
