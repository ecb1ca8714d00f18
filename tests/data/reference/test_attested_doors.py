"""No invented misfortune at a real door: asked of every table that can reach one."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Select, Table, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.selectable import FromClause

from buildings.condominiums.models import Condominium
from buildings.issues.models import CondominiumIssue
from buildings.issues.states import IssueType, Severity
from buildings.registry.models import Address, Building, Unit
from buildings.status.models import UnitStatus
from buildings.status.states import Dimension
from data.tables import metadata
from gis.columns import Reliability

STRUCTURE = {
    "address": "P0",
    "appurtenance": "P2",
    "building": "P0",
    "building_parcel": "P0",
    "building_use": "P0",
    "census_section": "P0",
    "condominium": "P1",
    "district": "P0",
    "external_identifier": "P2",
    "municipality": "P0",
    "omi_value": "P0",
    "omi_zone": "P0",
    "parcel": "P0",
    "staircase": "P1",
    "super_condominium": "P1",
    "unit": "P2",
}
"""What stands there: may be invented at a real door, and then says so."""

HAPPENINGS = {
    "administrator_mandate": "P1",
    "arrears_band_count": "P3",
    "arrears_total": "P1",
    "cadastral_remark": "P2",
    "cadastral_unit": "P2",
    "cadastral_unit_address": "P2",
    "cadastral_unit_identifier": "P2",
    "checklist_answer": "P4",
    "condominium_bridge": "P2",
    "condominium_issue": "P1",
    "condominium_issue_state": "P1",
    "delivery_agreement": "P1",
    "discrepancy": "P3",
    "dwelling": "P2",
    "dwelling_status": "P3",
    "dwelling_unit": "P2",
    "enforcement_sale": "P3",
    "enforcement_sale_state": "P3",
    "financial_statement": "P1",
    "housing_case": "P4",
    "housing_case_state": "P4",
    "intervention": "P0",
    "intervention_funding": "P0",
    "intervention_state": "P0",
    "intervention_target": "P0",
    "meter": "P3",
    "millesimal_share": "P2",
    "millesimal_table": "P1",
    "occupation_episode": "P6",
    "occupation_episode_route": "P6",
    "occupation_episode_state": "P6",
    "occupation_report": "P6",
    "occupation_report_state": "P6",
    "published_figure": "P0",
    "sale_attempt": "P3",
    "supplier_debt": "P1",
    "timeline_event": "P0",
    "unit_arrears": "P3",
    "unit_custody": "P3",
    "unit_encumbrance": "P3",
    "unit_lease": "P3",
    "unit_notice": "P4",
    "unit_residents": "P3",
    "unit_right": "P3",
    "unit_status": "P3",
    "unit_utility": "P3",
    "unit_waste_charge": "P3",
}
"""What happens there: never invented at a real door, whatever its class."""

ELSEWHERE = {
    "administrator",
    "body",
    "cadastral_delivery",
    "cadastral_plan",
    "cadastral_plan_room",
    "cadastral_title",
    "land_parcel",
    "land_portion",
    "owner_body",
    "person",
    "public_project",
    "public_project_amount",
    "public_project_cig",
    "public_project_place",
    "public_project_story",
    "street",
}
"""Facts about nobody's door."""

RECORDED = {
    "assignment",
    "case_document",
    "checklist_item",
    "data_share",
    "delivery_link",
    "discrepancy_event",
    "emergency_access",
    "episode_document",
    "issue_document",
    "reference_decision",
    "stated_purpose",
    "unit_candidate",
    "unit_document",
    "unit_reference",
}
"""What the office and its senders did, not what a source tells."""

NOT_INVENTED = {
    "arrears_band_count",
    "arrears_total",
    "cadastral_remark",
    "cadastral_unit",
    "cadastral_unit_address",
    "cadastral_unit_identifier",
    "checklist_answer",
    "condominium_bridge",
    "delivery_agreement",
    "discrepancy",
    "dwelling",
    "dwelling_status",
    "dwelling_unit",
    "published_figure",
    "sale_attempt",
    "supplier_debt",
    "timeline_event",
    "unit_arrears",
    "unit_custody",
    "unit_lease",
    "unit_notice",
    "unit_residents",
    "unit_right",
    "unit_waste_charge",
}
"""Happenings of which the generator makes none: they are what others publish or hand in."""

INVENTED: dict[str, Any] = {
    "source_id": "generator",
    "as_of": dt.date(2026, 1, 1),
    "reliability": Reliability.SYNTHETIC,
}
DOORS = {"address", "condominium"}
"""Tables whose rows are real doors when they are not synthetic."""


def ways_to_a_door(table: Table) -> list[Select[int]]:
    """For each chain of references to a door: its synthetic rows that reach a real one."""
    return list(_ways(table, table, table, table))


