"""releases.

Revision: 202611230130
After: 202611230141
"""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from geoalchemy2 import Geometry
from sqlalchemy.dialects import postgresql

revision: str = "202611230130"
down_revision: str | None = "202611230141"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

OWN = "Scelta di progetto, da confermare dall'ufficio"
SISTAN = "Regole deontologiche Sistan, art. 4; scelta di progetto, da confermare dall'ufficio"
SINCE = dt.date(2018, 5, 25)
THRESHOLDS = (
    ("public_cell_least", 5, SISTAN),
    ("sensitive_cell_least", 10, SISTAN),
    ("released_base_least", 10, OWN),
    ("rounding_base", 5, OWN),
    ("attribute_base", 20, OWN),
    ("money_contributors", 3, OWN),
    ("money_contributors_unmeasured", 10, OWN),
    ("money_largest_share", 0.8, OWN),
    ("money_protection", 0.1, OWN),
)
BEFORE = (
    "area_per_person_m2", "first_persons", "area_per_further_person_m2", "bedroom_single_m2",
    "bedroom_double_m2", "studio_single_m2", "studio_double_m2", "crowding_adequate",
    "crowding_at_limit", "crowding_overcrowded", "charged_area_share", "recovery_months",
)
FROZEN = """
-- A published release is never changed, only withdrawn; a draft may go.
create function keep_release() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op = 'TRUNCATE' then
        raise exception using errcode = 'integrity_constraint_violation',
            message = 'Releases are not truncated.';
    end if;
    if tg_op = 'INSERT' then
        if new.state <> 'draft' then
            raise exception using errcode = 'integrity_constraint_violation',
                message = 'A release begins as a draft.';
        end if;
        return new;
    end if;
    if old.state = 'draft' then
        if tg_op = 'UPDATE' and new.state = 'withdrawn' then
            raise exception using errcode = 'integrity_constraint_violation',
                message = 'A draft is not withdrawn, it is thrown away.';
        end if;
        if tg_op = 'DELETE' then
            return old;
        end if;
        return new;
    end if;
    if tg_op = 'UPDATE' and old.state = 'published' and new.state = 'withdrawn'
        and to_jsonb(new) - '{state,withdrawn_at,withdrawn_because}'::text[]
            = to_jsonb(old) - '{state,withdrawn_at,withdrawn_because}'::text[]
    then
        return new;
    end if;
    raise exception using errcode = 'integrity_constraint_violation',
        message = format('Release %s is %s: it is not changed.', old.quarter, old.state);
end
$$;

create function keep_released() returns trigger language plpgsql
set search_path = pg_catalog, public, pg_temp as $$
declare
    touched uuid[];
begin
    if tg_op in ('UPDATE', 'DELETE') then
        touched := touched || old.release_id;
    end if;
    if tg_op in ('INSERT', 'UPDATE') then
        touched := touched || new.release_id;
    end if;
    if touched is null or exists (
        select from release r where r.id = any (touched) and r.state <> 'draft'
    ) then
        raise exception using errcode = 'integrity_constraint_violation',
            message = 'What was released is not changed.';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end
$$;

create trigger keep_release before insert or update or delete on release
    for each row execute function keep_release();
create trigger keep_release_whole before truncate on release
    for each statement execute function keep_release();
"""
GUARDED = ("release_restricted_cell", "release_cell", "release_place")


def known_thresholds(names: Sequence[str]) -> None:
    listed = ", ".join(f"'{name}'" for name in names)
    op.drop_constraint(op.f("ck_rule_threshold_threshold"), "rule_threshold", type_="check")
    op.create_check_constraint(
        op.f("ck_rule_threshold_threshold"), "rule_threshold", f"threshold in ({listed})"
    )


