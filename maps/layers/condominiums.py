"""Condominiums: a dash-dot outline round their buildings, with the name."""

from maps.dress import Area, Dress, Label
from maps.themes import Plain

DRESS = Dress(
    layer="condominiums",
    symbols=(
        Area(
            theme=Plain("#7b2d8e"), opacity=0.07, outline="#7b2d8e", outline_px=2,
            dashes=(4, 1.5, 1, 1.5),
        ),
        Label(field="name", colour="#5b1f6b", size_px=13, from_zoom=16, is_bold=True),
    ),
    told=(
        "name", "super_condominium", "address", "building_count", "unit_count",
        "open_issue_count",
    ),
    link="/condominiums/{id}",
    depth=40,
    tile_zoom=14,
    from_zoom=13,
    is_on=True,
)  # fmt: skip
