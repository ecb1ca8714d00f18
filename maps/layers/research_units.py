"""Flats for research: on no map, since where they lie is a pseudonym too."""

from maps.dress import Dress, Point
from maps.palette import QUIET
from maps.themes import Plain

DRESS = Dress(
    layer="research_units",
    symbols=(Point(theme=Plain(QUIET), shape="circle"),),
    told=("project", "quarter", "unit", "place"),
)