def _ways(root: Table, table: Table, joined: FromClause, here: FromClause) -> Iterator[Select[int]]:
    for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
        target = key.column.table
        if target is not table:
            there = target.alias()
            through = joined.join(there, here.c[key.parent.name] == there.c[key.column.name])
            if target.name in DOORS:
                yield (
                    select(func.count())
                    .select_from(through)
                    .where(root.c.is_synthetic, ~there.c.is_synthetic)
                )
            yield from _ways(root, target, through, there)


def found_at_real_doors(session: Session, name: str) -> int:
    """How often a synthetic row of a table reaches a real door."""
    counts = [session.scalar(way) for way in ways_to_a_door(metadata.tables[name])]
    return sum(count for count in counts if count is not None)


def is_fact(table: Table) -> bool:
    """Whether the rows of a table say something of a source, or reach a door."""
    return "reliability" in table.columns or reaches_a_door(table)


def reaches_a_door(table: Table) -> bool:
    """Whether a chain of references leads from the table to a door."""
    targets = {key.column.table for key in table.foreign_keys} - {table}
    return any(target.name in DOORS or reaches_a_door(target) for target in targets)


def a_real_flat(session: Session) -> Unit:
    """A flat of via Cimarosa 1."""
    return session.scalars(
        select(Unit)
        .join(Building, Building.id == Unit.building_id)
        .join(Address, Address.id == Building.address_id)
        .where(Address.street_name == "via Cimarosa", Address.house_number == 1)
        .limit(1)
    ).one()


def test_every_fact_table_is_classified() -> None:
    """A new table that holds facts must be put in one of the lists above."""
    facts = {table.name for table in metadata.sorted_tables if is_fact(table)}

    assert facts == STRUCTURE.keys() | HAPPENINGS.keys() | ELSEWHERE | RECORDED
    assert len(facts) == sum(map(len, (STRUCTURE, HAPPENINGS, ELSEWHERE, RECORDED)))
    assert not any(reaches_a_door(metadata.tables[name]) for name in ELSEWHERE)
    assert not any("reliability" in metadata.tables[name].columns for name in RECORDED)
    assert set(STRUCTURE.values()) <= {"P0", "P1", "P2"}


@pytest.mark.parametrize("name", [name for name, grade in HAPPENINGS.items() if grade >= "P3"])
def test_every_sensitive_table_can_be_traced_to_a_door(name: str) -> None:
    assert ways_to_a_door(metadata.tables[name])


@pytest.mark.parametrize("name", HAPPENINGS)
def test_nothing_invented_happens_at_a_real_door(district_session: Session, name: str) -> None:
    assert found_at_real_doors(district_session, name) == 0


@pytest.mark.parametrize("name", sorted(HAPPENINGS.keys() - NOT_INVENTED))
def test_every_kind_of_happening_is_invented_somewhere(
    district_session: Session, name: str
) -> None:
    table = metadata.tables[name]
    invented = select(func.count()).select_from(table).where(table.c.is_synthetic)

    assert district_session.scalar(invented)


def test_an_invented_status_at_a_real_door_would_be_found(district_session: Session) -> None:
    district_session.add(
        UnitStatus(
            unit_id=a_real_flat(district_session).id,
            dimension=Dimension.OCCUPANCY,
            value="vacant",
            valid_from=dt.date(2026, 1, 1),
            **INVENTED,
        )
    )
    district_session.flush()

    assert found_at_real_doors(district_session, "unit_status") > 0


def test_an_invented_issue_of_a_real_condominium_would_be_found(
    district_session: Session,
) -> None:
    giove = district_session.scalars(select(Condominium).where(Condominium.name == "Giove")).one()
    district_session.add(
        CondominiumIssue(
            condominium_id=giove.id,
            issue_type=IssueType.LIFT,
            severity=Severity.HIGH,
            title_it="Ascensore fermo",
            title_en="Lift out of service",
            reported_on=dt.date(2026, 1, 1),
            **INVENTED,
        )
    )
    district_session.flush()

    assert found_at_real_doors(district_session, "condominium_issue") > 0


def test_one_flat_of_via_cimarosa_901_shows_one_of_everything(district_session: Session) -> None:
    """The card of one flat has an issue, a case, a report, an episode, a sale and works."""
    linked = [
        "condominium_issue", "housing_case", "occupation_report", "occupation_episode",
        "enforcement_sale", "intervention_target",
    ]  # fmt: skip
    with_all = (
        select(Unit.id)
        .join(Building, Building.id == Unit.building_id)
        .join(Address, Address.id == Building.address_id)
        .where(Address.street_name == "via Cimarosa", Address.house_number == 901)
    )
    for name in linked:
        with_all = with_all.where(Unit.id.in_(select(metadata.tables[name].c.unit_id)))

    assert len(district_session.scalars(with_all).all()) == 1
