"""second factor.

Revision: 202611230241
After: 202611230240
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611230241"
down_revision: str | None = "202611230240"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FALSE = sa.text("false")
ROLES = (
    "public", "council", "housing_operator", "housing_manager", "social_services", "migrant_desk",
    "registry_office", "local_police", "prefecture", "planner", "researcher", "condo_admin",
    "court_custodian", "mediator", "partner_operator", "system_admin", "auditor",
)


def upgrade() -> None:
    op.add_column("account", sa.Column("awaits_confirmation", sa.Boolean(), server_default=FALSE, nullable=False))
    op.add_column("account_session", sa.Column("is_strong", sa.Boolean(), server_default=FALSE, nullable=False))
    op.create_table("emergency_access",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("account_id", sa.Uuid(), nullable=False),
    sa.Column("session_id", sa.Uuid(), nullable=False),
    sa.Column("approval_id", sa.Uuid(), nullable=False),
    sa.Column("role", sa.Enum(*ROLES, name="role", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("unit_id", sa.Uuid(), nullable=False),
    sa.Column("opened_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("expires_at > opened_at and expires_at <= opened_at + interval '60 minutes'", name=op.f("ck_emergency_access_an_hour_at_most")),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_emergency_access_account_id")),
    sa.ForeignKeyConstraint(["approval_id"], ["approval.id"], name=op.f("fk_emergency_access_approval_id")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_emergency_access_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_emergency_access")),
    sa.UniqueConstraint("approval_id", name=op.f("uq_emergency_access_approval_id"))
    )
    op.create_index(op.f("ix_emergency_access_account_id"), "emergency_access", ["account_id"], unique=False)
    op.create_index(op.f("ix_emergency_access_session_id"), "emergency_access", ["session_id"], unique=False)
    op.create_index(op.f("ix_emergency_access_unit_id"), "emergency_access", ["unit_id"], unique=False)


def downgrade() -> None:
    op.drop_table("emergency_access")
    op.execute("drop trigger if exists confirm_account on approval")
    # Older code makes these again with what they answered then, which PostgreSQL does not replace.
    op.execute("drop function if exists access.enter(text, bytea), access.every_account(), "
               "access.begin_session(uuid, bytea, interval, boolean, bytea, boolean)")
    op.drop_column("account_session", "is_strong")
    op.drop_column("account", "awaits_confirmation")
