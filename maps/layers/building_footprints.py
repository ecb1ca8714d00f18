"""Building footprints, flat; the raised ones are the layer `building_status`."""

from maps.dress import Area, Dress
from maps.themes import Plain

DRESS = Dress(
    layer="buildings",
    symbols=(
        Area(theme=Plain("#dcd6cc"), opacity=0.9, outline="#8b867d", outline_px=0.8),
    ),
    told=(
        "name", "address", "condominium", "staircases", "floors_above_ground", "height_m",
        "built_year", "unit_count",
    ),
    depth=30,
    from_zoom=13,
)  # fmt: skip
