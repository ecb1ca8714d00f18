"""research.

Revision: 202611230240
After: 202611230111
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611230240"
down_revision: str | None = "202611230111"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

FIELDS = (
    "unit", "household", "person", "case", "month", "age_band", "place", "crowding", "occupancy",
    "occupation_title", "arrears_band", "condition", "case_type",
)
BANDS = ("use_class", "floor_band", "rooms_band", "area_band")
FROZEN = """
-- An extract is what a project has read: it is not changed. Its records go when the project ends.
create function keep_extract() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
    raise exception using errcode = 'integrity_constraint_violation',
        message = 'What a research project was given is not changed.';
end
$$;
create trigger keep_extract before update or delete on research_extract
    for each row execute function keep_extract();
create trigger keep_extract_whole before truncate on research_extract
    for each statement execute function keep_extract();
create trigger keep_extract before update on research_unit
    for each row execute function keep_extract();
"""


def known_fields(names: Sequence[str]) -> None:
    """Let agreements name these fields and no others."""
    listed = ", ".join(f"'{each}'" for each in names)
    op.drop_constraint("fields_known", "research_project", type_="check")
    op.create_check_constraint(
        "fields_known",
        "research_project",
        f"cardinality(fields) > 0 and fields <@ array[{listed}]::text[]",
    )


def for_somebody(condition: str) -> None:
    """For whom a restricted cell may be."""
    op.drop_constraint("for_somebody", "release_restricted_cell", type_="check")
    op.create_check_constraint("for_somebody", "release_restricted_cell", condition)


def upgrade() -> None:
    op.create_table("research_extract",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("project_id", sa.Uuid(), nullable=False),
    sa.Column("release_id", sa.Uuid(), nullable=False),
    sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("made_by", sa.Text(), nullable=False),
    sa.Column("record_count", sa.Integer(), nullable=False),
    sa.Column("digest", sa.Text(), nullable=False),
    sa.ForeignKeyConstraint(["project_id"], ["research_project.id"], name=op.f("fk_research_extract_project_id")),
    sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_research_extract_release_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_research_extract")),
    sa.UniqueConstraint("fid", name=op.f("uq_research_extract_fid"))
    )
    op.create_index(op.f("ix_research_extract_project_id_release_id"), "research_extract", ["project_id", "release_id"], unique=True)
    op.create_table("research_unit",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("extract_id", sa.Uuid(), nullable=False),
    sa.Column("project_id", sa.Uuid(), nullable=False),
    sa.Column("unit", sa.Text(), nullable=True),
    sa.Column("place", sa.Text(), nullable=True),
    sa.Column("month", sa.Text(), nullable=True),
    sa.Column("use_class", sa.Enum("dwelling", "cellar", "garage", "shop", "office", "community_space", "common_part", "other", name="useclass", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("floor_band", sa.Enum("below", "ground", "low", "middle", "high", name="floorband", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("rooms_band", sa.Enum("up_to_3", "up_to_4", "up_to_5", "up_to_6", "more", name="roomsband", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("area_band", sa.Enum("under_40", "under_60", "under_80", "under_100", "more", name="areaband", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.ForeignKeyConstraint(["extract_id"], ["research_extract.id"], name=op.f("fk_research_unit_extract_id")),
    sa.ForeignKeyConstraint(["project_id"], ["research_project.id"], name=op.f("fk_research_unit_project_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_research_unit")),
    sa.UniqueConstraint("fid", name=op.f("uq_research_unit_fid"))
    )
    op.create_index(op.f("ix_research_unit_extract_id"), "research_unit", ["extract_id"], unique=False)
    op.create_index(op.f("ix_research_unit_project_id_extract_id"), "research_unit", ["project_id", "extract_id"], unique=False)
    op.create_table("research_member",
    sa.Column("project_id", sa.Uuid(), nullable=False),
    sa.Column("account_id", sa.Uuid(), nullable=False),
    sa.Column("joined_on", sa.Date(), nullable=False),
    sa.Column("left_on", sa.Date(), nullable=True),
    sa.CheckConstraint("left_on > joined_on", name=op.f("ck_research_member_left_after_joining")),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_research_member_account_id")),
    sa.ForeignKeyConstraint(["project_id"], ["research_project.id"], name=op.f("fk_research_member_project_id")),
    sa.PrimaryKeyConstraint("project_id", "account_id", name=op.f("pk_research_member"))
    )
    op.create_index(op.f("ix_research_member_account_id"), "research_member", ["account_id"], unique=False)
    op.add_column("release_restricted_cell", sa.Column("for_prefecture", sa.Boolean(), server_default=sa.text("false"), nullable=False))
    for_somebody("for_council or for_planning or for_prefecture or for_research")
    known_fields((*FIELDS, *BANDS))
    op.execute(FROZEN)


def downgrade() -> None:
    known_fields(FIELDS)
    for_somebody("for_council or for_planning or for_research")
    op.drop_column("release_restricted_cell", "for_prefecture")
    op.drop_index(op.f("ix_research_member_account_id"), table_name="research_member")
    op.drop_table("research_member")
    op.drop_index(op.f("ix_research_unit_project_id_extract_id"), table_name="research_unit")
    op.drop_index(op.f("ix_research_unit_extract_id"), table_name="research_unit")
    op.drop_table("research_unit")
    op.drop_index(op.f("ix_research_extract_project_id_release_id"), table_name="research_extract")
    op.drop_table("research_extract")
    op.execute("drop function keep_extract()")
