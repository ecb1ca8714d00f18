"""Condominium issues: triangles by severity."""

from buildings.issues.states import Severity
from maps.dress import Dress, Point
from maps.themes import ByCode, CodeClass

DRESS = Dress(
    layer="condominium_issues",
    symbols=(
        Point(
            theme=ByCode(
                field="severity",
                codes=Severity,
                classes=(
                    CodeClass((Severity.CRITICAL,), "#7a1a12", "!"),
                    CodeClass((Severity.HIGH,), "#d95f0e", "3"),
                    CodeClass((Severity.MEDIUM,), "#fdc776", "2"),
                    CodeClass((Severity.LOW,), "#fff3d6", "1"),
                ),
            ),
            shape="triangle",
            size_px=22,
            beside_px=(-16, 0),
        ),
    ),
    told=(
        "condominium", "issue_type", "title_it", "title_en", "severity", "state",
        "reported_on", "due_on", "amount_eur",
    ),
    depth=90,
    tile_zoom=14,
    from_zoom=14,
    is_on=True,
)  # fmt: skip
