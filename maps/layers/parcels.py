"""Cadastral parcels: thin outlines, numbers on large scales."""

from maps.dress import Area, Dress, Label
from maps.themes import Plain

DRESS = Dress(
    layer="parcels",
    symbols=(
        Area(theme=Plain("#b58b4c"), opacity=0.08, outline="#8a5a13", outline_px=0.8),
        Label(field="parcel_number", colour="#6d4509", size_px=11, from_zoom=17.5),
    ),
    told=("sheet", "parcel_number", "cadastral_section", "area_m2"),
    depth=20,
    from_zoom=14,
)
