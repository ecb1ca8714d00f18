"""The boundary of the municipality: the only background when no base map is set."""

from maps.dress import Area, Dress, Label
from maps.palette import QUIET
from maps.themes import Plain

DRESS = Dress(
    layer="municipalities",
    symbols=(
        Area(theme=Plain("#ffffff"), opacity=1, outline=QUIET, outline_px=1.5),
        Label(field="name", colour="#6b665e", size_px=14, from_zoom=10, to_zoom=14),
    ),
    told=("name", "code", "istat_code"),
    depth=0,
    tile_zoom=14,
    is_on=True,
    is_base=True,
)
