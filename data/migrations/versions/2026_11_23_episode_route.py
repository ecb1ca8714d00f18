"""the legal route of an episode apart from its state.

Revision: 202611230020
After: 202611230010
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611230020"
down_revision: str | None = "202611230010"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

ROUTES = ("flagrant_intervention", "art_633", "art_634bis_321bis", "preventive_seizure", "enforcement_custodian_560", "civil_release_605_608", "public_housing_release", "urgent_order_54", "prefect_plan_art11", "voluntary_exit")

# The past goes along: rows written before tell who wrote them and when, as they did.
MOVE = """
insert into occupation_episode_route (episode_id, legal_route, source_id, as_of, reliability, recorded_in)
select id, legal_route, source_id, as_of, reliability, recorded_in
from occupation_episode where legal_route is not null;

do $past$
begin
    if not exists (
        select from pg_attribute a
        where a.attrelid = to_regclass('history.occupation_episode')
            and a.attname = 'legal_route' and not a.attisdropped
    ) then
        return;
    end if;
    create table if not exists history.occupation_episode_route (
        episode_id uuid, legal_route character varying(40), source_id text, as_of date,
        reliability character varying(40), is_synthetic boolean, recorded_in bigint,
        superseded_in bigint not null,
        history_id bigint generated always as identity primary key
    );
    insert into history.occupation_episode_route (
        episode_id, legal_route, source_id, as_of, reliability, is_synthetic, recorded_in,
        superseded_in
    )
    select id, legal_route, source_id, as_of, reliability, is_synthetic, recorded_in, superseded_in
    from history.occupation_episode where legal_route is not null;
    drop view if exists known.occupation_episode;
    drop function if exists history.known_occupation_episode();
    alter table history.occupation_episode drop column legal_route;
    comment on table history.occupation_episode is null;
end
$past$;
"""

BACK = """
update occupation_episode e set legal_route = r.legal_route
from occupation_episode_route r where r.episode_id = e.id;
"""


def _route() -> sa.Enum:
    return sa.Enum(*ROUTES, name="legalroute", native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    op.create_table(
        "occupation_episode_route",
        sa.Column("episode_id", sa.Uuid(), nullable=False),
        sa.Column("legal_route", _route(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("reliability", sa.Enum("official", "confirmed", "single_source", "inferred", "disputed", "synthetic", name="reliability", native_enum=False, create_constraint=True, length=40), nullable=False),
        sa.Column("is_synthetic", sa.Boolean(), sa.Computed("reliability = 'synthetic'", persisted=True), nullable=False),
        sa.Column("recorded_in", sa.BigInteger(), server_default=sa.text("history.current_transaction()"), nullable=False),
        sa.ForeignKeyConstraint(["episode_id"], ["occupation_episode.id"], name=op.f("fk_occupation_episode_route_episode_id")),
        sa.ForeignKeyConstraint(["source_id"], ["source.id"], name=op.f("fk_occupation_episode_route_source_id")),
        sa.PrimaryKeyConstraint("episode_id", name=op.f("pk_occupation_episode_route")),
    )
    op.create_index(op.f("ix_occupation_episode_route_source_id"), "occupation_episode_route", ["source_id"], unique=False)
    op.execute("drop function if exists layer_building_status(date)")
    op.execute("drop function if exists layer_unit_status(date)")
    op.execute("drop function if exists layer_occupation_episodes(date)")
    op.execute(MOVE)
    op.drop_column("occupation_episode", "legal_route")
    op.execute("drop function if exists sees_reported_episodes()")


def downgrade() -> None:
    op.execute("create function sees_reported_episodes() returns boolean language sql stable as 'select true'")
    op.add_column("occupation_episode", sa.Column("legal_route", _route(), nullable=True))
    op.execute(BACK)
    op.drop_index(op.f("ix_occupation_episode_route_source_id"), table_name="occupation_episode_route")
    op.drop_table("occupation_episode_route")
