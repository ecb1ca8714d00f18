"""kinds of issue.

Revision: 202611221403
After: 202611221402
"""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611221403"
down_revision: str | None = "202611221402"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

NAME = "ck_condominium_issue_issuetype"
SAME = (
    "arrears_condominium", "utility_cut", "lift_out_of_service", "fire_safety",
    "structural_safety", "asbestos", "waste_bulky", "vandalism", "lighting",
    "electrical_tampering", "maintenance_backlog", "insurance_lapsed",
)  # fmt: skip
NOW = {"hygiene": "hygiene_unhealthy", "governance": "governance_no_administrator"}
BEFORE = {
    "hygiene_unhealthy": "hygiene",
    "hygiene_uninhabitable": "hygiene",
    "governance_no_administrator": "governance",
    "governance_no_statement": "governance",
}


def upgrade() -> None:
    _rename(NOW, [*SAME, *BEFORE])


def downgrade() -> None:
    _rename(BEFORE, [*SAME, *NOW])


def _rename(values: Mapping[str, str], legal: Sequence[str]) -> None:
    """The codes under their new names, in history too: a code is renamed as a column is."""
    op.drop_constraint(op.f(NAME), "condominium_issue", type_="check")
    for table in ("public.condominium_issue", "history.condominium_issue"):
        if op.get_bind().scalar(sa.select(sa.func.to_regclass(table))) is None:
            continue
        op.execute(f"alter table {table} disable trigger user")
        for old, new in values.items():
            op.execute(f"update {table} set issue_type = '{new}' where issue_type = '{old}'")  # noqa: S608 - declared
        op.execute(f"alter table {table} enable trigger user")
    listed = ", ".join(f"'{each}'" for each in legal)
    op.create_check_constraint(op.f(NAME), "condominium_issue", f"issue_type in ({listed})")
