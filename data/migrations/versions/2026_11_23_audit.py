"""audit.

Revision: 202611230120
After: 202611230020
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from gis.sqlfiles import read_sql

revision: str = "202611230120"
down_revision: str | None = "202611230020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BASIS = "proposta da confermare con il DPO (registro delle letture: art. 5 par. 2 GDPR)"
RULES = (
    ("kept_months", "*", 24),
    ("person_records_hour", "*", 50),
    ("person_records_hour", "housing_operator", 150),
    ("person_records_hour", "housing_manager", 100),
    ("person_records_hour", "registry_office", 150),
    ("person_records_hour", "social_services", 80),
    ("office_opens", "*", 7.5),
    ("office_closes", "*", 19.5),
    ("office_opens", "local_police", 0),
    ("office_closes", "local_police", 24),
    ("sample_size", "*", 50),
)
"""Values to begin with: sixty cards an hour is a normal morning at the housing desk."""


def upgrade() -> None:
    op.execute(read_sql("buildings.audit", "audit"))
    op.create_table("audit_alert",
    sa.Column("id", sa.BigInteger(), nullable=False),
    sa.Column("kind", sa.Enum("person_records", "own_name", "off_hours", "break_glass", name="alertkind", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("actor", sa.Uuid(), nullable=False),
    sa.Column("role", sa.Text(), nullable=True),
    sa.Column("organisation", sa.Uuid(), nullable=True),
    sa.Column("hour", sa.DateTime(timezone=True), nullable=False),
    sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("observed", sa.Integer(), nullable=False),
    sa.Column("threshold", sa.Numeric(precision=10, scale=2), nullable=True),
    sa.Column("raised_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("state", sa.Enum("open", "explained", "breach", name="alertstate", native_enum=False, create_constraint=True, length=40), server_default="open", nullable=False),
    sa.Column("decided_by", sa.Uuid(), nullable=True),
    sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("note", sa.Text(), nullable=True),
    sa.CheckConstraint("(state = 'open') = (decided_at is null) and (state = 'open' or coalesce(btrim(note), '') <> '')", name=op.f("ck_audit_alert_decided_with_reason")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_alert"))
    )
    op.create_index("ix_audit_alert_state", "audit_alert", ["state", "id"], unique=False)
    op.create_index("uq_audit_alert_hour", "audit_alert", ["kind", "actor", "hour"], unique=True)
    op.create_table("audit_anchor",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("seal_id", sa.BigInteger(), nullable=False),
    sa.Column("hash", sa.LargeBinary(), nullable=False),
    sa.Column("total_count", sa.BigInteger(), nullable=False),
    sa.Column("target", sa.Text(), nullable=False),
    sa.Column("anchored_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_anchor"))
    )
    op.create_table("audit_entry",
    sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("xid", sa.BigInteger(), nullable=False),
    sa.Column("transaction_id", sa.BigInteger(), nullable=False),
    sa.Column("request", sa.Uuid(), nullable=True),
    sa.Column("actor", sa.Uuid(), nullable=True),
    sa.Column("actor_name", sa.Text(), nullable=True),
    sa.Column("role", sa.Text(), nullable=True),
    sa.Column("organisation", sa.Uuid(), nullable=True),
    sa.Column("verb", sa.Enum("read", "list", "search", "map", "export", "print", "reveal", "report", "create", "update", "write", "transition", "decide", "share", "revoke", "release", "sign_in", "sign_in_failed", "sign_out", "break_glass", "erase", name="verb", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("entity", sa.Text(), nullable=False),
    sa.Column("entity_id", sa.Uuid(), nullable=True),
    sa.Column("fields_class", sa.Text(), nullable=True),
    sa.Column("purpose_code", sa.Text(), nullable=True),
    sa.Column("case_id", sa.Uuid(), nullable=True),
    sa.Column("result_count", sa.Integer(), nullable=True),
    sa.Column("address_hash", sa.Text(), nullable=True),
    sa.Column("is_automatic", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    sa.Column("detail", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
    sa.CheckConstraint("address_hash ~ '^[0-9a-f]{16,64}$'", name=op.f("ck_audit_entry_address_hashed")),
    sa.CheckConstraint("entity ~ '^[a-z][a-z0-9_.-]{0,79}$'", name=op.f("ck_audit_entry_entity_form")),
    sa.CheckConstraint("fields_class ~ '^P[0-6]$'", name=op.f("ck_audit_entry_fields_class_form")),
    sa.CheckConstraint("purpose_code ~ '^[a-z][a-z0-9_.-]{0,79}$'", name=op.f("ck_audit_entry_purpose_form")),
    sa.CheckConstraint("detail is null or audit.is_plain(detail)", name=op.f("ck_audit_entry_detail_plain")),
    sa.CheckConstraint("result_count >= 0", name=op.f("ck_audit_entry_count_not_negative")),
    sa.CheckConstraint("transaction_id > 0", name=op.f("ck_audit_entry_transaction_positive")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry"))
    )
    op.create_index("ix_audit_entry_actor_at", "audit_entry", ["actor", "at", "id"], unique=False)
    op.create_index("ix_audit_entry_at", "audit_entry", ["at", "id"], unique=False)
    op.create_index("ix_audit_entry_entity_id_at", "audit_entry", ["entity_id", "at", "id"], unique=False, postgresql_where=sa.text("entity_id is not null"))
    op.create_index("ix_audit_entry_transaction_id", "audit_entry", ["transaction_id"], unique=False)
    op.create_table("audit_rule",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Enum("kept_months", "person_records_hour", "office_opens", "office_closes", "sample_size", name="rulekind", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("role", sa.Text(), server_default="*", nullable=False),
    sa.Column("value", sa.Numeric(precision=10, scale=2), nullable=False),
    sa.Column("legal_basis", sa.Text(), nullable=False),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", sa.Date(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    postgresql.ExcludeConstraint((sa.column("kind"), "="), (sa.column("role"), "="), (sa.column("valid"), "&&"), where=sa.text("valid_from < valid_to"), using="gist", name=op.f("ex_audit_rule_no_overlap")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_audit_rule_valid_time_ordered")),
    sa.CheckConstraint("value >= 0", name=op.f("ck_audit_rule_value_not_negative")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_rule"))
    )
    op.create_table("audit_sample",
    sa.Column("id", sa.BigInteger(), nullable=False),
    sa.Column("month", sa.Date(), nullable=False),
    sa.Column("entry_id", sa.BigInteger(), nullable=False),
    sa.Column("seed", sa.Text(), nullable=False),
    sa.Column("population", sa.Integer(), nullable=False),
    sa.Column("drawn_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.CheckConstraint("extract(day from month) = 1", name=op.f("ck_audit_sample_first_of_month")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_sample"))
    )
    op.create_index("uq_audit_sample_entry", "audit_sample", ["month", "entry_id"], unique=True)
    op.create_table("audit_seal",
    sa.Column("id", sa.BigInteger(), autoincrement=False, nullable=False),
    sa.Column("from_number", sa.BigInteger(), nullable=False),
    sa.Column("until_number", sa.BigInteger(), nullable=False),
    sa.Column("entry_count", sa.Integer(), nullable=False),
    sa.Column("total_count", sa.BigInteger(), nullable=False),
    sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("sealed_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.Column("transaction_id", sa.BigInteger(), nullable=False),
    sa.Column("entries_hash", sa.LargeBinary(), nullable=False),
    sa.Column("previous_hash", sa.LargeBinary(), nullable=False),
    sa.Column("hash", sa.LargeBinary(), nullable=False),
    sa.CheckConstraint("entry_count > 0", name=op.f("ck_audit_seal_not_empty")),
    sa.CheckConstraint("from_number < until_number", name=op.f("ck_audit_seal_range_ordered")),
    sa.CheckConstraint("length(entries_hash) = 32 and length(previous_hash) = 32 and length(hash) = 32", name=op.f("ck_audit_seal_hash_lengths")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_seal"))
    )
    op.create_index("ix_audit_seal_transaction_id", "audit_seal", ["transaction_id"], unique=False)
    op.create_index("uq_audit_seal_until_number", "audit_seal", ["until_number"], unique=True)
    op.create_table("audit_review",
    sa.Column("id", sa.BigInteger(), nullable=False),
    sa.Column("sample_id", sa.BigInteger(), nullable=False),
    sa.Column("reviewer", sa.Enum("housing_manager", "auditor", name="reviewer", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("finding", sa.Enum("ok", "explain", name="finding", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("actor", sa.Uuid(), nullable=True),
    sa.Column("note", sa.Text(), server_default="", nullable=False),
    sa.Column("reviewed_at", sa.DateTime(timezone=True), server_default=sa.text("clock_timestamp()"), nullable=False),
    sa.ForeignKeyConstraint(["sample_id"], ["audit_sample.id"], name=op.f("fk_audit_review_sample_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_review"))
    )
    op.create_index("ix_audit_review_sample", "audit_review", ["sample_id", "id"], unique=False)
    op.execute(read_sql("buildings.audit", "guards"))
    rules = sa.table("audit_rule", *(sa.column(name) for name in ("kind", "role", "value", "legal_basis")), sa.column("valid_from", sa.Date()))
    op.execute(
        rules.insert().values([
            {"kind": kind, "role": role, "value": value, "legal_basis": BASIS, "valid_from": sa.text("date '2026-01-01'")}
            for kind, role, value in RULES
        ])
    )


def downgrade() -> None:
    op.execute("drop trigger note_write on history.transaction")
    for name in ("review", "seal", "sample", "rule", "entry", "anchor", "alert"):
        op.drop_table(f"audit_{name}")
    op.execute("drop schema audit cascade")
