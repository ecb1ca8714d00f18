"""lists in order.

Revision: 202611221402
After: 202611221101
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611221402"
down_revision: str | None = "202611221101"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

UNMATCHED = sa.text("state <> 'matched'")
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    op.drop_index("ix_discrepancy_open", table_name="discrepancy")
    op.create_index("ix_discrepancy_changed", "discrepancy", ["state", "changed_at", "fid"])
    op.create_index(
        "ix_discrepancy_kind_changed", "discrepancy", ["state", "kind", "changed_at", "fid"]
    )
    op.drop_index("ix_unit_reference_state", table_name="unit_reference")
    op.create_index(
        "ix_unit_reference_state", "unit_reference", ["state", "fid"], postgresql_where=UNMATCHED
    )


def downgrade() -> None:
    op.drop_index("ix_unit_reference_state", table_name="unit_reference")
    op.create_index(
        "ix_unit_reference_state", "unit_reference", ["state"], postgresql_where=UNMATCHED
    )
    op.drop_index("ix_discrepancy_kind_changed", table_name="discrepancy")
    op.drop_index("ix_discrepancy_changed", table_name="discrepancy")
    op.create_index(
        "ix_discrepancy_open", "discrepancy", ["kind", "opened_at"], postgresql_where=OPEN
    )
