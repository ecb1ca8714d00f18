"""Buildings raised to their height, coloured by the share of units in a chosen state."""

from gis.codes import Text
from maps.dress import Dress, Solid
from maps.palette import SHARES
from maps.themes import ByShare, Choice, Chosen


def _choice(choice_id: str, it: str, en: str, *parts: str) -> Choice:
    """A share of the units whose status is known."""
    return Choice(choice_id, Text(it=it, en=en), ByShare(parts, "known_count", SHARES))


CHOICES = (
    _choice("attention", "Unità con una criticità", "Units with a problem", "attention_count"),
    _choice("vacant", "Unità vuote", "Vacant units", "vacant_count"),
    _choice(
        "occupation", "Occupazioni segnalate o accertate", "Occupations reported or established",
        "episode_reported_count", "episode_confirmed_count",
    ),
    _choice("arrears", "Morosità", "Arrears", "arrears_count"),
    _choice("seized", "Pignoramenti e liquidazioni", "Seizures and liquidations", "seized_count"),
    _choice("auction", "Aste entro 60 giorni", "Auctions within 60 days", "auction_count"),
    _choice("utilities", "Utenze distaccate", "Utilities cut", "utility_cut_count"),
    _choice("crowding", "Sovraffollamento", "Overcrowding", "overcrowded_count"),
    _choice(
        "condition", "Stato scadente o inabitabile", "Poor or uninhabitable condition",
        "poor_condition_count", "uninhabitable_count",
    ),
)  # fmt: skip

DRESS = Dress(
    layer="building_status",
    symbols=(Solid(theme=Chosen(CHOICES)),),
    told=(
        "address", "condominium", "unit_count", "known_count", "uninhabitable_count",
        "episode_confirmed_count", "episode_reported_count", "seized_count", "auction_count",
        "arrears_count", "overcrowded_count", "utility_cut_count", "vacant_count",
        "poor_condition_count",
    ),
    link="/buildings/{id}/plan",
    depth=60,
    from_zoom=13,
    is_on=True,
)  # fmt: skip
