"""approvals.

Revision: 202611230151
After: 202611230130
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "202611230151"
down_revision: str | None = "202611230130"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "approval",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "export",
                "break_glass",
                "account",
                name="approvalkind",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("asked", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Uuid(), nullable=False),
        sa.Column(
            "asked_at",
            sa.DateTime(timezone=True),
            server_default=sa.text("clock_timestamp()"),
            nullable=False,
        ),
        sa.Column("decided_by", sa.Uuid(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "outcome",
            sa.Enum(
                "granted",
                "refused",
                name="approvaloutcome",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=True,
        ),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "jsonb_typeof(asked) = 'object' and length(asked::text) <= 2000",
            name=op.f("ck_approval_asked_form"),
        ),
        sa.CheckConstraint(
            "used_at is null or coalesce(outcome = 'granted', false)",
            name=op.f("ck_approval_used_if_granted"),
        ),
        sa.CheckConstraint("asked_at < expires_at", name=op.f("ck_approval_expires_later")),
        sa.CheckConstraint("decided_by <> asked_by", name=op.f("ck_approval_second_person")),
        sa.CheckConstraint(
            "length(btrim(reason)) between 10 and 500", name=op.f("ck_approval_reason_form")
        ),
        sa.CheckConstraint(
            "num_nonnulls(decided_by, decided_at, outcome) in (0, 3)",
            name=op.f("ck_approval_decision_whole"),
        ),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_approval_asked_by")),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_approval_decided_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
    )
    op.create_index(op.f("ix_approval_asked_by"), "approval", ["asked_by"], unique=False)
    op.create_index(op.f("ix_approval_decided_by"), "approval", ["decided_by"], unique=False)
    op.create_index(
        "ix_approval_open",
        "approval",
        ["kind", "asked_at"],
        unique=False,
        postgresql_where=sa.text("outcome is null"),
    )


def downgrade() -> None:
    op.drop_index(
        "ix_approval_open", table_name="approval", postgresql_where=sa.text("outcome is null")
    )
    op.drop_index(op.f("ix_approval_decided_by"), table_name="approval")
    op.drop_index(op.f("ix_approval_asked_by"), table_name="approval")
    op.drop_table("approval")
