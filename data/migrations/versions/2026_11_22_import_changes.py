"""import changes.

Revision: 202611221101
After: 202611221301
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611221101"
down_revision: str | None = "202611221301"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

WORDS = ("kind_it", "kind_en", "thing", "field_it", "field_en", "before_it", "before_en",
         "after_it", "after_en")  # fmt: skip

# What a source says now of a unit: '' where it is new, the value before where it changed, null
# where nothing did. An older file changes nothing. A vacancy and a title never hold together: the
# one seen later ends the other, and one seen earlier holds until the other begins.
RECORD_STATUS = """
create or replace function record_status(
    reference uuid, unit uuid, what text, said text, on_day date, source text, told_on date,
    trust text
) returns text language plpgsql as $$
declare
    held record;
    contrary record;
    free_from date;
    until date := 'infinity';
begin
    select id, value, valid_from, as_of into held from unit_status
    where reference_id = reference and dimension = what and source_id = source
        and valid_to = 'infinity';
    if held.id is not null and (held.as_of > told_on or held.valid_from > on_day) then
        return null;
    elsif held.value = said then
        update unit_status set as_of = told_on where id = held.id and as_of < told_on;
        return null;
    end if;
    if what = 'occupancy' and said = 'vacant'
        or what = 'occupation_title' and said not in ('unknown', 'not_applicable')
    then
        select id, valid_from, as_of into contrary from unit_status
        where reference_id = reference and source_id = source and valid_to = 'infinity'
            and case what
                when 'occupancy' then dimension = 'occupation_title'
                    and value not in ('unknown', 'not_applicable')
                else dimension = 'occupancy' and value = 'vacant'
            end;
        if contrary.as_of > told_on then
            return null;
        elsif contrary.valid_from < on_day then
            update unit_status set valid_to = on_day where id = contrary.id;
        elsif contrary.valid_from > on_day then
            until := contrary.valid_from;
        end if;
    end if;
    if held.valid_from = on_day then
        update unit_status set value = said, valid_to = until, as_of = told_on where id = held.id;
        return held.value;
    end if;
    update unit_status set valid_to = on_day where id = held.id;
    select coalesce(max(valid_to), on_day) into free_from from unit_status
    where reference_id = reference and dimension = what and source_id = source;
    free_from := greatest(on_day, free_from);
    if free_from > told_on or free_from >= until then
        return null;
    end if;
    insert into unit_status (
        reference_id, unit_id, dimension, value, valid_from, valid_to, source_id, as_of,
        reliability
    ) values (
        reference, unit, what, said, free_from, until, source, told_on, trust
    );
    return coalesce(held.value, '');
end
$$;
"""

BEFORE = """
create or replace function record_status(
    reference uuid, unit uuid, what text, said text, on_day date, source text, told_on date,
    trust text
) returns text language plpgsql as $$
declare
    held record;
    free_from date;
begin
    select id, value, valid_from, as_of into held from unit_status
    where reference_id = reference and dimension = what and source_id = source
        and valid_to = 'infinity';
    if held.id is not null and (held.as_of > told_on or held.valid_from > on_day) then
        return null;
    elsif held.value = said then
        update unit_status set as_of = told_on where id = held.id and as_of < told_on;
        return null;
    elsif held.valid_from = on_day then
        update unit_status set value = said, as_of = told_on where id = held.id;
        return held.value;
    end if;
    update unit_status set valid_to = on_day where id = held.id;
    select coalesce(max(valid_to), on_day) into free_from from unit_status
    where reference_id = reference and dimension = what and source_id = source;
    if free_from > told_on then
        return null;
    end if;
    insert into unit_status (
        reference_id, unit_id, dimension, value, valid_from, source_id, as_of, reliability
    ) values (
        reference, unit, what, said, greatest(on_day, free_from), source, told_on, trust
    );
    return coalesce(held.value, '');
end
$$;
"""


def upgrade() -> None:
    op.create_table(
        "import_change",
        sa.Column("id", sa.BigInteger(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in WORDS),
        sa.ForeignKeyConstraint(
            ["run_id"], ["import_run.id"],
            name=op.f("fk_import_change_run_id"), ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_change")),
    )
    op.create_index(op.f("ix_import_change_run_id"), "import_change", ["run_id"])
    op.add_column("import_run", sa.Column("held_back_it", sa.Text(), nullable=True))
    op.add_column("import_run", sa.Column("held_back_en", sa.Text(), nullable=True))
    op.add_column("import_run", sa.Column("more_changes_count", sa.Integer(), nullable=True))
    op.execute(RECORD_STATUS)


def downgrade() -> None:
    op.execute(BEFORE)
    op.drop_column("import_run", "more_changes_count")
    op.drop_column("import_run", "held_back_en")
    op.drop_column("import_run", "held_back_it")
    op.drop_table("import_change")
