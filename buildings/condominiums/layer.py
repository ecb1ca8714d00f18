"""The layer of condominiums."""

from gis.codes import Text
from gis.layers import Field, Layer

CONDOMINIUMS = Layer(
    id="condominiums",
    title=Text(it="Condomìni", en="Condominiums"),
    description=Text(
        it="I condomìni con i loro edifici; di alcuni è noto solo il nome.",
        en="Condominiums with their buildings; of some only the name is known.",
    ),
    geometry="MultiPolygon",
    data_class="P1",
    own_fields=(
        Field("name", Text(it="Nome", en="Name")),
        Field("super_condominium", Text(it="Supercondominio", en="Super-condominium")),
        Field("address", Text(it="Indirizzo", en="Address")),
        Field("building_count", Text(it="Edifici", en="Buildings"), kind="integer"),
        Field("unit_count", Text(it="Unità nel registro", en="Units in the register"), "integer"),
        Field("open_issue_count", Text(it="Criticità aperte", en="Open issues"), kind="integer"),
    ),
    min_zoom=13,
)

LAYERS = (CONDOMINIUMS,)
