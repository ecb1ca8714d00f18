"""sheet memory.

Revision: 202611220401
After: 202611220201
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "202611220401"
down_revision: str | None = "202611220201"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table("sheet_answer",
    sa.Column("source", sa.Text(), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("question", sa.Text(), nullable=False),
    sa.Column("answer", sa.Text(), nullable=False),
    sa.Column("answered_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.PrimaryKeyConstraint("source", "sender", "question", name=op.f("pk_sheet_answer")),
    )
    op.create_table("sheet_mapping",
    sa.Column("source", sa.Text(), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("fingerprint", sa.Text(), nullable=False),
    sa.Column("sheet", sa.Text(), nullable=False),
    sa.Column("columns", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
    sa.Column("confirmed_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.PrimaryKeyConstraint("source", "sender", "fingerprint", name=op.f("pk_sheet_mapping")),
    )


def downgrade() -> None:
    op.drop_table("sheet_mapping")
    op.drop_table("sheet_answer")
