"""arrears and deliveries.

Revision: 202611220501
After: 202611220802
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

import gis.columns

revision: str = "202611220501"
down_revision: str | None = "202611220802"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

AGREEMENTS = """
create function require_delivery_agreement() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and row(
        new.agreement_id, new.condominium_id, new.sender, new.reference_id, new.financial_year,
        new.previous_eur, new.due_eur, new.paid_eur, new.balance_eur, new.band, new.legal_step,
        new.loaded_on
    ) is not distinct from row(
        old.agreement_id, old.condominium_id, old.sender, old.reference_id, old.financial_year,
        old.previous_eur, old.due_eur, old.paid_eur, old.balance_eur, old.band, old.legal_step,
        old.loaded_on
    ) then
        return new;
    end if;
    new.loaded_on := (clock_timestamp() at time zone 'Europe/Rome')::date;
    perform from delivery_agreement a
    where a.id = new.agreement_id and a.condominium_id = new.condominium_id
        and a.sender = new.sender
        and a.valid_from <= new.loaded_on and a.valid_to > new.loaded_on
    for share;
    if not found then
        raise exception
            'no delivery agreement of this condominium and sender is in force on %',
            new.loaded_on
            using errcode = 'check_violation', constraint = 'agreement_in_force';
    end if;
    return new;
end
$$;
create trigger require_delivery_agreement before insert or update on unit_arrears
for each row execute function require_delivery_agreement();

create function keep_agreement_behind_rows() returns trigger language plpgsql as $$
begin
    if (new.condominium_id, new.sender) is distinct from (old.condominium_id, old.sender) then
        raise exception 'the condominium and the sender of an agreement never change'
            using errcode = 'check_violation', constraint = 'agreement_of_one_condominium';
    end if;
    if exists (
        select from unit_arrears u
        where u.agreement_id = old.id
            and (u.loaded_on < new.valid_from or u.loaded_on >= new.valid_to)
    ) then
        raise exception 'rows came in under this agreement on days that it would not cover'
            using errcode = 'check_violation', constraint = 'agreement_covers_rows';
    end if;
    return new;