def upgrade() -> None:
    op.create_table("release",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("quarter", sa.Text(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("state", sa.Enum("draft", "published", "withdrawn", name="releasestate", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("made_by", sa.Text(), nullable=False),
    sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("published_by", sa.Text(), nullable=True),
    sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("withdrawn_because", sa.Text(), nullable=True),
    sa.Column("rules", sa.Text(), nullable=False),
    sa.Column("digest", sa.Text(), nullable=False),
    sa.Column("is_synthetic", sa.Boolean(), nullable=False),
    sa.CheckConstraint("(state = 'draft') = (published_at is null) and (published_at is null) = (published_by is null)", name=op.f("ck_release_published_when_and_by")),
    sa.CheckConstraint("(state = 'withdrawn') = (withdrawn_at is not null) and (withdrawn_at is null) = (withdrawn_because is null)", name=op.f("ck_release_withdrawn_when_and_why")),
    sa.CheckConstraint("btrim(made_by) <> ''", name=op.f("ck_release_maker_given")),
    sa.CheckConstraint("quarter ~ '^[0-9]{4}-Q[1-4]$'", name=op.f("ck_release_quarter_form")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_release")),
    sa.UniqueConstraint("fid", name=op.f("uq_release_fid"))
    )
    op.create_index("ix_release_state_as_of", "release", ["state", "as_of"], unique=False)
    op.create_index("uq_release_quarter_in_force", "release", ["quarter"], unique=True, postgresql_where=sa.text("state <> 'withdrawn'"))
    op.create_geospatial_table("release_place",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("release_id", sa.Uuid(), nullable=False),
    sa.Column("level", sa.Enum("building", "condominium", "district", name="level", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("thing_id", sa.Uuid(), nullable=False),
    sa.Column("name", sa.Text(), nullable=True),
    sa.Column("height_m", sa.Numeric(precision=5, scale=1), nullable=True),
    sa.Column("geom", Geometry(geometry_type="MULTIPOLYGON", srid=7791, dimension=2, spatial_index=False, from_text="ST_GeomFromEWKT", name="geometry"), nullable=True),
    sa.Column("geom_3857", Geometry(geometry_type="MULTIPOLYGON", srid=3857, dimension=2, spatial_index=False, from_text="ST_GeomFromEWKT", name="geometry"), sa.Computed("st_transform(geom, 3857)", persisted=True), nullable=True),
    sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_release_place_release_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_release_place")),
    sa.UniqueConstraint("fid", name=op.f("uq_release_place_fid"))
    )
    op.create_geospatial_index("idx_release_place_geom", "release_place", ["geom"], unique=False, postgresql_using="gist", postgresql_ops={})
    op.create_geospatial_index("idx_release_place_geom_3857", "release_place", ["geom_3857"], unique=False, postgresql_using="gist", postgresql_ops={})
    op.create_index(op.f("ix_release_place_release_id_level_thing_id"), "release_place", ["release_id", "level", "thing_id"], unique=True)
    op.create_table("release_cell",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("release_id", sa.Uuid(), nullable=False),
    sa.Column("place_id", sa.Uuid(), nullable=False),
    sa.Column("indicator", sa.Enum("dwellings", "buildings_by_form", "issues_by_type", "interventions_by_state", "arrears_rate", "use_and_crowding", "seizures", "cases_by_type", "occupation_episodes", name="indicator", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("category", sa.Text(), nullable=False),
    sa.Column("category_it", sa.Text(), nullable=False),
    sa.Column("category_en", sa.Text(), nullable=False),
    sa.Column("figure", sa.Integer(), nullable=True),
    sa.Column("base", sa.Integer(), nullable=True),
    sa.Column("rate", sa.Numeric(precision=4, scale=1), nullable=True),
    sa.Column("band", sa.Enum("up_to_5", "up_to_10", "up_to_20", "up_to_30", "up_to_50", "over_50", name="rateband", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("missing", sa.Enum("withheld", "no_data", name="missing", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.CheckConstraint("figure >= 0 and base >= 0", name=op.f("ck_release_cell_not_negative")),
    sa.CheckConstraint("num_nonnulls(figure, band, missing) = 1 and (missing is null or num_nonnulls(base, rate) = 0) and (rate is null or (figure is not null and base is not null))", name=op.f("ck_release_cell_figure_or_reason")),
    sa.CheckConstraint("rate between 0 and 100", name=op.f("ck_release_cell_rate_range")),
    sa.ForeignKeyConstraint(["place_id"], ["release_place.id"], name=op.f("fk_release_cell_place_id")),
    sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_release_cell_release_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_release_cell")),
    sa.UniqueConstraint("fid", name=op.f("uq_release_cell_fid"))
    )
    op.create_index(op.f("ix_release_cell_place_id_indicator_category"), "release_cell", ["place_id", "indicator", "category"], unique=True)
    op.create_index(op.f("ix_release_cell_release_id_indicator"), "release_cell", ["release_id", "indicator"], unique=False)
    op.create_table("release_restricted_cell",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("release_id", sa.Uuid(), nullable=False),
    sa.Column("place_id", sa.Uuid(), nullable=False),
    sa.Column("indicator", sa.Enum("dwellings", "buildings_by_form", "issues_by_type", "interventions_by_state", "arrears_rate", "use_and_crowding", "seizures", "cases_by_type", "occupation_episodes", name="indicator", native_enum=False, create_constraint=True, length=40), nullable=False),
    sa.Column("category", sa.Text(), nullable=False),
    sa.Column("category_it", sa.Text(), nullable=False),
    sa.Column("category_en", sa.Text(), nullable=False),
    sa.Column("figure", sa.Integer(), nullable=True),
    sa.Column("base", sa.Integer(), nullable=True),
    sa.Column("rate", sa.Numeric(precision=4, scale=1), nullable=True),
    sa.Column("band", sa.Enum("up_to_5", "up_to_10", "up_to_20", "up_to_30", "up_to_50", "over_50", name="rateband", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("missing", sa.Enum("withheld", "no_data", name="missing", native_enum=False, create_constraint=True, length=40), nullable=True),
    sa.Column("for_council", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    sa.Column("for_planning", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    sa.Column("for_research", sa.Boolean(), server_default=sa.text("false"), nullable=False),
    sa.CheckConstraint("figure >= 0 and base >= 0", name=op.f("ck_release_restricted_cell_not_negative")),
    sa.CheckConstraint("for_council or for_planning or for_research", name=op.f("ck_release_restricted_cell_for_somebody")),
    sa.CheckConstraint("num_nonnulls(figure, band, missing) = 1 and (missing is null or num_nonnulls(base, rate) = 0) and (rate is null or (figure is not null and base is not null))", name=op.f("ck_release_restricted_cell_figure_or_reason")),
    sa.CheckConstraint("rate between 0 and 100", name=op.f("ck_release_restricted_cell_rate_range")),
    sa.ForeignKeyConstraint(["place_id"], ["release_place.id"], name=op.f("fk_release_restricted_cell_place_id")),
    sa.ForeignKeyConstraint(["release_id"], ["release.id"], name=op.f("fk_release_restricted_cell_release_id")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_release_restricted_cell")),
    sa.UniqueConstraint("fid", name=op.f("uq_release_restricted_cell_fid"))
    )
    op.create_index(op.f("ix_release_restricted_cell_place_id_indicator_category"), "release_restricted_cell", ["place_id", "indicator", "category"], unique=True)
    op.create_index(op.f("ix_release_restricted_cell_release_id_indicator"), "release_restricted_cell", ["release_id", "indicator"], unique=False)
    op.create_table("research_project",
    sa.Column("id", sa.Uuid(), server_default=sa.text("gen_random_uuid()"), nullable=False),
    sa.Column("fid", sa.BigInteger(), sa.Identity(always=True), nullable=False),
    sa.Column("title", sa.Text(), nullable=False),
    sa.Column("organisation", sa.Text(), nullable=False),
    sa.Column("agreement", sa.Text(), nullable=False),
    sa.Column("agreed_on", sa.Date(), nullable=False),
    sa.Column("until", sa.Date(), nullable=False),
    sa.Column("fields", postgresql.ARRAY(sa.Text()), nullable=False),
    sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
    sa.CheckConstraint("btrim(agreement) <> ''", name=op.f("ck_research_project_agreement_given")),
    sa.CheckConstraint("btrim(organisation) <> ''", name=op.f("ck_research_project_organisation_given")),
    sa.CheckConstraint("btrim(title) <> ''", name=op.f("ck_research_project_title_given")),
    sa.CheckConstraint("cardinality(fields) > 0 and fields <@ array['unit', 'household', 'person', 'case', 'month', 'age_band', 'place', 'crowding', 'occupancy', 'occupation_title', 'arrears_band', 'condition', 'case_type']::text[]", name=op.f("ck_research_project_fields_known")),
    sa.CheckConstraint("until > agreed_on", name=op.f("ck_research_project_until_after_agreement")),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_research_project")),
    sa.UniqueConstraint("fid", name=op.f("uq_research_project_fid"))
    )
    op.execute(FROZEN)
    for table in GUARDED:
        op.execute(
            f"create trigger keep_released before insert or update or delete on {table} "
            "for each row execute function keep_released()"
        )
        op.execute(
            f"create trigger keep_released_whole before truncate on {table} "
            "for each statement execute function keep_released()"
        )
    known_thresholds([*BEFORE, *(name for name, _, _ in THRESHOLDS)])
    op.bulk_insert(
        sa.table(
            "rule_threshold",
            sa.column("threshold", sa.Text),
            sa.column("value", sa.Numeric),
            sa.column("legal_basis", sa.Text),
            sa.column("valid_from", sa.Date),
        ),
        [
            {"threshold": name, "value": value, "legal_basis": basis, "valid_from": SINCE}
            for name, value, basis in THRESHOLDS
        ],
    )


def downgrade() -> None:
    op.drop_table("research_project")
    for table in (*GUARDED, "release"):
        op.drop_table(table)
    op.execute("drop function keep_release(), keep_released()")
    for name, _, _ in THRESHOLDS:
        op.execute(f"delete from rule_threshold where threshold = '{name}'")  # noqa: S608 - our own words
    known_thresholds(BEFORE)
