"""The published facts as rows of the register."""

from typing import Any

from shapely import MultiPolygon, Polygon

from buildings.chronicle.models import PublishedFigure, TimelineEvent
from buildings.condominiums.models import Condominium
from buildings.interventions.models import (
    Intervention,
    InterventionFunding,
    InterventionStage,
    InterventionTarget,
)
from buildings.issues.models import CondominiumIssue, CondominiumIssueState
from buildings.issues.states import IssueState
from buildings.registry.models import Address, District, Municipality
from data.reference.facts import Area, Facts, Row
from data.reference.rows import DISTRICT_ID, Rows, identity, published
from gis.provenance import Source


def published_rows(facts: Facts) -> Rows:
    """Every published fact that has a table; `notes.csv` has none, people read it."""
    return {
        Source: [
            {name: row[name] for name in ("id", "title", "publisher", "url", "published_on")}
            for row in facts["sources"]
        ],
        Municipality: [_municipality(row, facts) for row in facts["municipalities"]],
        District: [_district(facts)],
        Address: [_address(row, facts) for row in facts["addresses"]],
        Condominium: [_condominium(row) for row in facts["condominiums"]],
        PublishedFigure: [
            {"id": identity(PublishedFigure, str(number)), **_of(row), **_all(row)}
            for number, row in enumerate(facts["published_figures"])
        ],
        TimelineEvent: [
            {"id": identity(TimelineEvent, str(number)), **_of(row), **_all(row)}
            for number, row in enumerate(facts["timeline"])
        ],
        Intervention: [
            {
                "id": identity(Intervention, row["key"]),
                **_all(row, without=("key", "missing_reason")),
            }
            for row in facts["interventions"]
        ],
        InterventionStage: [
            {"intervention_id": identity(Intervention, row["intervention"]), **_all(row)}
            for row in facts["intervention_states"]
        ],
        InterventionTarget: [
            {
                "intervention_id": identity(Intervention, row["intervention"]),
                **_of(row),
                **published(row),
            }
            for row in facts["intervention_targets"]
        ],
        InterventionFunding: [
            {
                "intervention_id": identity(Intervention, row["intervention"]),
                **_all(row, without=("missing_reason",)),
            }
            for row in facts["intervention_fundings"]
        ],
        CondominiumIssue: [
            {
                "id": identity(CondominiumIssue, row["key"]),
                "condominium_id": identity(Condominium, row["condominium"]),
                **_all(row, without=("key", "known_until", "missing_reason")),
            }
            for row in facts["condominium_issues"]
        ],
        CondominiumIssueState: [
            {
                "issue_id": identity(CondominiumIssue, row["key"]),
                "state": IssueState.REPORTED,
                "valid_from": row["reported_on"],
                "valid_to": row["known_until"],
                **published(row),
            }
            for row in facts["condominium_issues"]
        ],
    }


def _all(row: Row, without: tuple[str, ...] = ()) -> dict[str, Any]:
    """A row whose columns are named as its table's, with its provenance; references left out."""
    elsewhere = {"condominium", "intervention", "source", *without}
    own = {name: value for name, value in row.items() if name not in elsewhere}
    return {**own, **published(row)}


def _of(row: Row) -> dict[str, Any]:
    """What a row is about: a condominium, or the whole district."""
    key = row["condominium"]
    return {
        "district_id": None if key else DISTRICT_ID,
        "condominium_id": identity(Condominium, key) if key else None,
    }


def _municipality(row: Row, facts: Facts) -> dict[str, Any]:
    return {
        "id": identity(Municipality, row["code"]),
        **{name: row[name] for name in ("code", "istat_code", "name")},
        "is_approximate": True,
        "geom": _body(facts.areas["municipality_extent"]),
        **published(row),
    }


def _district(facts: Facts) -> dict[str, Any]:
    area = facts.areas["district"]
    return {
        "id": DISTRICT_ID,
        "municipality_code": facts["municipalities"][0]["code"],
        "name": area.properties["name"],
        "is_approximate": True,
        "geom": _body(area),
        **published(area.properties),
    }


def _address(row: Row, facts: Facts) -> dict[str, Any]:
    """An attested civic: its position is not public, so it has none."""
    number = row["house_number"]
    return {
        "id": identity(Address, row["key"]),
        "municipality_code": facts["municipalities"][0]["code"],
        "street_name": row["street_name"],
        "house_number": number,
        "number_text": None if number is None else str(number),
        "geom": None,
        **published(row),
    }


def _condominium(row: Row) -> dict[str, Any]:
    return {
        "id": identity(Condominium, row["key"]),
        "district_id": DISTRICT_ID,
        "super_condominium_id": None,
        "address_id": identity(Address, row["address"]) if row["address"] else None,
        "name": row["name"],
        "note_it": row["note_it"],
        "note_en": row["note_en"],
        **published(row),
    }


def _body(area: Area) -> MultiPolygon:
    return MultiPolygon([area.shape] if isinstance(area.shape, Polygon) else [])
