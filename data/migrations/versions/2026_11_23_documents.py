"""documents.

Revision: 202611230141
After: 202611230140
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611230141"
down_revision: str | None = "202611230140"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

KINDS = ("inspection_photo", "report", "plan", "contract", "act", "letter", "other")
FORMS = ("jpeg", "png", "webp", "pdf", "docx", "xlsx")
TABLES = ("unit_document", "case_document", "issue_document", "episode_document")


def _code(values: Sequence[str], name: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table("unit_document",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("unit_id", sa.Uuid(), nullable=False),
    sa.Column("kind", _code(KINDS, "documentkind"), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("media_type", _code(FORMS, "mediatype"), nullable=False),
    sa.Column("sha256", sa.LargeBinary(), nullable=False),
    sa.Column("byte_count", sa.Integer(), nullable=False),
    sa.Column("uploaded_by", sa.Uuid(), nullable=True),
    sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.CheckConstraint("btrim(title) <> '' and length(title) <= 120", name=op.f("ck_unit_document_title_form")),
    sa.CheckConstraint("byte_count = length(content)", name=op.f("ck_unit_document_byte_count_of_content")),
    sa.CheckConstraint("sha256 = sha256(content)", name=op.f("ck_unit_document_sha256_of_content")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_document_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_document"))
    )
    op.create_index(op.f("ix_unit_document_unit_id_sha256"), "unit_document", ["unit_id", "sha256"], unique=True)
    op.create_table("case_document",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("case_id", sa.Uuid(), nullable=False),
    sa.Column("kind", _code(KINDS, "documentkind"), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("media_type", _code(FORMS, "mediatype"), nullable=False),
    sa.Column("sha256", sa.LargeBinary(), nullable=False),
    sa.Column("byte_count", sa.Integer(), nullable=False),
    sa.Column("uploaded_by", sa.Uuid(), nullable=True),
    sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.CheckConstraint("btrim(title) <> '' and length(title) <= 120", name=op.f("ck_case_document_title_form")),
    sa.CheckConstraint("byte_count = length(content)", name=op.f("ck_case_document_byte_count_of_content")),
    sa.CheckConstraint("sha256 = sha256(content)", name=op.f("ck_case_document_sha256_of_content")),
    sa.ForeignKeyConstraint(["case_id"], ["housing_case.id"], name=op.f("fk_case_document_case_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_case_document"))
    )
    op.create_index(op.f("ix_case_document_case_id_sha256"), "case_document", ["case_id", "sha256"], unique=True)
    op.create_table("episode_document",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("episode_id", sa.Uuid(), nullable=False),
    sa.Column("kind", _code(KINDS, "documentkind"), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("media_type", _code(FORMS, "mediatype"), nullable=False),
    sa.Column("sha256", sa.LargeBinary(), nullable=False),
    sa.Column("byte_count", sa.Integer(), nullable=False),
    sa.Column("uploaded_by", sa.Uuid(), nullable=True),
    sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.CheckConstraint("btrim(title) <> '' and length(title) <= 120", name=op.f("ck_episode_document_title_form")),
    sa.CheckConstraint("byte_count = length(content)", name=op.f("ck_episode_document_byte_count_of_content")),
    sa.CheckConstraint("sha256 = sha256(content)", name=op.f("ck_episode_document_sha256_of_content")),
    sa.ForeignKeyConstraint(["episode_id"], ["occupation_episode.id"], name=op.f("fk_episode_document_episode_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_episode_document"))
    )
    op.create_index(op.f("ix_episode_document_episode_id_sha256"), "episode_document", ["episode_id", "sha256"], unique=True)
    op.create_table("issue_document",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("issue_id", sa.Uuid(), nullable=False),
    sa.Column("kind", _code(KINDS, "documentkind"), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("media_type", _code(FORMS, "mediatype"), nullable=False),
    sa.Column("sha256", sa.LargeBinary(), nullable=False),
    sa.Column("byte_count", sa.Integer(), nullable=False),
    sa.Column("uploaded_by", sa.Uuid(), nullable=True),
    sa.Column("uploaded_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("content", sa.LargeBinary(), nullable=False),
    sa.CheckConstraint("btrim(title) <> '' and length(title) <= 120", name=op.f("ck_issue_document_title_form")),
    sa.CheckConstraint("byte_count = length(content)", name=op.f("ck_issue_document_byte_count_of_content")),
    sa.CheckConstraint("sha256 = sha256(content)", name=op.f("ck_issue_document_sha256_of_content")),
    sa.ForeignKeyConstraint(["issue_id"], ["condominium_issue.id"], name=op.f("fk_issue_document_issue_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_issue_document"))
    )
    op.create_index(op.f("ix_issue_document_issue_id_sha256"), "issue_document", ["issue_id", "sha256"], unique=True)
    for name in TABLES:
        # Pictures are compressed already: a second compression costs and saves nothing.
        op.execute(f"alter table {name} alter column content set storage external")


def downgrade() -> None:
    op.drop_index(op.f("ix_issue_document_issue_id_sha256"), table_name="issue_document")
    op.drop_table("issue_document")
    op.drop_index(op.f("ix_episode_document_episode_id_sha256"), table_name="episode_document")
    op.drop_table("episode_document")
    op.drop_index(op.f("ix_case_document_case_id_sha256"), table_name="case_document")
    op.drop_table("case_document")
    op.drop_index(op.f("ix_unit_document_unit_id_sha256"), table_name="unit_document")
    op.drop_table("unit_document")
