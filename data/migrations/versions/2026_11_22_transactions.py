"""transactions.

Revision: 202611220101
After: 202611220008
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611220101"
down_revision: str | None = "202611220008"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WITHOUT_PROVENANCE = ("building_parcel", "unit_reference", "reference_decision")

# A transaction's number is its xid, moved by a base that makes numbers grow on when the database
# is restored into a cluster whose xids are lower. So what is still under way has a number above
# the oldest running xid, and `settled_id` says how far all was decided when a transaction ended:
# a reader compares numbers instead of looking each one up.
TRANSACTIONS = """
create schema history;
create table history.cluster (
    system_identifier bigint primary key,
    base bigint not null
);
create table history.transaction (
    id bigint primary key,
    xid xid8 not null,
    begun_at timestamptz not null,
    committed_at timestamptz,
    settled_id bigint
);
create index ix_transaction_xid on history.transaction (xid);
create index ix_transaction_committed_at on history.transaction (committed_at, id);
insert into history.transaction values (0, '0', '-infinity', '-infinity', 0);

-- Numbers of another cluster may be equal to ours: the time tells them apart.
create function history.own_transaction() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    return (
        select max(t.id) from history.transaction t
        where t.xid = pg_current_xact_id() and t.begun_at >= transaction_timestamp()
    );
end
$$;

create function history.base_of_numbers() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    this_cluster bigint := system_identifier from pg_control_system();
    found bigint;
begin
    select c.base into found from history.cluster c where c.system_identifier = this_cluster;
    if found is null then
        insert into history.cluster (system_identifier, base)
        select this_cluster, greatest(0, max(t.id) + 1 - oldest.xid)
        from history.transaction t,
            (select pg_snapshot_xmin(pg_current_snapshot())::text::bigint as xid) oldest
        group by oldest.xid
        on conflict do nothing;
        select c.base into found from history.cluster c where c.system_identifier = this_cluster;
    end if;
    return found;
end
$$;

create function history.begin_transaction() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    this bigint := history.own_transaction();
begin
    if this is null then
        this := pg_current_xact_id()::text::bigint + history.base_of_numbers();
        insert into history.transaction (id, xid, begun_at)
        values (this, pg_current_xact_id(), clock_timestamp());
    end if;
    perform set_config('satellite.transaction', this::text, true);
    return this;
end
$$;

-- Inlined where it is a column's default: a row costs no call of a function.
create function history.current_transaction() returns bigint language sql volatile as $$
    select coalesce(
        nullif(current_setting('satellite.transaction', true), '')::bigint,
        history.begin_transaction()
    )
$$;

create function history.end_transaction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Held until all see the end: who reads as known a moment ago waits for it.
    perform pg_advisory_xact_lock_shared(1398035027, 1);
    update history.transaction t
    set committed_at = clock_timestamp(),
        settled_id = pg_snapshot_xmin(pg_current_snapshot())::text::bigint
            - t.xid::text::bigint + t.id - 1
    where t.id = new.id;
    return null;
end
$$;
create constraint trigger end_transaction after insert on history.transaction
deferrable initially deferred for each row execute function history.end_transaction();
"""


def upgrade() -> None:
    op.execute(TRANSACTIONS)
    for name in sorted([*_with_column("reliability"), *WITHOUT_PROVENANCE]):
        # Rows that stand already count as known from the beginning: transaction 0.
        op.add_column(
            name, sa.Column("recorded_in", sa.BigInteger(), server_default="0", nullable=False)
        )
        op.alter_column(
            name, "recorded_in", server_default=sa.text("history.current_transaction()")
        )


def downgrade() -> None:
    for name in _with_column("recorded_in"):
        op.drop_column(name, "recorded_in")
    op.execute("drop schema if exists known cascade")
    op.execute("drop schema history cascade")


def _with_column(column: str) -> list[str]:
    """The tables that have a column of that name at this moment."""
    found = op.get_bind().execute(
        sa.text(
            "select c.relname from pg_class c "
            "join pg_attribute a on a.attrelid = c.oid and a.attname = :column "
            "where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' "
            "and not a.attisdropped order by 1"
        ),
        {"column": column},
    )
    return list(found.scalars())
