"""public projects, and lists of cases to be checked.

Revision: 202611220600
After: 202611220402
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611220600"
down_revision: str | None = "202611220402"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table("checklist",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("question", sa.Enum("registered_residents", "registered_lease", "waste_charge", "occupancy", name="checkquestion", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("made_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_checklist")),
    sa.UniqueConstraint("fid", name=op.f("uq_checklist_fid"))
    )
    op.create_table("public_project",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("municipality_code", sa.Text(), nullable=False),
    sa.Column("cup", sa.Text(), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("cup ~ '^[A-Z][0-9]{2}[A-Z][0-9]{11}$'", name=op.f("ck_public_project_cup_form")),
    sa.ForeignKeyConstraint(["municipality_code"], ["municipality.code"], name=op.f("fk_public_project_municipality_code")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_public_project_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_public_project")),
    sa.UniqueConstraint("cup", name=op.f("uq_public_project_cup")),
    sa.UniqueConstraint("fid", name=op.f("uq_public_project_fid"))
    )
    op.create_index(op.f("ix_public_project_municipality_code"), "public_project", ["municipality_code"], unique=False)
    op.create_index(op.f("ix_public_project_source_id"), "public_project", ["source_id"], unique=False)
    op.create_table("public_project_amount",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("project_id", sa.Uuid(), nullable=False),
    sa.Column("register", sa.Enum("opencup", "pa_digitale", "opencoesione", "anac", name="projectregister", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("local_code", sa.Text(), server_default="", nullable=False),
    sa.Column("kind", sa.Enum("cost", "funded", "committed", "paid", name="amountkind", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("amount_eur", sa.Numeric(precision=16, scale=2), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("amount_eur >= 0", name=op.f("ck_public_project_amount_amount_not_negative")),
    sa.ForeignKeyConstraint(["project_id"], ["public_project.id"], name=op.f("fk_public_project_amount_project_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_public_project_amount_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_public_project_amount"))
    )
    op.create_index(op.f("ix_public_project_amount_source_id"), "public_project_amount", ["source_id"], unique=False)
    op.create_index("uq_public_project_amount_key", "public_project_amount", ["project_id", "register", "local_code", "kind"], unique=True)
    op.create_table("public_project_cig",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("project_id", sa.Uuid(), nullable=False),
    sa.Column("cig", sa.Text(), nullable=False),
    sa.Column("kind", sa.Enum("standard", "smart", "single", name="cigkind", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("cig ~ '^([0-9]{7}[0-9A-F]{3}|[A-UXYZ][0-9A-F]{9})$'", name=op.f("ck_public_project_cig_cig_form")),
    sa.ForeignKeyConstraint(["project_id"], ["public_project.id"], name=op.f("fk_public_project_cig_project_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_public_project_cig_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_public_project_cig"))
    )
    op.create_index(op.f("ix_public_project_cig_cig"), "public_project_cig", ["cig"], unique=False)
    op.create_index(op.f("ix_public_project_cig_source_id"), "public_project_cig", ["source_id"], unique=False)
    op.create_index("uq_public_project_cig_key", "public_project_cig", ["project_id", "cig"], unique=True)
    op.create_table("public_project_place",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("project_id", sa.Uuid(), nullable=False),
    sa.Column("istat_code", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=True),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("istat_code ~ '^[0-9]{6}$'", name=op.f("ck_public_project_place_istat_code_form")),
    sa.ForeignKeyConstraint(["project_id"], ["public_project.id"], name=op.f("fk_public_project_place_project_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_public_project_place_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_public_project_place"))
    )
    op.create_index(op.f("ix_public_project_place_source_id"), "public_project_place", ["source_id"], unique=False)
    op.create_index("uq_public_project_place_key", "public_project_place", ["project_id", "istat_code"], unique=True)
    op.create_table("public_project_story",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("project_id", sa.Uuid(), nullable=False),
    sa.Column("register", sa.Enum("opencup", "pa_digitale", "opencoesione", "anac", name="projectregister", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("local_code", sa.Text(), server_default="", nullable=False),
    sa.Column("title", sa.Text(), nullable=True),
    sa.Column("holder", sa.Text(), nullable=True),
    sa.Column("programme", sa.Text(), nullable=True),
    sa.Column("nature", sa.Text(), nullable=True),
    sa.Column("state_text", sa.Text(), nullable=True),
    sa.Column("state_on", sa.Date(), nullable=True),
    sa.Column("decision_year", sa.SmallInteger(), nullable=True),
    sa.Column("start_on", sa.Date(), nullable=True),
    sa.Column("end_on", sa.Date(), nullable=True),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("decision_year between 1950 and 2100", name=op.f("ck_public_project_story_decision_year_range")),
    sa.ForeignKeyConstraint(["project_id"], ["public_project.id"], name=op.f("fk_public_project_story_project_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_public_project_story_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_public_project_story"))
    )
    op.create_index(op.f("ix_public_project_story_source_id"), "public_project_story", ["source_id"], unique=False)
    op.create_index("uq_public_project_story_key", "public_project_story", ["project_id", "register", "local_code"], unique=True)
    op.create_table("checklist_answer",
    sa.Column("checklist_id", sa.Uuid(), nullable=False),
    sa.Column("case_id", sa.Uuid(), nullable=False),
    sa.Column("outcome", sa.Enum("yes", "no", "not_established", name="checkoutcome", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("persons_count", sa.SmallInteger(), nullable=True),
    sa.Column("answered_on", sa.Date(), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("persons_count between 0 and 999", name=op.f("ck_checklist_answer_persons_range")),
    sa.ForeignKeyConstraint(["case_id"], ["housing_case.id"], name=op.f("fk_checklist_answer_case_id")),
    sa.ForeignKeyConstraint(["checklist_id"], ["checklist.id"], name=op.f("fk_checklist_answer_checklist_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_checklist_answer_source_id")),
    sa.PrimaryKeyConstraint("checklist_id", "case_id", name=op.f("pk_checklist_answer"))
    )
    op.create_index(op.f("ix_checklist_answer_case_id"), "checklist_answer", ["case_id"], unique=False)
    op.create_index(op.f("ix_checklist_answer_source_id"), "checklist_answer", ["source_id"], unique=False)
    op.create_table("checklist_item",
    sa.Column("checklist_id", sa.Uuid(), nullable=False),
    sa.Column("line", sa.Integer(), autoincrement=False, nullable=False),
    sa.Column("case_id", sa.Uuid(), nullable=False),
    sa.CheckConstraint("line >= 1", name=op.f("ck_checklist_item_line_positive")),
    sa.ForeignKeyConstraint(["case_id"], ["housing_case.id"], name=op.f("fk_checklist_item_case_id")),
    sa.ForeignKeyConstraint(["checklist_id"], ["checklist.id"], name=op.f("fk_checklist_item_checklist_id")),
    sa.PrimaryKeyConstraint("checklist_id", "line", name=op.f("pk_checklist_item"))
    )
    op.create_index(op.f("ix_checklist_item_case_id"), "checklist_item", ["case_id"], unique=False)
    op.create_index("uq_checklist_item_case", "checklist_item", ["checklist_id", "case_id"], unique=True)


def downgrade() -> None:
    op.drop_index("uq_checklist_item_case", table_name="checklist_item")
    op.drop_index(op.f("ix_checklist_item_case_id"), table_name="checklist_item")
    op.drop_table("checklist_item")
    op.drop_index(op.f("ix_checklist_answer_source_id"), table_name="checklist_answer")
    op.drop_index(op.f("ix_checklist_answer_case_id"), table_name="checklist_answer")
    op.drop_table("checklist_answer")
    op.drop_index("uq_public_project_story_key", table_name="public_project_story")
    op.drop_index(op.f("ix_public_project_story_source_id"), table_name="public_project_story")
    op.drop_table("public_project_story")
    op.drop_index("uq_public_project_place_key", table_name="public_project_place")
    op.drop_index(op.f("ix_public_project_place_source_id"), table_name="public_project_place")
    op.drop_table("public_project_place")
    op.drop_index("uq_public_project_cig_key", table_name="public_project_cig")
    op.drop_index(op.f("ix_public_project_cig_source_id"), table_name="public_project_cig")
    op.drop_index(op.f("ix_public_project_cig_cig"), table_name="public_project_cig")
    op.drop_table("public_project_cig")
    op.drop_index("uq_public_project_amount_key", table_name="public_project_amount")
    op.drop_index(op.f("ix_public_project_amount_source_id"), table_name="public_project_amount")
    op.drop_table("public_project_amount")
    op.drop_index(op.f("ix_public_project_source_id"), table_name="public_project")
    op.drop_index(op.f("ix_public_project_municipality_code"), table_name="public_project")
    op.drop_table("public_project")
    op.drop_table("checklist")
