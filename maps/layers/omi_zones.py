"""OMI zones: dashed outlines with the code of the zone."""

from maps.dress import Area, Dress, Label
from maps.themes import Plain

DRESS = Dress(
    layer="omi_zones",
    symbols=(
        Area(
            theme=Plain("#1f7a5c"), opacity=0.06, outline="#1f7a5c", outline_px=1.6, dashes=(2, 2)
        ),
        Label(field="zone_code", colour="#125741", size_px=14, from_zoom=11, is_bold=True),
    ),
    told=(
        "zone_code", "description", "band", "semester", "price_min_eur_m2", "price_max_eur_m2",
    ),
    depth=5,
    tile_zoom=14,
)  # fmt: skip
