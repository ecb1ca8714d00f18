"""The layer of condominium issues."""

from buildings.issues.states import IssueState, IssueType, Severity
from gis.codes import Text
from gis.layers import Field, Layer

CONDOMINIUM_ISSUES = Layer(
    id="condominium_issues",
    title=Text(it="Criticità condominiali", en="Condominium issues"),
    description=Text(
        it="Debiti, distacchi, guasti e pericoli di condomìni, edifici e unità.",
        en="Debts, cut-offs, faults and dangers of condominiums, buildings and units.",
    ),
    geometry="Point",
    data_class="P1",
    own_fields=(
        Field("condominium_id", Text(it="Id condominio", en="Condominium id")),
        Field("condominium", Text(it="Condominio", en="Condominium")),
        Field("building_id", Text(it="Id edificio", en="Building id")),
        Field("unit_id", Text(it="Id unità", en="Unit id")),
        Field("issue_type", Text(it="Tipo", en="Type"), codes=IssueType),
        Field("severity", Text(it="Gravità", en="Severity"), codes=Severity),
        Field("state", Text(it="Stato", en="State"), codes=IssueState),
        Field("title_it", Text(it="Titolo (italiano)", en="Title (Italian)")),
        Field("title_en", Text(it="Titolo (inglese)", en="Title (English)")),
        Field("reported_on", Text(it="Segnalata il", en="Reported on"), kind="date"),
        Field("due_on", Text(it="Entro il", en="Due on"), kind="date"),
        Field("amount_eur", Text(it="Importo", en="Amount"), kind="number", unit="EUR"),
    ),
    min_zoom=13,
)

LAYERS = (CONDOMINIUM_ISSUES,)
