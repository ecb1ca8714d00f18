"""Open occupation episodes: diamonds by how far they are established; neutral words."""

from buildings.occupations.states import EpisodeState
from gis.codes import Text
from maps.dress import Dress, Point
from maps.themes import ByCode, CodeClass

_S = EpisodeState

DRESS = Dress(
    layer="occupation_episodes",
    symbols=(
        Point(
            theme=ByCode(
                field="state",
                codes=EpisodeState,
                classes=(
                    CodeClass(
                        (_S.CONFIRMED, _S.COMPLAINT_FILED, _S.REFERRED, _S.ORDER_ISSUED),
                        "#7a3b28", "O",
                        Text(
                            it="Accertata da un'autorità, procedimento in corso",
                            en="Established by an authority, proceeding open",
                        ),
                    ),
                    CodeClass(
                        (_S.REFERRED_TO_PREFECT, _S.EMERGENCY_PLAN, _S.OPERATION_PLANNED),
                        "#14149c", "P",
                        Text(it="Rilascio in preparazione", en="Release being prepared"),
                    ),
                    CodeClass((_S.REPORTED,), "#cf4f86", "S", Text(it="Segnalata", en="Reported")),
                    CodeClass(
                        (_S.UNDER_VERIFICATION,), "#f2b8cf", "V",
                        Text(it="In verifica", en="Being verified"),
                    ),
                    CodeClass(
                        (_S.RELEASED, _S.EVICTED, _S.SECURED, _S.HANDED_BACK, _S.MONITORING),
                        "#79bcf7", "L",
                        Text(it="Rilasciata, in monitoraggio", en="Released, being monitored"),
                    ),
                    CodeClass(
                        (_S.TITLE_FOUND, _S.VACANT_FOUND, _S.EXPIRED_TITLE, _S.CLOSED),
                        "#d0cdca", "C",
                        Text(it="Chiusa dopo la verifica", en="Closed after verification"),
                    ),
                ),
            ),
            shape="diamond",
            size_px=22,
        ),
    ),
    told=("state", "opened_on", "recidivism_no", "report_count", "legal_route"),
    link="/units/{unit_id}",
    depth=95,
    tile_zoom=14,
    from_zoom=15,
)  # fmt: skip
