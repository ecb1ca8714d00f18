"""Open housing cases: squares by stage, without persons."""

from buildings.cases.states import CaseState
from gis.codes import Text
from maps.dress import Dress, Point
from maps.themes import ByCode, CodeClass

_S = CaseState

DRESS = Dress(
    layer="housing_cases",
    symbols=(
        Point(
            theme=ByCode(
                field="state",
                codes=CaseState,
                classes=(
                    CodeClass(
                        (_S.DRAFT, _S.SUBMITTED, _S.REGISTERED), "#fdc776", "N",
                        Text(it="Nuova o protocollata", en="New or registered"),
                    ),
                    CodeClass(
                        (_S.UNDER_REVIEW, _S.INTEGRATION, _S.PROPOSED, _S.REOPENED),
                        "#2c7fb8", "L", Text(it="In lavorazione", en="Being worked on"),
                    ),
                    CodeClass(
                        (_S.DECIDED, _S.NOTIFIED, _S.EXECUTED), "#1f5f3a", "D",
                        Text(it="Decisa", en="Decided"),
                    ),
                    CodeClass(
                        (_S.SUSPENDED, _S.APPEALED), "#8146a8", "S",
                        Text(it="Sospesa o impugnata", en="Suspended or appealed"),
                    ),
                    CodeClass(
                        (_S.CLOSED, _S.WITHDRAWN, _S.EXPIRED, _S.INADMISSIBLE), "#d0cdca", "C",
                        Text(it="Conclusa", en="Ended"),
                    ),
                ),
            ),
            shape="square",
            size_px=18,
            beside_px=(16, 0),
        ),
    ),
    told=("case_type", "state", "office", "opened_on", "due_on", "is_overdue"),
    link="/units/{unit_id}",
    depth=92,
    tile_zoom=14,
    from_zoom=15,
)  # fmt: skip
