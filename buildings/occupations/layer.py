"""The layer of occupation episodes."""

from buildings.occupations.states import EpisodeState, LegalRoute
from gis.codes import Text
from gis.layers import Field, Layer

OCCUPATION_EPISODES = Layer(
    id="occupation_episodes",
    title=Text(it="Episodi di occupazione", en="Occupation episodes"),
    description=Text(
        it="Gli episodi aperti: segnalati, in verifica o accertati da un'autorità.",
        en="Open episodes: reported, being verified or established by an authority.",
    ),
    geometry="Point",
    data_class="P6",
    opened_by="P6_state",
    own_fields=(
        Field("unit_id", Text(it="Id unità", en="Unit id")),
        Field("building_id", Text(it="Id edificio", en="Building id")),
        Field("state", Text(it="Stato", en="State"), codes=EpisodeState),
        Field("legal_route", Text(it="Via di legge", en="Legal route"), codes=LegalRoute),
        Field("opened_on", Text(it="Aperto il", en="Opened on"), kind="date"),
        Field("recidivism_no", Text(it="Recidiva", en="Recurrence"), kind="integer"),
        Field("report_count", Text(it="Segnalazioni", en="Reports"), kind="integer"),
    ),
    min_zoom=13,
)

LAYERS = (OCCUPATION_EPISODES,)
