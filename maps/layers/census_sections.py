"""Census sections: fine dotted outlines with the number of residents."""

from maps.dress import Area, Dress, Label
from maps.themes import Plain

DRESS = Dress(
    layer="census_sections",
    symbols=(
        Area(theme=Plain("#5c6bc0"), opacity=0.05, outline="#3949ab", outline_px=1, dashes=(1, 2)),
        Label(field="residents", colour="#283593", size_px=11, from_zoom=14),
    ),
    told=("section_code", "census_year", "residents", "households"),
    depth=6,
    tile_zoom=14,
    from_zoom=11,
)