end
$$;
create trigger keep_agreement_behind_rows before update on delivery_agreement
for each row execute function keep_agreement_behind_rows();
"""


def upgrade() -> None:
    op.create_table("delivery_attempt",
    sa.Column("id", sa.BigInteger(), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    sa.Column("address_hash", sa.Text(), nullable=False),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_attempt"))
    )
    op.create_index(op.f("ix_delivery_attempt_address_hash_at"), "delivery_attempt", ["address_hash", "at"], unique=False)
    op.create_table("arrears_band_count",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("condominium_id", sa.Uuid(), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("staircase_code", sa.Text(), nullable=True),
    sa.Column("band", sa.Enum("unknown", "none", "below_1y", "from_1y_to_2y", "above_2y", "in_enforcement", name="arrearsband", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("unit_count", sa.Integer(), nullable=False),
    sa.Column("unpaid_eur", sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", gis.columns.OpenEnd(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    postgresql.ExcludeConstraint((sa.column("condominium_id"), "="), (sa.column("sender"), "="), (sa.text("coalesce(staircase_code, '')"), "="), (sa.column("band"), "="), (sa.column("valid"), "&&"), using="gist", name=op.f("ex_arrears_band_count_told_once")),
    sa.CheckConstraint("staircase_code ~ '^[A-Z0-9]{1,3}$'", name=op.f("ck_arrears_band_count_staircase_form")),
    sa.CheckConstraint("unit_count >= 0", name=op.f("ck_arrears_band_count_count_not_negative")),
    sa.CheckConstraint("unpaid_eur >= 0", name=op.f("ck_arrears_band_count_unpaid_not_negative")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_arrears_band_count_valid_time_ordered")),
    sa.ForeignKeyConstraint(["condominium_id"], ["condominium.id"], name=op.f("fk_arrears_band_count_condominium_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_arrears_band_count_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_arrears_band_count")),
    sa.UniqueConstraint("fid", name=op.f("uq_arrears_band_count_fid"))
    )
    op.create_index(op.f("ix_arrears_band_count_source_id"), "arrears_band_count", ["source_id"], unique=False)
    op.create_table("arrears_total",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("condominium_id", sa.Uuid(), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("staircase_code", sa.Text(), nullable=True),
    sa.Column("financial_year", sa.SmallInteger(), nullable=False),
    sa.Column("due_eur", sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column("unpaid_eur", sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", gis.columns.OpenEnd(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    postgresql.ExcludeConstraint((sa.column("condominium_id"), "="), (sa.column("sender"), "="), (sa.text("coalesce(staircase_code, '')"), "="), (sa.column("financial_year"), "="), (sa.column("valid"), "&&"), using="gist", name=op.f("ex_arrears_total_told_once")),
    sa.CheckConstraint("staircase_code ~ '^[A-Z0-9]{1,3}$'", name=op.f("ck_arrears_total_staircase_form")),
    sa.CheckConstraint("due_eur >= 0", name=op.f("ck_arrears_total_due_not_negative")),
    sa.CheckConstraint("financial_year between 1950 and 2100", name=op.f("ck_arrears_total_financial_year_range")),
    sa.CheckConstraint("unpaid_eur >= 0", name=op.f("ck_arrears_total_unpaid_not_negative")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_arrears_total_valid_time_ordered")),
    sa.ForeignKeyConstraint(["condominium_id"], ["condominium.id"], name=op.f("fk_arrears_total_condominium_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_arrears_total_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_arrears_total")),
    sa.UniqueConstraint("fid", name=op.f("uq_arrears_total_fid"))
    )
    op.create_index(op.f("ix_arrears_total_source_id"), "arrears_total", ["source_id"], unique=False)
    op.create_table("condominium_bridge",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("condominium_id", sa.Uuid(), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("code", sa.Text(), nullable=False),
    sa.Column("staircase_code", sa.Text(), nullable=True),
    sa.Column("floor_code", sa.Text(), nullable=True),
    sa.Column("unit_number", sa.Text(), nullable=True),
    sa.Column("subunit", sa.Text(), nullable=True),
    sa.Column("answered_on", sa.Date(), nullable=True),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("code = upper(btrim(code)) and code <> ''", name=op.f("ck_condominium_bridge_code_form")),
    sa.CheckConstraint("staircase_code ~ '^[A-Z0-9]{1,3}$'", name=op.f("ck_condominium_bridge_staircase_form")),
    sa.CheckConstraint("subunit ~ '^[0-9]{1,4}$'", name=op.f("ck_condominium_bridge_subunit_form")),
    sa.CheckConstraint("(answered_on is not null) = (num_nonnulls(staircase_code, floor_code, unit_number, subunit) > 0)", name=op.f("ck_condominium_bridge_answered_by_something")),
    sa.CheckConstraint("char_length(unit_number) <= 6", name=op.f("ck_condominium_bridge_unit_number_length")),
    sa.ForeignKeyConstraint(["condominium_id"], ["condominium.id"], name=op.f("fk_condominium_bridge_condominium_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_condominium_bridge_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_condominium_bridge")),
    sa.UniqueConstraint("fid", name=op.f("uq_condominium_bridge_fid"))
    )
    op.create_index(op.f("ix_condominium_bridge_source_id"), "condominium_bridge", ["source_id"], unique=False)
    op.create_index("uq_condominium_bridge_code", "condominium_bridge", ["condominium_id", "sender", "code"], unique=True)
    op.create_table("delivery_agreement",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("condominium_id", sa.Uuid(), nullable=False),
    sa.Column("administrator_id", sa.Uuid(), nullable=True),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("parties", sa.Text(), nullable=False),
    sa.Column("legal_basis", sa.Text(), nullable=False),
    sa.Column("document_reference", sa.Text(), nullable=False),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", gis.columns.OpenEnd(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    postgresql.ExcludeConstraint((sa.column("condominium_id"), "="), (sa.column("sender"), "="), (sa.column("valid"), "&&"), where=sa.text("valid_from < valid_to"), using="gist", name=op.f("ex_delivery_agreement_no_overlap")),
    sa.CheckConstraint("btrim(document_reference) <> ''", name=op.f("ck_delivery_agreement_document_given")),
    sa.CheckConstraint("btrim(legal_basis) <> ''", name=op.f("ck_delivery_agreement_legal_basis_given")),
    sa.CheckConstraint("btrim(parties) <> ''", name=op.f("ck_delivery_agreement_parties_given")),
    sa.CheckConstraint("btrim(sender) <> ''", name=op.f("ck_delivery_agreement_sender_given")),
    sa.CheckConstraint("isfinite(valid_to)", name=op.f("ck_delivery_agreement_end_given")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_delivery_agreement_valid_time_ordered")),
    sa.ForeignKeyConstraint(["administrator_id"], ["administrator.id"], name=op.f("fk_delivery_agreement_administrator_id")),
    sa.ForeignKeyConstraint(["condominium_id"], ["condominium.id"], name=op.f("fk_delivery_agreement_condominium_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_delivery_agreement_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_agreement")),
    sa.UniqueConstraint("fid", name=op.f("uq_delivery_agreement_fid"))
    )
    op.create_index(op.f("ix_delivery_agreement_administrator_id"), "delivery_agreement", ["administrator_id"], unique=False)
    op.create_index(op.f("ix_delivery_agreement_source_id"), "delivery_agreement", ["source_id"], unique=False)
    op.create_table("delivery_link",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("token_sha256", sa.Text(), nullable=False),
    sa.Column("condominium_id", sa.Uuid(), nullable=False),
    sa.Column("kind", sa.Enum("totals", "units", name="deliverykind", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("created_by", sa.Text(), nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("now()"), nullable=False),
    sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("upload_count", sa.SmallInteger(), server_default="0", nullable=False),
    sa.Column("file_key", sa.Text(), nullable=True),
    sa.Column("file_name", sa.Text(), nullable=True),
    sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), server_default=sa.text("'{}'::jsonb"), nullable=False),
    sa.Column("run_id", sa.Integer(), nullable=True),
    sa.CheckConstraint("file_key ~ '^[0-9a-f]{32}$'", name=op.f("ck_delivery_link_file_key_form")),
    sa.CheckConstraint("token_sha256 ~ '^[0-9a-f]{64}$'", name=op.f("ck_delivery_link_token_sha256_form")),
    sa.CheckConstraint("(file_key is null) = (file_name is null)", name=op.f("ck_delivery_link_file_named")),
    sa.CheckConstraint("expires_at > created_at", name=op.f("ck_delivery_link_expires_later")),
    sa.CheckConstraint("used_at is null or file_key is null", name=op.f("ck_delivery_link_no_file_once_used")),
    sa.ForeignKeyConstraint(["condominium_id"], ["condominium.id"], name=op.f("fk_delivery_link_condominium_id")),
    sa.ForeignKeyConstraint(["run_id"], ["import_run.id"], name=op.f("fk_delivery_link_run_id"), ondelete="SET NULL"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_delivery_link"))
    )
    op.create_index(op.f("ix_delivery_link_condominium_id"), "delivery_link", ["condominium_id"], unique=False)
    op.create_index(op.f("ix_delivery_link_expires_at"), "delivery_link", ["expires_at"], unique=False)
    op.create_index("uq_delivery_link_token_sha256", "delivery_link", ["token_sha256"], unique=True)
    op.create_table("supplier_debt",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("condominium_id", sa.Uuid(), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("supplier_kind", sa.Enum("water", "gas", "heating", "electricity_common", "lift", "insurance", "cleaning", "maintenance", "administrator", "taxes", "professionals", "other", name="supplierkind", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("amount_eur", sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", gis.columns.OpenEnd(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    postgresql.ExcludeConstraint((sa.column("condominium_id"), "="), (sa.column("sender"), "="), (sa.column("supplier_kind"), "="), (sa.column("valid"), "&&"), using="gist", name=op.f("ex_supplier_debt_told_once")),
    sa.CheckConstraint("amount_eur >= 0", name=op.f("ck_supplier_debt_amount_not_negative")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_supplier_debt_valid_time_ordered")),
    sa.ForeignKeyConstraint(["condominium_id"], ["condominium.id"], name=op.f("fk_supplier_debt_condominium_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_supplier_debt_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_debt")),
    sa.UniqueConstraint("fid", name=op.f("uq_supplier_debt_fid"))
    )
    op.create_index(op.f("ix_supplier_debt_source_id"), "supplier_debt", ["source_id"], unique=False)
    op.create_table("unit_arrears",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("condominium_id", sa.Uuid(), nullable=False),
    sa.Column("agreement_id", sa.Uuid(), nullable=False),
    sa.Column("sender", sa.Text(), nullable=False),
    sa.Column("financial_year", sa.SmallInteger(), nullable=False),
    sa.Column("previous_eur", sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column("due_eur", sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column("paid_eur", sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column("balance_eur", sa.Numeric(precision=12, scale=2), nullable=False),
    sa.Column("band", sa.Enum("unknown", "none", "below_1y", "from_1y_to_2y", "above_2y", "in_enforcement", name="arrearsband", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("legal_step", sa.Enum("unknown", "none", "reminder", "payment_plan", "lawyer", "payment_injunction", "enforcement", name="legalstep", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("loaded_on", sa.Date(), server_default=sa.text("current_date"), nullable=False),
    sa.Column("reference_id", sa.Uuid(), nullable=True),
    sa.Column("unit_id", sa.Uuid(), nullable=True),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", gis.columns.OpenEnd(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    postgresql.ExcludeConstraint((sa.column("reference_id"), "="), (sa.column("financial_year"), "="), (sa.column("valid"), "&&"), using="gist", name=op.f("ex_unit_arrears_told_once")),
    sa.CheckConstraint("due_eur >= 0", name=op.f("ck_unit_arrears_due_not_negative")),
    sa.CheckConstraint("financial_year between 1950 and 2100", name=op.f("ck_unit_arrears_financial_year_range")),
    sa.CheckConstraint("paid_eur >= 0", name=op.f("ck_unit_arrears_paid_not_negative")),
    sa.CheckConstraint("reference_id is not null", name=op.f("ck_unit_arrears_named")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_unit_arrears_valid_time_ordered")),
    sa.ForeignKeyConstraint(["agreement_id"], ["delivery_agreement.id"], name=op.f("fk_unit_arrears_agreement_id")),
    sa.ForeignKeyConstraint(["condominium_id"], ["condominium.id"], name=op.f("fk_unit_arrears_condominium_id")),
    sa.ForeignKeyConstraint(["reference_id"], ["unit_reference.id"], name=op.f("fk_unit_arrears_reference_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_unit_arrears_source_id")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_arrears_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_arrears")),
    sa.UniqueConstraint("fid", name=op.f("uq_unit_arrears_fid"))
    )
    op.create_index(op.f("ix_unit_arrears_agreement_id"), "unit_arrears", ["agreement_id"], unique=False)
    op.create_index("ix_unit_arrears_condominium_sender", "unit_arrears", ["condominium_id", "sender"], unique=False)
    op.create_index(op.f("ix_unit_arrears_reference_id"), "unit_arrears", ["reference_id"], unique=False)
    op.create_index(op.f("ix_unit_arrears_source_id"), "unit_arrears", ["source_id"], unique=False)
    op.create_index("ix_unit_arrears_unit_from", "unit_arrears", ["unit_id", "valid_from"], unique=False)
    op.create_index(op.f("ix_unit_arrears_unit_id"), "unit_arrears", ["unit_id"], unique=False)
    op.execute(AGREEMENTS)


def downgrade() -> None:
    op.drop_table("unit_arrears")
    op.drop_table("condominium_bridge")
    op.drop_table("delivery_agreement")
    op.drop_table("supplier_debt")
    op.drop_table("arrears_total")
    op.drop_table("arrears_band_count")
    op.drop_table("delivery_link")
    op.drop_table("delivery_attempt")
    op.execute("drop function require_delivery_agreement(), keep_agreement_behind_rows()")
