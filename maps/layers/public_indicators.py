"""Public indicators: condominiums coloured by open issues in every hundred dwellings."""

from maps.dress import Area, Dress
from maps.palette import SHARES
from maps.themes import ByShare

ISSUES = ByShare(("figure",), "dwellings", SHARES)

DRESS = Dress(
    layer="public_indicators",
    symbols=(
        Area(
            theme=ISSUES, opacity=0.6, outline="#5b534a", where=("is_headline", True)
        ),
    ),
    told=(
        "place", "indicator", "category_it", "category_en", "figure", "missing", "dwellings",
        "quarter",
    ),
    depth=38,
    tile_zoom=14,
    from_zoom=13,
)  # fmt: skip
