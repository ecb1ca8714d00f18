"""The layer of census sections."""

from gis.codes import Text
from gis.layers import Field, Layer

CENSUS_SECTIONS = Layer(
    id="census_sections",
    title=Text(it="Sezioni di censimento", en="Census sections"),
    description=Text(
        it="Le sezioni dell'ultimo censimento caricato, con residenti e famiglie.",
        en="The sections of the latest census loaded, with residents and households.",
    ),
    geometry="MultiPolygon",
    data_class="P0",
    own_fields=(
        Field("municipality_code", Text(it="Comune", en="Municipality")),
        Field("section_code", Text(it="Sezione", en="Section")),
        Field("census_year", Text(it="Censimento", en="Census"), kind="integer"),
        Field("residents", Text(it="Residenti", en="Residents"), kind="integer"),
        Field("households", Text(it="Famiglie", en="Households"), kind="integer"),
    ),
    min_zoom=12,
)

LAYERS = (CENSUS_SECTIONS,)
