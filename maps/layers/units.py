"""Units by use, as small squares on large scales."""

from buildings.registry.states import UseClass
from maps.dress import Dress, Point
from maps.themes import ByCode, CodeClass

_U = UseClass

DRESS = Dress(
    layer="units",
    symbols=(
        Point(
            theme=ByCode(
                field="use_class",
                codes=UseClass,
                classes=(
                    CodeClass((_U.DWELLING,), "#f5e6c8", "A"),
                    CodeClass((_U.CELLAR,), "#7a5c3e", "C"),
                    CodeClass((_U.GARAGE,), "#4a4a4a", "G"),
                    CodeClass((_U.SHOP,), "#d95f0e", "N"),
                    CodeClass((_U.OFFICE,), "#2c7fb8", "U"),
                    CodeClass((_U.COMMUNITY_SPACE,), "#7b3294", "S"),
                    CodeClass((_U.COMMON_PART,), "#9ecae1", "P"),
                    CodeClass((_U.OTHER,), "#d0cdca", "?"),
                ),
            ),
            shape="square",
            size_px=14,
            full_zoom=19.5,
        ),
    ),
    told=(
        "address", "condominium", "staircase", "floor_code", "unit_number", "use_class",
        "cadastral_reference", "cadastral_category", "rooms", "cadastral_area_m2",
    ),
    link="/units/{id}",
    depth=80,
    from_zoom=18,
)  # fmt: skip
