"""office workbook: cases, episodes, reports, issues and targets may follow a naming.

Revision: 202611220402
After: 202611220401
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "202611220402"
down_revision: str | None = "202611220401"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TABLES = ("housing_case", "occupation_episode", "occupation_report", "condominium_issue", "intervention_target")
REACHES = {
    "housing_case": ("reaches_something", "unit_id, building_id"),
    "occupation_report": ("reaches_something", "unit_id, staircase_id, building_id"),
    "condominium_issue": ("reaches_something", "condominium_id, building_id, unit_id"),
}
THINGS = ["intervention_id", "district_id", "condominium_id", "building_id", "unit_id"]
CHANNELS = "'citizen_form', 'administrator', 'local_police', 'social_services', 'custodian', 'anonymous'"

# What a source says now of a thing with a history: '' where it is new, the value before where it
# changed, null where nothing did. An older file changes nothing.
RECORD = """
create function record_status(
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
create function record_state(
    told regclass, thing text, thing_id uuid, said text, on_day date, source text, told_on date,
    trust text
) returns text language plpgsql as $$
declare
    held record;
    free_from date;
begin
    execute format(
        'select id, state::text as state, valid_from, as_of from %s '
        'where %I = $1 and valid_to = ''infinity''', told, thing
    ) into held using thing_id;
    if held.id is not null and (
        held.state = said or held.as_of > told_on or held.valid_from > on_day
    ) then
        return null;
    elsif held.valid_from = on_day then
        execute format('update %s set state = $1, as_of = $2 where id = $3', told)
        using said, told_on, held.id;
        return held.state;
    end if;
    execute format('update %s set valid_to = $1 where id = $2', told) using on_day, held.id;
    execute format(
        'select coalesce(max(valid_to), $1) from %s where %I = $2', told, thing
    ) into free_from using on_day, thing_id;
    if free_from > told_on then
        return null;
    end if;
    execute format(
        'insert into %s (%I, state, valid_from, source_id, as_of, reliability) '
        'values ($1, $2, $3, $4, $5, $6)', told, thing
    ) using thing_id, said, greatest(on_day, free_from), source, told_on, trust;
    return coalesce(held.state, '');
end
$$;
"""


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("reference_id", sa.Uuid(), nullable=True))
        op.create_foreign_key(op.f(f"fk_{table}_reference_id_unit_reference"), table, "unit_reference", ["reference_id"], ["id"])
        op.create_index(op.f(f"ix_{table}_reference_id"), table, ["reference_id"], unique=False)
    for table, (name, columns) in REACHES.items():
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, f"num_nonnulls({columns}, reference_id) >= 1")
    op.alter_column("occupation_episode", "unit_id", nullable=True)
    op.create_check_constraint(op.f("ck_occupation_episode_named_somehow"), "occupation_episode", "num_nonnulls(unit_id, reference_id) >= 1")
    op.drop_constraint(op.f("ck_occupation_report_reportchannel"), "occupation_report", type_="check")
    op.create_check_constraint(op.f("ck_occupation_report_reportchannel"), "occupation_report", f"channel in ({CHANNELS}, 'housing_office')")
    op.drop_constraint(op.f("ck_intervention_target_one_thing"), "intervention_target", type_="check")
    op.create_check_constraint(op.f("ck_intervention_target_one_thing"), "intervention_target", "num_nonnulls(district_id, condominium_id, building_id, coalesce(unit_id, reference_id)) = 1")
    op.drop_index("uq_intervention_target_thing", table_name="intervention_target")
    op.create_index("uq_intervention_target_thing", "intervention_target", [*THINGS, "reference_id"], unique=True, postgresql_nulls_not_distinct=True)
    op.execute(RECORD)


def downgrade() -> None:
    op.execute("drop function record_status")
    op.execute("drop function record_state")
    op.drop_index("uq_intervention_target_thing", table_name="intervention_target")
    op.create_index("uq_intervention_target_thing", "intervention_target", THINGS, unique=True, postgresql_nulls_not_distinct=True)
    op.drop_constraint(op.f("ck_intervention_target_one_thing"), "intervention_target", type_="check")
    op.create_check_constraint(op.f("ck_intervention_target_one_thing"), "intervention_target", "num_nonnulls(district_id, condominium_id, building_id, unit_id) = 1")
    op.drop_constraint(op.f("ck_occupation_report_reportchannel"), "occupation_report", type_="check")
    op.create_check_constraint(op.f("ck_occupation_report_reportchannel"), "occupation_report", f"channel in ({CHANNELS})")
    op.drop_constraint(op.f("ck_occupation_episode_named_somehow"), "occupation_episode", type_="check")
    op.alter_column("occupation_episode", "unit_id", nullable=False)
    for table, (name, columns) in REACHES.items():
        op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
        op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, f"num_nonnulls({columns}) >= 1")
    for table in reversed(TABLES):
        op.drop_index(op.f(f"ix_{table}_reference_id"), table_name=table)
        op.drop_constraint(op.f(f"fk_{table}_reference_id_unit_reference"), table, type_="foreignkey")
        op.drop_column(table, "reference_id")
