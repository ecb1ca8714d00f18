"""told once.

Revision: 202611220012
After: 202611220011
"""

from collections.abc import Sequence

from alembic import op

revision: str = "202611220012"
down_revision: str | None = "202611220011"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TOLD = {"unit_status": "dimension", "unit_utility": "service"}
WHOSE = {
    "no_overlap": ("unit_id", "reference_id is null and valid_from < valid_to"),
    "no_overlap_of_naming": ("reference_id", "reference_id is not null and valid_from < valid_to"),
}


def upgrade() -> None:
    _exclude("(hashtextextended({what}::text || ' ' || source_id, 0)) with =")


def downgrade() -> None:
    _exclude("{what} with =, source_id with =")


def _exclude(told: str) -> None:
    for table, what in TOLD.items():
        for name, (whose, condition) in WHOSE.items():
            constraint = f"ex_{table}_{name}"
            op.execute(f"alter table {table} drop constraint {constraint}")
            op.execute(
                f"alter table {table} add constraint {constraint} exclude using gist"
                f" ({whose} with =, {told.format(what=what)}, valid with &&) where ({condition})"
            )
