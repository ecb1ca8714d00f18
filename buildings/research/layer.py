"""The layer of research extracts: records of flats under pseudonyms, without a place on the map."""

from buildings.disclosure.states import AreaBand, FloorBand, RoomsBand
from buildings.registry.states import UseClass
from gis.codes import Text
from gis.layers import Field, Layer

RESEARCH_UNITS = Layer(
    id="research_units",
    title=Text(it="Unità per la ricerca", en="Flats for research"),
    description=Text(
        it="Le abitazioni dell'ultimo estratto del proprio progetto, con pseudonimi: mesi, fasce e "
        "luoghi di almeno dieci abitazioni. Un estratto è di un rilascio trimestrale e non cambia.",
        en="The flats of the latest extract of one's own project, under pseudonyms: months, bands "
        "and places of ten dwellings at least. An extract is of a quarterly release and never "
        "changes.",
    ),
    geometry="Point",
    data_class="P2",
    opened_by="research",
    own_fields=(
        Field("project", Text(it="Progetto", en="Project")),
        Field("quarter", Text(it="Trimestre", en="Quarter")),
        Field("unit", Text(it="Unità (pseudonimo)", en="Flat (pseudonym)")),
        Field("place", Text(it="Luogo (pseudonimo)", en="Place (pseudonym)")),
        Field("month", Text(it="Mese del dato", en="Month of the fact")),
        Field("use_class", Text(it="Destinazione", en="Use"), codes=UseClass),
        Field("floor_band", Text(it="Piano", en="Floor"), codes=FloorBand),
        Field("rooms_band", Text(it="Vani", en="Rooms"), codes=RoomsBand),
        Field("area_band", Text(it="Superficie utile", en="Usable area"), codes=AreaBand),
    ),
    has_place=False,
)

LAYERS = (RESEARCH_UNITS,)
