"""The layer of housing cases."""

from buildings.cases.states import CaseState, CaseType, Office
from gis.codes import Text
from gis.layers import Field, Layer

HOUSING_CASES = Layer(
    id="housing_cases",
    title=Text(it="Pratiche abitative", en="Housing cases"),
    description=Text(
        it="Le pratiche aperte con ufficio e scadenza, senza persone.",
        en="Open cases with their office and due date, without persons.",
    ),
    geometry="Point",
    data_class="P4",
    opened_by="cases",
    own_fields=(
        Field("unit_id", Text(it="Id unità", en="Unit id")),
        Field("building_id", Text(it="Id edificio", en="Building id")),
        Field("case_type", Text(it="Tipo", en="Type"), codes=CaseType),
        Field("state", Text(it="Stato", en="State"), codes=CaseState),
        Field("office", Text(it="Ufficio", en="Office"), codes=Office),
        Field("opened_on", Text(it="Aperta il", en="Opened on"), kind="date"),
        Field("due_on", Text(it="Scade il", en="Due on"), kind="date"),
        Field("is_overdue", Text(it="In ritardo", en="Overdue"), kind="boolean"),
    ),
    min_zoom=13,
)

LAYERS = (HOUSING_CASES,)
