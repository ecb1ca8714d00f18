"""Flats as circles coloured and marked by badge, on large scales."""

from maps.dress import Dress, Point
from maps.palette import BADGE

DRESS = Dress(
    layer="unit_status",
    symbols=(Point(theme=BADGE, shape="circle", size_px=15, full_zoom=19.5),),
    told=(
        "badge", "occupancy", "occupation_title", "title_verification", "owner_class",
        "condition", "securing", "crowding", "arrears_band", "sale_on",
    ),
    link="/units/{id}",
    depth=80,
    from_zoom=18,
)  # fmt: skip
