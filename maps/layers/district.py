"""The outline of the district, dashed because it is approximate."""

from gis.codes import Text
from maps.dress import Area, Dress
from maps.palette import BLUE
from maps.themes import Plain

DRESS = Dress(
    layer="district",
    symbols=(
        Area(
            theme=Plain(
                "#0b6fae", Text(it="Perimetro del quartiere", en="Outline of the district")
            ),
            opacity=0.05,
            outline=BLUE,
            outline_px=2.5,
            dashes=(3, 2),
        ),
    ),
    depth=10,
    tile_zoom=14,
    is_on=True,
)
