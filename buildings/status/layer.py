"""Layers of the units' dimensions and of their count by building."""

from buildings.status.states import (
    ArrearsBand,
    Badge,
    Condition,
    Crowding,
    Occupancy,
    OccupationTitle,
    OwnerClass,
    Securing,
    TitleVerification,
)
from gis.codes import Text
from gis.layers import Field, Layer

UNIT_STATUS = Layer(
    id="unit_status",
    title=Text(it="Stato delle unità", en="Unit status"),
    description=Text(
        it="Le dimensioni dello stato di ogni unità e il riepilogo che ne deriva.",
        en="The dimensions of each unit's status and the badge derived from them.",
    ),
    geometry="Point",
    data_class="P3",
    own_fields=(
        Field("building_id", Text(it="Id edificio", en="Building id")),
        Field("badge", Text(it="Riepilogo", en="Badge"), codes=Badge, data_class="P6_state"),
        Field("owner_class", Text(it="Proprietà", en="Ownership"), codes=OwnerClass),
        Field("occupancy", Text(it="Occupazione di fatto", en="Occupancy"), codes=Occupancy),
        Field(
            "occupation_title", Text(it="Titolo di godimento", en="Occupation title"),
            codes=OccupationTitle,
        ),
        Field(
            "title_verification", Text(it="Verifica del titolo", en="Title verification"),
            codes=TitleVerification,
        ),
        Field("condition", Text(it="Stato fisico", en="Condition"), codes=Condition),
        Field("securing", Text(it="Messa in sicurezza", en="Securing"), codes=Securing),
        Field("crowding", Text(it="Affollamento", en="Crowding"), codes=Crowding),
        Field("arrears_band", Text(it="Morosità", en="Arrears"), codes=ArrearsBand),
        Field("utility_cut", Text(it="Utenza distaccata", en="Utility cut"), kind="boolean"),
        Field("seized", Text(it="Pignorata o in liquidazione", en="Seized"), kind="boolean"),
        Field("confiscated", Text(it="Confiscata", en="Confiscated"), kind="boolean"),
        Field("sale_on", Text(it="Prossima asta", en="Next auction"), kind="date"),
        Field(
            "eviction_open", Text(it="Sfratto in corso", en="Eviction open"), kind="boolean",
            data_class="cases",
        ),
        Field("values_differ", Text(it="Fonti discordi", en="Sources differ"), kind="boolean"),
    ),
    min_zoom=16,
)  # fmt: skip

BUILDING_STATUS = Layer(
    id="building_status",
    title=Text(it="Stato degli edifici", en="Building status"),
    description=Text(
        it="Quante unità di ogni edificio si trovano in ciascuno stato.",
        en="How many units of each building are in each status.",
    ),
    geometry="MultiPolygon",
    data_class="P3",
    whole=("P3", "P6_state", "cases"),
    own_fields=(
        Field("address", Text(it="Indirizzo", en="Address")),
        Field("condominium", Text(it="Condominio", en="Condominium")),
        Field("height_m", Text(it="Altezza", en="Height"), kind="number", unit="m"),
        Field("unit_count", Text(it="Unità", en="Units"), kind="integer"),
        Field(
            "known_count", Text(it="Con stato noto", en="With known status"), kind="integer",
            data_class="P6_state",
        ),
        Field(
            "attention_count", Text(it="Con una criticità", en="With a problem"), "integer",
            data_class="P6_state",
        ),
        Field("uninhabitable_count", Text(it="Inabitabili", en="Uninhabitable"), kind="integer"),
        Field(
            "episode_confirmed_count", Text(it="Occupazioni accertate", en="Established"),
            "integer", data_class="P6_state",
        ),
        Field(
            "episode_reported_count", Text(it="Occupazioni segnalate", en="Reported"),
            "integer", data_class="P6_state",
        ),
        Field("seized_count", Text(it="Pignorate", en="Seized"), kind="integer"),
        Field("auction_count", Text(it="Asta entro 60 giorni", en="Auction soon"), kind="integer"),
        Field("arrears_count", Text(it="Con morosità", en="In arrears"), kind="integer"),
        Field("overcrowded_count", Text(it="Sovraffollate", en="Overcrowded"), kind="integer"),
        Field("utility_cut_count", Text(it="Utenza distaccata", en="Utility cut"), kind="integer"),
        Field("vacant_count", Text(it="Vuote", en="Vacant"), kind="integer"),
        Field("poor_condition_count", Text(it="Stato scadente", en="Poor condition"), "integer"),
    ),
    min_zoom=13,
)  # fmt: skip

LAYERS = (UNIT_STATUS, BUILDING_STATUS)
