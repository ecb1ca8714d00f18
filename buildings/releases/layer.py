"""The layers of released figures; they hold published releases and nothing of the register."""

from buildings.disclosure.states import Missing
from buildings.releases.states import Indicator, Level, RateBand, Shade
from gis.codes import Text
from gis.layers import Field, Layer

_QUARTER = Field("quarter", Text(it="Trimestre", en="Quarter"))
_MISSING = Field("missing", Text(it="Perché manca", en="Why it is missing"), codes=Missing)

PUBLIC_BUILDINGS = Layer(
    id="public_buildings",
    title=Text(it="Edifici, dati pubblici", en="Buildings, public figures"),
    description=Text(
        it="Gli edifici dell'ultimo rilascio trimestrale, con le abitazioni arrotondate a cinque "
        "dove sono almeno dieci.",
        en="The buildings of the latest quarterly release, with dwellings rounded to five where "
        "they are ten at least.",
    ),
    geometry="MultiPolygon",
    data_class="P0",
    opened_by="released",
    own_fields=(
        _QUARTER,
        Field("address", Text(it="Indirizzo", en="Address")),
        Field("height_m", Text(it="Altezza", en="Height"), kind="number", unit="m"),
        Field("dwellings", Text(it="Abitazioni (circa)", en="Dwellings (about)"), kind="integer"),
        _MISSING,
    ),
    min_zoom=12,
)

PUBLIC_INDICATORS = Layer(
    id="public_indicators",
    title=Text(it="Indicatori pubblici", en="Public indicators"),
    description=Text(
        it="I conteggi pubblicati ogni trimestre per condominio e quartiere: almeno cinque casi, "
        "arrotondati a cinque.",
        en="The counts published every quarter by condominium and district: five cases at least, "
        "rounded to five.",
    ),
    geometry="MultiPolygon",
    data_class="P0",
    opened_by="released",
    own_fields=(
        _QUARTER,
        Field("level", Text(it="Livello", en="Level"), codes=Level),
        Field("place", Text(it="Luogo", en="Place")),
        Field("indicator", Text(it="Tabella", en="Table"), codes=Indicator),
        Field("category", Text(it="Codice della classe", en="Code of the class")),
        Field("category_it", Text(it="Classe", en="Class (Italian)")),
        Field("category_en", Text(it="Classe (inglese)", en="Class")),
        Field("figure", Text(it="Valore (circa)", en="Value (about)"), kind="integer"),
        _MISSING,
        Field(
            "dwellings", Text(it="Abitazioni del luogo (circa)", en="Dwellings there (about)"),
            kind="integer",
        ),
        Field(
            "is_headline", Text(it="Disegnato sulla mappa", en="Drawn on the map"), kind="boolean"
        ),
    ),
    min_zoom=12,
)  # fmt: skip

RESTRICTED_INDICATORS = Layer(
    id="restricted_indicators",
    title=Text(it="Indicatori riservati", en="Restricted indicators"),
    description=Text(
        it="Le tabelle rilasciate ogni trimestre a chi ne ha titolo (consiglio, uffici, "
        "Prefettura, ricerca), per condominio e quartiere. Un valore soppresso non è zero.",
        en="The tables released every quarter to some readers (council, offices, prefecture, "
        "research), by condominium and district. A withheld value is not zero.",
    ),
    geometry="MultiPolygon",
    data_class="P3",
    opened_by="released_restricted",
    own_fields=(
        _QUARTER,
        Field("level", Text(it="Livello", en="Level"), codes=Level),
        Field("place", Text(it="Luogo", en="Place")),
        Field("indicator", Text(it="Tabella", en="Table"), codes=Indicator),
        Field("category", Text(it="Codice della classe", en="Code of the class")),
        Field("category_it", Text(it="Classe", en="Class (Italian)")),
        Field("category_en", Text(it="Classe (inglese)", en="Class")),
        Field("figure", Text(it="Valore (circa)", en="Value (about)"), kind="integer"),
        Field("base", Text(it="Su (circa)", en="Of (about)"), kind="integer"),
        Field("rate", Text(it="Quota", en="Share"), kind="number", unit="%"),
        Field("band", Text(it="Fascia della quota", en="Band of the share"), codes=RateBand),
        _MISSING,
        Field("shade", Text(it="Colore sulla mappa", en="Colour on the map"), codes=Shade),
        Field(
            "is_headline", Text(it="Disegnato sulla mappa", en="Drawn on the map"), kind="boolean"
        ),
        Field("release_id", Text(it="Rilascio", en="Release")),
    ),
    min_zoom=12,
)

LAYERS = (PUBLIC_BUILDINGS, PUBLIC_INDICATORS, RESTRICTED_INDICATORS)
