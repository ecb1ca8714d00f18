"""people.

Revision: 202611220102
After: 202611220601
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "202611220102"
down_revision: str | None = "202611220601"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# The digest says that a row was sealed as it is; this says that it was sealed anew.
SEALED_ANEW = """
create function refuse_stale_seal() returns trigger language plpgsql
set search_path = pg_catalog, pg_temp as $$
begin
    if new.sealed_digest <> old.sealed_digest and new.sealed = old.sealed then
        raise exception using
            errcode = 'check_violation',
            message = 'A person''s data are changed by the application, which seals them anew.',
            hint = 'I dati di una persona si cambiano dal programma, che li sigilla di nuovo.';
    end if;
    return new;
end
$$;
create trigger refuse_stale_seal before update on person
for each row execute function refuse_stale_seal();
"""


def upgrade() -> None:
    op.create_table("body",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("source_key", sa.Text(), nullable=False),
    sa.Column("name", sa.Text(), nullable=False),
    sa.Column("tax_code", sa.Text(), nullable=True),
    sa.Column("tax_code_doubt", sa.Enum("wrong_check", "other_birth", name="taxcodedoubt", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("vat_number", sa.Text(), nullable=True),
    sa.Column("seat_code", sa.Text(), nullable=True),
    sa.Column("kind", sa.Enum("company", "public_body", "condominium", "association", "unknown", name="bodykind", native_enum=False, create_constraint=True, length=40), server_default="unknown", nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_body_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_body")),
    sa.UniqueConstraint("fid", name=op.f("uq_body_fid"))
    )
    op.create_index(op.f("ix_body_source_id"), "body", ["source_id"], unique=False)
    op.create_index(op.f("ix_body_tax_code"), "body", ["tax_code"], unique=False)
    op.create_index("uq_body_source_key", "body", ["source_id", "source_key"], unique=True)
    op.create_table("person",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("source_key", sa.Text(), nullable=False),
    sa.Column("surname", sa.Text(), nullable=True),
    sa.Column("given_name", sa.Text(), nullable=True),
    sa.Column("sex", sa.Enum("M", "F", name="sex", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("birth_on", sa.Date(), nullable=True),
    sa.Column("birth_place_code", sa.Text(), nullable=True),
    sa.Column("tax_code", sa.Text(), nullable=True),
    sa.Column("tax_code_doubt", sa.Enum("wrong_check", "other_birth", name="taxcodedoubt", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("erased_on", sa.Date(), nullable=True),
    sa.Column("sealed", sa.LargeBinary(), nullable=False),
    sa.Column("sealed_digest", sa.LargeBinary(), nullable=False),
    sa.Column("source_id", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("sealed_digest = sha256(convert_to(coalesce(length(surname) || ':' || surname, '-') || coalesce(length(given_name) || ':' || given_name, '-') || coalesce(length(sex) || ':' || sex, '-') || coalesce(length((birth_on - date '2000-01-01')::text) || ':' || (birth_on - date '2000-01-01')::text, '-') || coalesce(length(birth_place_code) || ':' || birth_place_code, '-') || coalesce(length(tax_code) || ':' || tax_code, '-'), 'UTF8'))", name=op.f("ck_person_sealed_as_written")),
    sa.CheckConstraint("(erased_on is null) = (num_nonnulls(surname, given_name) >= 1)", name=op.f("ck_person_named")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_person_source_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    sa.UniqueConstraint("fid", name=op.f("uq_person_fid"))
    )
    op.create_index(op.f("ix_person_source_id"), "person", ["source_id"], unique=False)
    op.create_index(op.f("ix_person_tax_code"), "person", ["tax_code"], unique=False)
    op.create_index("uq_person_source_key", "person", ["source_id", "source_key"], unique=True)
    op.create_table("unit_right",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("source_key", sa.Text(), nullable=False),
    sa.Column("person_id", sa.Uuid(), nullable=True),
    sa.Column("body_id", sa.Uuid(), nullable=True),
    sa.Column("right_type", sa.Enum("ownership", "bare_ownership", "usufruct", "use", "habitation", "surface", "surface_ownership", "bare_surface", "land_ownership", "emphyteusis", "grantor", "servitude", "charge", "other", name="righttype", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("right_code", sa.Text(), nullable=True),
    sa.Column("share_num", sa.BigInteger(), nullable=True),
    sa.Column("share_den", sa.BigInteger(), nullable=True),
    sa.Column("regime", sa.Enum("C", "D", "De", "P", "S", name="regime", native_enum=False, create_constraint=True, length=40), nullable=True),
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
    postgresql.ExcludeConstraint((sa.column("source_id"), "="), (sa.column("source_key"), "="), (sa.column("valid"), "&&"), where=sa.text("valid_from < valid_to"), using="gist", name=op.f("ex_unit_right_no_overlap")),
    sa.CheckConstraint("(share_num is null) = (share_den is null)", name=op.f("ck_unit_right_share_whole")),
    sa.CheckConstraint("num_nonnulls(person_id, body_id) = 1", name=op.f("ck_unit_right_one_holder")),
    sa.CheckConstraint("share_num between 1 and share_den", name=op.f("ck_unit_right_share_range")),
    sa.CheckConstraint("valid_from < valid_to", name=op.f("ck_unit_right_valid_time_ordered")),
    sa.ForeignKeyConstraint(["body_id"], ["body.id"], name=op.f("fk_unit_right_body_id")),
    sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_unit_right_person_id")),
    sa.ForeignKeyConstraint(["reference_id"], ["unit_reference.id"], name=op.f("fk_unit_right_reference_id")),
    sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_unit_right_source_id")),
    sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_right_unit_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_right"))
    )
    op.create_index(op.f("ix_unit_right_body_id"), "unit_right", ["body_id"], unique=False)
    op.create_index(op.f("ix_unit_right_person_id"), "unit_right", ["person_id"], unique=False)
    op.create_index(op.f("ix_unit_right_reference_id"), "unit_right", ["reference_id"], unique=False)
    op.create_index(op.f("ix_unit_right_source_id"), "unit_right", ["source_id"], unique=False)
    op.create_index("ix_unit_right_unit_from", "unit_right", ["unit_id", "valid_from"], unique=False)
    op.create_index(op.f("ix_unit_right_unit_id"), "unit_right", ["unit_id"], unique=False)
    op.execute(SEALED_ANEW)


def downgrade() -> None:
    op.drop_index(op.f("ix_unit_right_unit_id"), table_name="unit_right")
    op.drop_index("ix_unit_right_unit_from", table_name="unit_right")
    op.drop_index(op.f("ix_unit_right_source_id"), table_name="unit_right")
    op.drop_index(op.f("ix_unit_right_reference_id"), table_name="unit_right")
    op.drop_index(op.f("ix_unit_right_person_id"), table_name="unit_right")
    op.drop_index(op.f("ix_unit_right_body_id"), table_name="unit_right")
    op.drop_table("unit_right")
    op.drop_index("uq_person_source_key", table_name="person")
    op.drop_index(op.f("ix_person_tax_code"), table_name="person")
    op.drop_index(op.f("ix_person_source_id"), table_name="person")
    op.drop_table("person")
    op.drop_index("uq_body_source_key", table_name="body")
    op.drop_index(op.f("ix_body_tax_code"), table_name="body")
    op.drop_index(op.f("ix_body_source_id"), table_name="body")
    op.drop_table("body")
    op.execute("drop function refuse_stale_seal()")
