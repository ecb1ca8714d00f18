"""Colours that several layers share; told apart with every common colour blindness (tested)."""

from buildings.status.states import Badge
from maps.themes import ByCode, CodeClass

INK = "#33312e"
PAPER = "#f4f2ee"
QUIET = "#8b867d"
BLUE = "#17324d"
SHARES = ("#fff3d6", "#fdc776", "#f08a3c", "#c8461f", "#7a1a12")
"""Five steps of a share, light to dark; lightness alone tells them apart."""

BADGE = ByCode(
    field="badge",
    codes=Badge,
    classes=(
        CodeClass((Badge.UNINHABITABLE,), "#1b1b1b", "I"),
        CodeClass((Badge.EPISODE_CONFIRMED,), "#7a3b28", "O"),
        CodeClass((Badge.EPISODE_REPORTED,), "#cf4f86", "S"),
        CodeClass((Badge.AUCTION_SOON,), "#14149c", "A"),
        CodeClass((Badge.SEIZED,), "#6a66f0", "P"),
        CodeClass((Badge.CONFISCATED,), "#8146a8", "C"),
        CodeClass((Badge.EVICTION,), "#d1390f", "F"),
        CodeClass((Badge.SEVERELY_OVERCROWDED,), "#f7b926", "+"),
        CodeClass((Badge.UTILITY_CUT,), "#6f9a4e", "U"),
        CodeClass((Badge.VACANT,), "#79bcf7", "V"),
        CodeClass((Badge.REGULAR,), "#c2efb0", "R"),
        CodeClass((Badge.PARTIAL,), "#4b4b4b", "…"),
        CodeClass((Badge.UNKNOWN,), "#d0cdca", "?"),
    ),
)
"""The state at a glance, in the order of the badge (first match wins)."""
