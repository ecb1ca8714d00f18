"""Interventions: stripes on what they reach and a house by stage; the district is not striped."""

from buildings.interventions.states import InterventionState
from gis.codes import Text
from maps.dress import Area, Dress, Point
from maps.themes import ByCode, CodeClass

_S = InterventionState

STAGE = ByCode(
    field="state",
    codes=InterventionState,
    classes=(
        CodeClass(
            (_S.IDEA, _S.PROGRAMMED, _S.DESIGNED, _S.AUTHORISED, _S.TENDERING, _S.AWARDED),
            "#9ecae1", "P", Text(it="In preparazione", en="Being prepared"),
        ),
        CodeClass((_S.WORKS_STARTED,), "#f08a3c", "C", Text(it="In corso", en="Under way")),
        CodeClass(
            (_S.WORKS_COMPLETED, _S.TESTED, _S.ACCOUNTED, _S.CLOSED),
            "#1f5f3a", "F", Text(it="Ultimato", en="Completed"),
        ),
        CodeClass(
            (_S.SUSPENDED, _S.CANCELLED), "#d0cdca", "S",
            Text(it="Sospeso o annullato", en="Suspended or cancelled"),
        ),
    ),
)  # fmt: skip

DRESS = Dress(
    layer="interventions",
    symbols=(
        Area(
            theme=STAGE, opacity=0.8, outline="#1f5f3a", outline_px=1.5, is_hatched=True,
            where=("reaches_district", False),
        ),
        Point(
            theme=STAGE, shape="house", size_px=22, beside_px=(0, 18),
            where=("reaches_district", False),
        ),
    ),
    told=(
        "name_it", "name_en", "works_category", "state", "permit_type", "planned_start_on",
        "planned_end_on", "funding_eur", "target_count",
    ),
    depth=45,
    tile_zoom=14,
    from_zoom=12,
    is_on=True,
)  # fmt: skip
