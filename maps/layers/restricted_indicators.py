"""Restricted indicators: condominiums coloured by the share that was released to the reader."""

from buildings.releases.states import Shade
from maps.dress import Area, Dress
from maps.palette import SHARES
from maps.themes import MISSING, ByCode, CodeClass

_WITHHELD = "#8aa1b5"

SHADES = ByCode(
    field="shade",
    codes=Shade,
    classes=(
        CodeClass((Shade.UNDER_10,), SHARES[0], "1"),
        CodeClass((Shade.UNDER_20,), SHARES[1], "2"),
        CodeClass((Shade.UNDER_30,), SHARES[2], "3"),
        CodeClass((Shade.UNDER_50,), SHARES[3], "4"),
        CodeClass((Shade.OVER_50,), SHARES[4], "5"),
        CodeClass((Shade.WITHHELD,), _WITHHELD, "s"),
        CodeClass((Shade.NO_DATA,), MISSING, "?"),
    ),
)

DRESS = Dress(
    layer="restricted_indicators",
    symbols=(
        Area(
            theme=SHADES, opacity=0.6, outline="#5b534a", where=("is_headline", True)
        ),
    ),
    told=(
        "place", "indicator", "category_it", "category_en", "rate", "band", "figure", "base",
        "missing", "quarter",
    ),
    depth=39,
    tile_zoom=14,
    from_zoom=13,
)  # fmt: skip
