"""streets, uses of buildings, and when things ended.

Revision: 202611220701
After: 202611220101
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611220701"
down_revision: str | None = "202611220101"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ENDING = ("address", "parcel", "staircase", "omi_zone", "omi_value")
SCHEMES = (
    "cadastral_unit", "cadastral_parcel", "inspire", "anncsu_access", "anncsu_street",
    "osm_building", "osm_address",
)  # fmt: skip
NEW_SCHEMES = ("dbgt_building", "dbgt_address")
SCHEME_CHECK = "ck_external_identifier_identifierscheme"
THING_CHECK = "ck_external_identifier_one_thing"


def upgrade() -> None:
    op.create_table(
        "street",
        sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
        sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("municipality_code", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("municipal_code", sa.Text(), nullable=True),
        sa.Column("locality", sa.Text(), nullable=True),
        sa.Column("access_count", sa.Integer(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_provenance(),
        sa.CheckConstraint("access_count >= 0", name=op.f("ck_street_access_count_not_negative")),
        sa.ForeignKeyConstraint(
            ["municipality_code"], ["municipality.code"], name=op.f("fk_street_municipality_code")
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_street_source_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_street")),
        sa.UniqueConstraint("fid", name=op.f("uq_street_fid")),
    )
    op.create_index(
        op.f("ix_street_municipality_code_name"), "street", ["municipality_code", "name"]
    )
    op.create_index(op.f("ix_street_source_id"), "street", ["source_id"])
    op.create_table(
        "building_use",
        sa.Column("building_id", sa.Uuid(), nullable=False),
        sa.Column("use_code", sa.Text(), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        *_provenance(),
        sa.ForeignKeyConstraint(
            ["building_id"], ["building.id"], name=op.f("fk_building_use_building_id")
        ),
        sa.ForeignKeyConstraint(
            ["source_id"], ["source.id"], name=op.f("fk_building_use_source_id")
        ),
        sa.PrimaryKeyConstraint("building_id", "use_code", name=op.f("pk_building_use")),
    )
    op.create_index(op.f("ix_building_use_source_id"), "building_use", ["source_id"])
    for table in ENDING:
        op.add_column(table, sa.Column("ended_on", sa.Date(), nullable=True))
    op.add_column("address", sa.Column("street_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_address_street_id"), "address", ["street_id"])
    op.create_foreign_key(op.f("fk_address_street_id"), "address", "street", ["street_id"], ["id"])
    op.add_column("external_identifier", sa.Column("street_id", sa.Uuid(), nullable=True))
    op.create_index(op.f("ix_external_identifier_street_id"), "external_identifier", ["street_id"])
    op.create_foreign_key(
        op.f("fk_external_identifier_street_id"),
        "external_identifier",
        "street",
        ["street_id"],
        ["id"],
    )
    _identifies("unit_id, building_id, parcel_id, address_id, street_id")
    _schemes((*SCHEMES, *NEW_SCHEMES))
    op.add_column(
        "import_run",
        sa.Column("ended_count", sa.Integer(), server_default="0", nullable=False),
    )


def downgrade() -> None:
    op.drop_column("import_run", "ended_count")
    op.execute(
        "delete from external_identifier "
        "where street_id is not null or scheme in ('dbgt_building', 'dbgt_address')"
    )
    _schemes(SCHEMES)
    _identifies("unit_id, building_id, parcel_id, address_id")
    op.drop_column("external_identifier", "street_id")
    op.drop_column("address", "street_id")
    for table in ENDING:
        op.drop_column(table, "ended_on")
    op.drop_table("building_use")
    op.drop_table("street")


def _provenance() -> list[sa.Column[object]]:
    levels = ("official", "confirmed", "single_source", "inferred", "disputed", "synthetic")
    reliability = sa.Enum(
        *levels, name="reliability", native_enum=False, create_constraint=True, length=40
    )
    return [
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("reliability", reliability, nullable=False),
        sa.Column(
            "is_synthetic",
            sa.Boolean(),
            sa.Computed("reliability = 'synthetic'", persisted=True),
            nullable=False,
        ),
        sa.Column(
            "recorded_in",
            sa.BigInteger(),
            server_default=sa.text("history.current_transaction()"),
            nullable=False,
        ),
    ]


def _identifies(things: str) -> None:
    op.drop_constraint(op.f(THING_CHECK), "external_identifier", type_="check")
    op.create_check_constraint(
        op.f(THING_CHECK), "external_identifier", f"num_nonnulls({things}) = 1"
    )


def _schemes(schemes: Sequence[str]) -> None:
    listed = ", ".join(f"'{scheme}'" for scheme in schemes)
    op.drop_constraint(op.f(SCHEME_CHECK), "external_identifier", type_="check")
    op.create_check_constraint(op.f(SCHEME_CHECK), "external_identifier", f"scheme in ({listed})")
