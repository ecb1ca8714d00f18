"""How invented condominiums are run, as rows of the register."""

import uuid
from typing import Any

from buildings.condominiums.models import (
    Administrator,
    AdministratorMandate,
    Condominium,
    FinancialStatement,
    Meter,
    MillesimalShare,
    MillesimalTable,
)
from buildings.condominiums.states import AdministratorKind
from buildings.registry.models import Unit
from data.generator.misfortune.running import Management, Mandate, Statement, Table
from data.reference.rows import Rows, identity


def managing_rows(told: Management) -> Rows:
    """Administrators, mandates, statements, shares and meters, without provenance."""
    studios = {_studio(each): each for each in told.mandates}
    return {
        Administrator: [
            {
                "id": identity(Administrator, key),
                "kind": AdministratorKind.COMPANY,
                "name": f"Studio inventato {mandate.studio + 1} (dato sintetico)",
            }
            for key, mandate in studios.items()
        ],
        AdministratorMandate: [_mandate(each) for each in told.mandates],
        FinancialStatement: [_statement(each) for each in told.statements],
        MillesimalTable: [_table(each) for each in told.tables],
        MillesimalShare: [
            {
                "table_id": _table_id(table),
                "unit_id": identity(Unit, flat),
                "share": share,
            }
            for table in told.tables
            for flat, share in table.shares
        ],
        Meter: [
            {
                "id": identity(Meter, each.flat or each.community),
                "unit_id": identity(Unit, each.flat) if each.flat else None,
                "condominium_id": None if each.flat else identity(Condominium, each.community),
                "service": each.service,
                "serial": f"SINTETICO {each.flat or each.community}",
                "valid_from": each.since,
                "valid_to": None,
            }
            for each in told.meters
        ],
    }


def _studio(mandate: Mandate) -> str:
    """The key of a studio; those of one estate among many are its own."""
    return f"{mandate.community.rpartition('_')[0]}/studio/{mandate.studio}"


def _mandate(mandate: Mandate) -> dict[str, Any]:
    return {
        "id": identity(AdministratorMandate, f"{mandate.community}/{mandate.since}"),
        "condominium_id": identity(Condominium, mandate.community),
        "administrator_id": identity(Administrator, _studio(mandate)),
        "appointed_by": mandate.appointed_by,
        "act_reference": "Verbale d'assemblea o decreto (dato sintetico)",
        "valid_from": mandate.since,
        "valid_to": mandate.until,
    }


def _statement(statement: Statement) -> dict[str, Any]:
    closed = statement.closed_on
    return {
        "id": identity(FinancialStatement, f"{statement.community}/{closed}"),
        "condominium_id": identity(Condominium, statement.community),
        "opened_on": closed.replace(year=closed.year - 1, month=7, day=1),
        "closed_on": closed,
        "approved_on": statement.approved_on,
        "contributions_due_eur": statement.due_eur,
        "contributions_unpaid_eur": statement.unpaid_eur,
    }


def _table_id(table: Table) -> uuid.UUID:
    return identity(MillesimalTable, f"{table.community}/{table.kind.value}")


def _table(table: Table) -> dict[str, Any]:
    approved = table.approved_on
    return {
        "id": _table_id(table),
        "condominium_id": identity(Condominium, table.community),
        "kind": table.kind,
        "is_approved": approved is not None,
        "approved_on": approved,
        "valid_from": table.since,
        "valid_to": None,
    }
