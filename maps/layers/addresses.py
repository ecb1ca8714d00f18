"""Street numbers: a small dot, the number beside it on large scales."""

from maps.dress import Dress, Label, Point
from maps.themes import Plain

DRESS = Dress(
    layer="addresses",
    symbols=(
        Point(theme=Plain("#4a5568"), shape="circle", size_px=7),
        Label(field="number_text", colour="#2d3748", size_px=12, from_zoom=16.5, is_bold=True),
    ),
    told=("street_name", "number_text"),
    depth=70,
    from_zoom=16.5,
    is_on=True,
)
