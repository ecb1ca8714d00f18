"""the log of files.

Revision: 202611230152
After: 202611230151
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611230152"
down_revision: str | None = "202611230151"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table("file_export",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("actor", sa.Uuid(), nullable=True),
    sa.Column("role", sa.Text(), nullable=False),
    sa.Column("request", sa.Uuid(), nullable=True),
    sa.Column("entity", sa.Text(), nullable=False),
    sa.Column("data_class", sa.Text(), nullable=False),
    sa.Column("form", sa.Enum("csv", "geojson", "gpkg", "html", name="exportform", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("recipient", sa.Text(), nullable=False),
    sa.Column("purpose", sa.Text(), nullable=False),
    sa.Column("row_count", sa.Integer(), nullable=False),
    sa.Column("sha256", sa.LargeBinary(), nullable=False),
    sa.Column("approval_id", sa.Uuid(), nullable=True),
    sa.CheckConstraint("length(btrim(recipient)) between 3 and 120", name=op.f("ck_file_export_recipient_form")),
    sa.CheckConstraint("length(btrim(purpose)) between 10 and 300", name=op.f("ck_file_export_purpose_form")),
    sa.CheckConstraint("row_count >= 0", name=op.f("ck_file_export_count_not_negative")),
    sa.CheckConstraint("length(sha256) = 32", name=op.f("ck_file_export_sha256_length")),
    sa.ForeignKeyConstraint(["approval_id"], ["approval.id"], name=op.f("fk_file_export_approval_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_file_export"))
    )
    op.create_index("ix_file_export_made_at", "file_export", ["made_at"])
    op.create_index(op.f("ix_file_export_approval_id"), "file_export", ["approval_id"])


def downgrade() -> None:
    op.drop_table("file_export")
