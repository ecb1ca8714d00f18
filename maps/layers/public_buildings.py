"""Public buildings: plain raised bodies with the rounded number of dwellings on a click."""

from gis.codes import Text
from maps.dress import Dress, Solid
from maps.themes import Plain

DRESS = Dress(
    layer="public_buildings",
    symbols=(
        Solid(theme=Plain("#c9bfae", Text(it="Edificio", en="Building"))),
    ),
    told=("address", "height_m", "dwellings", "missing", "quarter"),
    depth=58,
    from_zoom=13,
)  # fmt: skip
