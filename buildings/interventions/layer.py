"""The layer of interventions."""

from buildings.interventions.states import InterventionState, PermitType, WorksCategory
from gis.codes import Text
from gis.layers import Field, Layer

INTERVENTIONS = Layer(
    id="interventions",
    title=Text(it="Interventi", en="Interventions"),
    description=Text(
        it="Lavori e azioni, disegnati su ciò che raggiungono.",
        en="Works and actions, drawn on what they reach.",
    ),
    geometry="MultiPolygon",
    data_class="P0",
    own_fields=(
        Field("name_it", Text(it="Nome (italiano)", en="Name (Italian)")),
        Field("name_en", Text(it="Nome (inglese)", en="Name (English)")),
        Field("works_category", Text(it="Categoria", en="Category"), codes=WorksCategory),
        Field("permit_type", Text(it="Titolo edilizio", en="Permit"), codes=PermitType),
        Field("state", Text(it="Stato", en="State"), codes=InterventionState),
        Field("planned_start_on", Text(it="Inizio previsto", en="Planned start"), kind="date"),
        Field("planned_end_on", Text(it="Fine prevista", en="Planned end"), kind="date"),
        Field("funding_eur", Text(it="Fondi noti", en="Known funds"), kind="number", unit="EUR"),
        Field("target_count", Text(it="Cose raggiunte", en="Things reached"), kind="integer"),
        Field("reaches_district", Text(it="Tutto il quartiere", en="Whole district"), "boolean"),
    ),
    min_zoom=12,
)

LAYERS = (INTERVENTIONS,)
