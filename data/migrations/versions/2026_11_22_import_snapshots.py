"""of what a loaded file was a whole.

Revision: 202611221301
After: 202611221401
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "202611221301"
down_revision: str | None = "202611221401"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "import_snapshot",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("municipality_code", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("kinds", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("west", sa.Float(), nullable=True),
        sa.Column("south", sa.Float(), nullable=True),
        sa.Column("east", sa.Float(), nullable=True),
        sa.Column("north", sa.Float(), nullable=True),
        sa.Column("part", sa.Text(), nullable=True),
        sa.Column("mentioned", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.CheckConstraint(
            "cardinality(kinds) > 0", name=op.f("ck_import_snapshot_has_kinds")
        ),
        sa.CheckConstraint(
            "num_nulls(west, south, east, north) in (0, 4)",
            name=op.f("ck_import_snapshot_whole_rectangle"),
        ),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"],
            name=op.f("fk_import_snapshot_run_id"), ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_import_snapshot")),
    )
    op.create_index(
        op.f("ix_import_snapshot_source_municipality_code_as_of"),
        "import_snapshot",
        ["source", "municipality_code", "as_of"],
    )


def downgrade() -> None:
    op.drop_table("import_snapshot")
