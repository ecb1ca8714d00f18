"""municipal registers and auctions.

Revision: 202611220601
After: 202611220600
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "202611220601"
down_revision: str | None = "202611220600"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

CHECKS = (
    ("enforcement_sale", "named_somehow", "num_nonnulls(unit_id, reference_id) >= 1"),
    ("enforcement_sale", "balance_days_range", "balance_days between 1 and 999"),
    ("enforcement_sale", "pvp_url_form", "pvp_url ~ '^https?://'"),
    ("unit_encumbrance", "named_somehow", "num_nonnulls(unit_id, reference_id) >= 1"),
)
ONCE = (
    ("no_overlap", "unit_id", "reference_id is null"),
    ("no_overlap_of_naming", "reference_id", "reference_id is not null"),
)


def _exclude(name: str, who: str, condition: str) -> None:
    op.create_exclude_constraint(
        op.f(f"ex_unit_encumbrance_{name}"),
        "unit_encumbrance",
        (sa.column(who), "="),
        (sa.column("kind"), "="),
        (sa.column("reference"), "="),
        (sa.column("valid"), "&&"),
        where=sa.text(condition),
        using="gist",
    )


def upgrade() -> None:
    op.create_table("source_purpose",
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("purpose", sa.Enum("suitability_certificate", "case_verification", "aggregated_statistics", name="joinpurpose", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_source_purpose_source_id")),
    sa.PrimaryKeyConstraint("source_id", "purpose", name=op.f("pk_source_purpose"))
    )
    op.create_table("unit_custody",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("court", sa.Text(), nullable=True),
    sa.Column("rge_number", sa.Integer(), nullable=False),
    sa.Column("rge_year", sa.SmallInteger(), nullable=False),
    sa.Column("custodian", sa.Text(), nullable=False),
    sa.Column("lock_state", sa.Enum("unknown", "unchanged", "lock_changed", "judicial_seals", "steel_plate", "broken", name="lockstate", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("reference_id", sa.Uuid(), nullable=True),
    sa.Column("unit_id", sa.Uuid(), nullable=True),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", sa.Date(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    postgresql.ExcludeConstraint((sa.column("source_id"), "="), (sa.column("reference_id"), "="), (sa.column("rge_number"), "="), (sa.column("rge_year"), "="), (sa.column("valid"), "&&"), where=sa.text("valid_from < valid_to"), using="gist", name=op.f("ex_unit_custody_no_overlap")),
    sa.CheckConstraint("rge_number between 1 and 99999", name=op.f("ck_unit_custody_rge_number_range")),
    sa.CheckConstraint("rge_year between 1950 and 2100", name=op.f("ck_unit_custody_rge_year_range")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_unit_custody_valid_time_ordered")),
    sa.ForeignKeyConstraint(["reference_id"], ["unit_reference.id"], name=op.f("fk_unit_custody_reference_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_unit_custody_source_id")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_custody_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_custody"))
    )
    op.create_index(op.f("ix_unit_custody_reference_id"), "unit_custody", ["reference_id"], unique=False)
    op.create_index(op.f("ix_unit_custody_source_id"), "unit_custody", ["source_id"], unique=False)
    op.create_index("ix_unit_custody_unit_from", "unit_custody", ["unit_id", "valid_from"], unique=False)
    op.create_index(op.f("ix_unit_custody_unit_id"), "unit_custody", ["unit_id"], unique=False)
    op.create_table("unit_lease",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("outcome", sa.Enum("found", "ended", "not_found", name="leaseoutcome", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("checked_on", sa.Date(), nullable=False),
    sa.Column("reference_id", sa.Uuid(), nullable=True),
    sa.Column("unit_id", sa.Uuid(), nullable=True),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.ForeignKeyConstraint(["reference_id"], ["unit_reference.id"], name=op.f("fk_unit_lease_reference_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_unit_lease_source_id")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_lease_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_lease"))
    )
    op.create_index(op.f("ix_unit_lease_reference_id"), "unit_lease", ["reference_id"], unique=False)
    op.create_index(op.f("ix_unit_lease_source_id"), "unit_lease", ["source_id"], unique=False)
    op.create_index("ix_unit_lease_unit_checked", "unit_lease", ["unit_id", "checked_on"], unique=False)
    op.create_index(op.f("ix_unit_lease_unit_id"), "unit_lease", ["unit_id"], unique=False)
    op.create_index("uq_unit_lease_check", "unit_lease", ["source_id", "reference_id", "checked_on"], unique=True)
    op.create_table("unit_notice",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.Enum("building_transfer", "hospitality", name="noticekind", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("persons_band", sa.Enum("one", "two", "from_3_to_4", "from_5_to_6", "from_7", name="personsband", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("protocol_no", sa.Text(), server_default="", nullable=False),
    sa.Column("reference_id", sa.Uuid(), nullable=True),
    sa.Column("unit_id", sa.Uuid(), nullable=True),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", sa.Date(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_unit_notice_valid_time_ordered")),
    sa.ForeignKeyConstraint(["reference_id"], ["unit_reference.id"], name=op.f("fk_unit_notice_reference_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_unit_notice_source_id")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_notice_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_notice"))
    )
    op.create_index(op.f("ix_unit_notice_reference_id"), "unit_notice", ["reference_id"], unique=False)
    op.create_index(op.f("ix_unit_notice_source_id"), "unit_notice", ["source_id"], unique=False)
    op.create_index("ix_unit_notice_unit_from", "unit_notice", ["unit_id", "valid_from"], unique=False)
    op.create_index(op.f("ix_unit_notice_unit_id"), "unit_notice", ["unit_id"], unique=False)
    op.create_index("uq_unit_notice_received", "unit_notice", ["source_id", "reference_id", "kind", "valid_from", "protocol_no"], unique=True)
    op.create_table("unit_residents",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("persons_count", sa.SmallInteger(), nullable=False),
    sa.Column("families_count", sa.SmallInteger(), nullable=False),
    sa.Column("minors_band", sa.Enum("none", "from_1_to_2", "from_3", name="minorsband", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("reference_id", sa.Uuid(), nullable=True),
    sa.Column("unit_id", sa.Uuid(), nullable=True),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", sa.Date(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    postgresql.ExcludeConstraint((sa.column("source_id"), "="), (sa.column("reference_id"), "="), (sa.column("valid"), "&&"), where=sa.text("valid_from < valid_to"), using="gist", name=op.f("ex_unit_residents_no_overlap")),
    sa.CheckConstraint("families_count between 0 and persons_count", name=op.f("ck_unit_residents_families_range")),
    sa.CheckConstraint("persons_count between 0 and 999", name=op.f("ck_unit_residents_persons_range")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_unit_residents_valid_time_ordered")),
    sa.ForeignKeyConstraint(["reference_id"], ["unit_reference.id"], name=op.f("fk_unit_residents_reference_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_unit_residents_source_id")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_residents_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_residents"))
    )
    op.create_index(op.f("ix_unit_residents_reference_id"), "unit_residents", ["reference_id"], unique=False)
    op.create_index(op.f("ix_unit_residents_source_id"), "unit_residents", ["source_id"], unique=False)
    op.create_index("ix_unit_residents_unit_from", "unit_residents", ["unit_id", "valid_from"], unique=False)
    op.create_index(op.f("ix_unit_residents_unit_id"), "unit_residents", ["unit_id"], unique=False)
    op.create_table("unit_waste_charge",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("charged_area_m2", sa.Numeric(precision=8, scale=2), nullable=False),
    sa.Column("occupants_count", sa.SmallInteger(), nullable=True),
    sa.Column("reference_id", sa.Uuid(), nullable=True),
    sa.Column("unit_id", sa.Uuid(), nullable=True),
    sa.Column("valid_from", sa.Date(), nullable=False),
    sa.Column("valid_to", sa.Date(), server_default=sa.text("'infinity'"), nullable=False),
    sa.Column("valid", postgresql.DATERANGE(), sa.Computed("daterange(valid_from, valid_to, '[)')", persisted=True), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("charged_area_m2 > 0", name=op.f("ck_unit_waste_charge_area_positive")),
    sa.CheckConstraint("occupants_count between 0 and 999", name=op.f("ck_unit_waste_charge_occupants_range")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_unit_waste_charge_valid_time_ordered")),
    sa.ForeignKeyConstraint(["reference_id"], ["unit_reference.id"], name=op.f("fk_unit_waste_charge_reference_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_unit_waste_charge_source_id")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_waste_charge_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_waste_charge"))
    )
    op.create_index(op.f("ix_unit_waste_charge_reference_id"), "unit_waste_charge", ["reference_id"], unique=False)
    op.create_index(op.f("ix_unit_waste_charge_source_id"), "unit_waste_charge", ["source_id"], unique=False)
    op.create_index("ix_unit_waste_charge_unit_from", "unit_waste_charge", ["unit_id", "valid_from"], unique=False)
    op.create_index(op.f("ix_unit_waste_charge_unit_id"), "unit_waste_charge", ["unit_id"], unique=False)
    op.create_index("uq_unit_waste_charge_position", "unit_waste_charge", ["source_id", "reference_id", "valid_from"], unique=True)
    op.create_table("sale_attempt",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("sale_id", sa.Uuid(), nullable=False),
    sa.Column("sale_on", sa.Date(), nullable=False),
    sa.Column("starts_at", sa.Time(), nullable=True),
    sa.Column("published_on", sa.Date(), nullable=True),
    sa.Column("attempt_no", sa.SmallInteger(), nullable=True),
    sa.Column("base_price_eur", sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column("min_offer_eur", sa.Numeric(precision=12, scale=2), nullable=True),
    sa.Column("outcome", sa.Enum("seized", "documents_filed", "expert_appointed", "expert_report", "sale_ordered", "published", "deserted", "awarded", "price_paid", "transferred", "released", "delivered", "suspended", "extinguished", "unworkable_closed", name="salestate", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("outcome in ('deserted', 'awarded', 'suspended', 'extinguished')", name=op.f("ck_sale_attempt_outcome_of_an_auction")),
    sa.CheckConstraint("attempt_no >= 1", name=op.f("ck_sale_attempt_attempt_positive")),
    sa.CheckConstraint("min_offer_eur >= 0.75 * base_price_eur", name=op.f("ck_sale_attempt_min_offer_floor")),
    sa.ForeignKeyConstraint(["sale_id"], ["enforcement_sale.id"], name=op.f("fk_sale_attempt_sale_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_sale_attempt_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_sale_attempt"))
    )
    op.create_index(op.f("ix_sale_attempt_source_id"), "sale_attempt", ["source_id"], unique=False)
    op.create_index("uq_sale_attempt_sale_on", "sale_attempt", ["sale_id", "sale_on"], unique=True)
    op.add_column("enforcement_sale", sa.Column("expert_value_eur", sa.Numeric(precision=12, scale=2), nullable=True))
    op.add_column("enforcement_sale", sa.Column("min_raise_eur", sa.Numeric(precision=12, scale=2), nullable=True))
    op.add_column("enforcement_sale", sa.Column("deposit_eur", sa.Numeric(precision=12, scale=2), nullable=True))
    op.add_column("enforcement_sale", sa.Column("sale_mode", sa.Enum("on_site", "synchronous", "synchronous_mixed", "asynchronous", name="salemode", native_enum=False, create_constraint=True, length=40), nullable=True))
    op.add_column("enforcement_sale", sa.Column("delegate", sa.Text(), nullable=True))
    op.add_column("enforcement_sale", sa.Column("occupancy_in_report", sa.Enum("free", "debtor", "third_party_with_title", "third_party_without_title", "occupied", "being_freed", name="reportedoccupancy", native_enum=False, create_constraint=True, length=40), nullable=True))
    op.add_column("enforcement_sale", sa.Column("balance_days", sa.SmallInteger(), nullable=True))
    op.add_column("enforcement_sale", sa.Column("pvp_url", sa.Text(), nullable=True))
    op.add_column("enforcement_sale", sa.Column("reference_id", sa.Uuid(), nullable=True))
    op.alter_column("enforcement_sale", "unit_id",
               existing_type=sa.UUID(),
               nullable=True)
    op.create_index("ix_enforcement_sale_proceeding", "enforcement_sale", ["rge_year", "rge_number"], unique=False)
    op.create_index(op.f("ix_enforcement_sale_reference_id"), "enforcement_sale", ["reference_id"], unique=False)
    op.create_foreign_key(op.f("fk_enforcement_sale_reference_id"), "enforcement_sale", "unit_reference", ["reference_id"], ["id"])
    op.add_column("unit_encumbrance", sa.Column("reference_id", sa.Uuid(), nullable=True))
    op.alter_column("unit_encumbrance", "unit_id",
               existing_type=sa.UUID(),
               nullable=True)
    op.create_index(op.f("ix_unit_encumbrance_reference_id"), "unit_encumbrance", ["reference_id"], unique=False)
    op.create_index(op.f("ix_unit_encumbrance_unit_id"), "unit_encumbrance", ["unit_id"], unique=False)
    op.create_foreign_key(op.f("fk_unit_encumbrance_reference_id"), "unit_encumbrance", "unit_reference", ["reference_id"], ["id"])
    op.drop_constraint(op.f("ex_unit_encumbrance_no_overlap"), "unit_encumbrance")
    for name, who, condition in ONCE:
        _exclude(name, who, condition)
    for table, name, condition in CHECKS:
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)


def downgrade() -> None:
    for table, name, _condition in CHECKS:
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    for name, _who, _condition in ONCE:
        op.drop_constraint(op.f(f"ex_unit_encumbrance_{name}"), "unit_encumbrance")
    op.execute(
        "delete from enforcement_sale_state where sale_id in "
        "(select id from enforcement_sale where reference_id is not null)"
    )
    op.execute("delete from sale_attempt")
    op.execute("delete from enforcement_sale where reference_id is not null")
    op.execute("delete from unit_encumbrance where reference_id is not null")
    op.drop_constraint(op.f("fk_unit_encumbrance_reference_id"), "unit_encumbrance", type_="foreignkey")
    op.drop_index(op.f("ix_unit_encumbrance_unit_id"), table_name="unit_encumbrance")
    op.drop_index(op.f("ix_unit_encumbrance_reference_id"), table_name="unit_encumbrance")
    op.alter_column("unit_encumbrance", "unit_id",
               existing_type=sa.UUID(),
               nullable=False)
    op.drop_column("unit_encumbrance", "reference_id")
    op.drop_constraint(op.f("fk_enforcement_sale_reference_id"), "enforcement_sale", type_="foreignkey")
    op.drop_index(op.f("ix_enforcement_sale_reference_id"), table_name="enforcement_sale")
    op.drop_index("ix_enforcement_sale_proceeding", table_name="enforcement_sale")
    op.alter_column("enforcement_sale", "unit_id",
               existing_type=sa.UUID(),
               nullable=False)
    op.drop_column("enforcement_sale", "reference_id")
    op.drop_column("enforcement_sale", "pvp_url")
    op.drop_column("enforcement_sale", "balance_days")
    op.drop_column("enforcement_sale", "occupancy_in_report")
    op.drop_column("enforcement_sale", "delegate")
    op.drop_column("enforcement_sale", "sale_mode")
    op.drop_column("enforcement_sale", "deposit_eur")
    op.drop_column("enforcement_sale", "min_raise_eur")
    op.drop_column("enforcement_sale", "expert_value_eur")
    op.drop_index("uq_sale_attempt_sale_on", table_name="sale_attempt")
    op.drop_index(op.f("ix_sale_attempt_source_id"), table_name="sale_attempt")
    op.drop_table("sale_attempt")
    op.drop_index("uq_unit_waste_charge_position", table_name="unit_waste_charge")
    op.drop_index(op.f("ix_unit_waste_charge_unit_id"), table_name="unit_waste_charge")
    op.drop_index("ix_unit_waste_charge_unit_from", table_name="unit_waste_charge")
    op.drop_index(op.f("ix_unit_waste_charge_source_id"), table_name="unit_waste_charge")
    op.drop_index(op.f("ix_unit_waste_charge_reference_id"), table_name="unit_waste_charge")
    op.drop_table("unit_waste_charge")
    op.drop_index(op.f("ix_unit_residents_unit_id"), table_name="unit_residents")
    op.drop_index("ix_unit_residents_unit_from", table_name="unit_residents")
    op.drop_index(op.f("ix_unit_residents_source_id"), table_name="unit_residents")
    op.drop_index(op.f("ix_unit_residents_reference_id"), table_name="unit_residents")
    op.drop_table("unit_residents")
    op.drop_index("uq_unit_notice_received", table_name="unit_notice")
    op.drop_index(op.f("ix_unit_notice_unit_id"), table_name="unit_notice")
    op.drop_index("ix_unit_notice_unit_from", table_name="unit_notice")
    op.drop_index(op.f("ix_unit_notice_source_id"), table_name="unit_notice")
    op.drop_index(op.f("ix_unit_notice_reference_id"), table_name="unit_notice")
    op.drop_table("unit_notice")
    op.drop_index("uq_unit_lease_check", table_name="unit_lease")
    op.drop_index(op.f("ix_unit_lease_unit_id"), table_name="unit_lease")
    op.drop_index("ix_unit_lease_unit_checked", table_name="unit_lease")
    op.drop_index(op.f("ix_unit_lease_source_id"), table_name="unit_lease")
    op.drop_index(op.f("ix_unit_lease_reference_id"), table_name="unit_lease")
    op.drop_table("unit_lease")
    op.drop_index(op.f("ix_unit_custody_unit_id"), table_name="unit_custody")
    op.drop_index("ix_unit_custody_unit_from", table_name="unit_custody")
    op.drop_index(op.f("ix_unit_custody_source_id"), table_name="unit_custody")
    op.drop_index(op.f("ix_unit_custody_reference_id"), table_name="unit_custody")
    op.drop_table("unit_custody")
    op.drop_table("source_purpose")
    _exclude("no_overlap", "unit_id", "valid_from < valid_to")
