"""invariants.

Revision: 202611220803
After: 202611220501
"""

from collections.abc import Sequence

from alembic import op

revision: str = "202611220803"
down_revision: str | None = "202611220501"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Each of these binds what one source (one naming of it, where it names units) says itself; that
# sources contradict each other is no error but a discrepancy. They look at how things stand at
# the commit, not at the row as it was when it was written: rows may be corrected in between.
CONTRADICT = """
create function refuse_fact(rule text, words_it text, words_en text) returns void
language plpgsql as $$
begin
    raise exception using errcode = 'check_violation', constraint = rule,
        message = words_it || ' / ' || words_en, schema = 'public';
end
$$;

create function check_unit_status() returns trigger language plpgsql as $$
declare
    mine unit_status;
begin
    select * into mine from unit_status where id = new.id;
    if mine.id is null or mine.unit_id is null then
        return null;
    end if;
    if mine.dimension = 'crowding' and mine.value <> 'unknown' and mine.reference_id is null
        and exists (select from unit u where u.id = mine.unit_id and u.usable_area_m2 is null)
    then
        perform refuse_fact('crowding_needs_area',
            'L''affollamento si calcola solo dove è nota la superficie utile dell''unità',
            'Crowding is computed only where the unit''s usable area is known');
    end if;
    if mine.dimension = 'occupancy' and mine.value = 'vacant' or
        mine.dimension = 'occupation_title' and mine.value not in ('unknown', 'not_applicable')
    then
        if exists (
            select from unit_status o
            where o.unit_id = mine.unit_id and o.source_id = mine.source_id
                and o.reference_id is not distinct from mine.reference_id
                and o.valid_from < mine.valid_to and o.valid_to > mine.valid_from
                and case mine.dimension
                    when 'occupancy' then o.dimension = 'occupation_title'
                        and o.value not in ('unknown', 'not_applicable')
                    else o.dimension = 'occupancy' and o.value = 'vacant'
                end
        ) then
            perform refuse_fact('vacant_without_title',
                'Un''unità vuota non ha chi la abita con o senza titolo: correggere l''una o l''altro',
                'Nobody lives in a vacant unit, with or without a title: correct one of the two');
        end if;
    end if;
    return null;
end
$$;
create constraint trigger check_unit_status after insert or update on unit_status
deferrable initially deferred for each row
when (new.dimension = 'crowding' or (new.dimension = 'occupancy' and new.value = 'vacant')
    or (new.dimension = 'occupation_title' and new.value not in ('unknown', 'not_applicable')))
execute function check_unit_status();

create function check_area_kept() returns trigger language plpgsql as $$
begin
    if exists (
        select from unit u join unit_status s on s.unit_id = u.id and s.dimension = 'crowding'
            and s.value <> 'unknown' and s.reference_id is null
        where u.id = new.id and u.usable_area_m2 is null
    ) then
        perform refuse_fact('crowding_needs_area',
            'La superficie utile serve all''affollamento già calcolato: togliere prima quello',
            'The usable area is what the crowding was computed from: remove that first');
    end if;
    return null;
end
$$;
create constraint trigger check_area_kept after update on unit
deferrable initially deferred for each row
when (old.usable_area_m2 is not null and new.usable_area_m2 is null)
execute function check_area_kept();
"""

DWELLINGS = """
create function check_dwelling_crowding() returns trigger language plpgsql as $$
begin
    if exists (
        select from dwelling_status s
        join dwelling d on d.id = s.dwelling_id and d.usable_area_m2 is null
        where s.dimension = 'crowding' and s.value <> 'unknown'
            and s.dwelling_id = case tg_table_name
                when 'dwelling' then (to_jsonb(new) ->> 'id')::uuid
                else (to_jsonb(new) ->> 'dwelling_id')::uuid end
    ) then
        perform refuse_fact('crowding_needs_area',
            'L''affollamento si calcola solo dove è nota la superficie utile dell''alloggio',
            'Crowding is computed only where the dwelling''s usable area is known');
    end if;
    return null;
end
$$;
create constraint trigger check_dwelling_crowding after insert or update on dwelling_status
deferrable initially deferred for each row when (new.dimension = 'crowding')
execute function check_dwelling_crowding();
create constraint trigger check_area_kept after update on dwelling
deferrable initially deferred for each row
when (old.usable_area_m2 is not null and new.usable_area_m2 is null)
execute function check_dwelling_crowding();
"""

CONFISCATION = """
create function check_confiscated(of_unit uuid) returns void language plpgsql as $$
begin
    if exists (
        select from unit_encumbrance e
        where e.unit_id = of_unit and e.kind = 'confiscation_final'
            and not coalesce(e.valid <@ (
                select range_agg(s.valid) from unit_status s
                where s.unit_id = e.unit_id and s.source_id = e.source_id
                    and s.reference_id is not distinct from e.reference_id
                    and s.dimension = 'owner_class'
                    and s.value in ('confiscated_state', 'municipality')
            ), false)
    ) then
        perform refuse_fact('confiscated_final_owner',
            'Per tutto il tempo di una confisca definitiva la proprietà è dello Stato o del Comune',
            'All through a final confiscation the owner is the State or the municipality');
    end if;
end
$$;
create function check_confiscation() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform check_confiscated(old.unit_id);
    end if;
    if tg_op <> 'DELETE' then
        perform check_confiscated(new.unit_id);
    end if;
    return null;
end
$$;
create constraint trigger check_confiscation after insert or update on unit_encumbrance
deferrable initially deferred for each row when (new.kind = 'confiscation_final')
execute function check_confiscation();
create constraint trigger check_confiscation after update or delete on unit_status
deferrable initially deferred for each row
when (old.dimension = 'owner_class' and old.value in ('confiscated_state', 'municipality'))
execute function check_confiscation();
"""

TRANSFER = """
create function check_transferred(of_unit uuid) returns void language plpgsql as $$
begin
    if exists (
        select from enforcement_sale s
        join enforcement_sale_state t on t.sale_id = s.id
            and t.state in ('transferred', 'released', 'delivered')
        join unit_encumbrance e on e.unit_id = s.unit_id and e.kind = 'seizure_pignoramento'
            and e.source_id = s.source_id and e.reference_id is not distinct from s.reference_id
            and e.valid_from < t.valid_from and e.valid_to > t.valid_from
        where s.unit_id = of_unit
    ) then
        perform refuse_fact('transferred_seizure_closed',
            'Con il decreto di trasferimento il pignoramento è cancellato: chiuderlo a quella data',
            'The decree of transfer cancels the seizure: end it on that day');
    end if;
end
$$;
create function check_transfer() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'enforcement_sale_state' then
        perform check_transferred(s.unit_id) from enforcement_sale s where s.id = new.sale_id;
    else
        perform check_transferred(new.unit_id);
    end if;
    return null;
end
$$;
create constraint trigger check_transfer after insert or update on enforcement_sale_state
deferrable initially deferred for each row
when (new.state in ('transferred', 'released', 'delivered'))
execute function check_transfer();
create constraint trigger check_transfer after update on enforcement_sale
deferrable initially deferred for each row
when (old.unit_id is distinct from new.unit_id or old.source_id <> new.source_id)
execute function check_transfer();
create constraint trigger check_transfer after insert or update on unit_encumbrance
deferrable initially deferred for each row when (new.kind = 'seizure_pignoramento')
execute function check_transfer();
"""

MILLESIMAL = """
create function check_millesimal_sum(of_table uuid) returns void language plpgsql as $$
declare
    total numeric;
begin
    if exists (select from millesimal_table t where t.id = of_table and t.is_approved) then
        select coalesce(sum(s.share), 0) into total
        from millesimal_share s where s.table_id = of_table;
        if abs(total - 1000) > 0.5 then
            perform refuse_fact('approved_sums_to_1000',
                format('La tabella millesimale approvata somma %s, non 1000', total),
                format('The approved table of shares sums to %s, not 1000', total));
        end if;
    end if;
end
$$;
create function check_millesimal_table() returns trigger language plpgsql as $$
begin
    perform check_millesimal_sum(new.id);
    return null;
end
$$;
create function check_millesimal_share() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' then
        perform check_millesimal_sum(old.table_id);
    end if;
    if tg_op = 'INSERT' or tg_op = 'UPDATE' and new.table_id <> old.table_id then
        perform check_millesimal_sum(new.table_id);
    end if;
    return null;
end
$$;
create constraint trigger check_millesimal_table after insert or update on millesimal_table
deferrable initially deferred for each row when (new.is_approved)
execute function check_millesimal_table();
create constraint trigger check_millesimal_share after insert or update or delete
on millesimal_share deferrable initially deferred for each row
execute function check_millesimal_share();
"""

# The same rules over all rows at once, for whole towns that are loaded with the triggers off.
AT_ONCE = """
create function contradicting_facts() returns table (rule text, thing uuid)
language plpgsql stable as $$
begin
    return query
    select 'vacant_without_title', v.unit_id
    from unit_status v
    join unit_status t on t.unit_id = v.unit_id and t.dimension = 'occupation_title'
        and t.value not in ('unknown', 'not_applicable') and t.source_id = v.source_id
        and t.reference_id is not distinct from v.reference_id
        and t.valid_from < v.valid_to and t.valid_to > v.valid_from
    where v.dimension = 'occupancy' and v.value = 'vacant'
    union all
    select 'crowding_needs_area', u.id
    from unit u
    join unit_status s on s.unit_id = u.id and s.dimension = 'crowding' and s.value <> 'unknown'
        and s.reference_id is null
    where u.usable_area_m2 is null
    union all
    select 'crowding_needs_area', d.id
    from dwelling d
    join dwelling_status s on s.dwelling_id = d.id and s.dimension = 'crowding'
        and s.value <> 'unknown'
    where d.usable_area_m2 is null
    union all
    select 'confiscated_final_owner', e.unit_id
    from unit_encumbrance e
    where e.unit_id is not null and e.kind = 'confiscation_final' and not coalesce(e.valid <@ (
        select range_agg(s.valid) from unit_status s
        where s.unit_id = e.unit_id and s.source_id = e.source_id
            and s.reference_id is not distinct from e.reference_id
            and s.dimension = 'owner_class' and s.value in ('confiscated_state', 'municipality')
    ), false)
    union all
    select 'transferred_seizure_closed', s.unit_id
    from enforcement_sale s
    join enforcement_sale_state t on t.sale_id = s.id
        and t.state in ('transferred', 'released', 'delivered')
    join unit_encumbrance e on e.unit_id = s.unit_id and e.kind = 'seizure_pignoramento'
        and e.source_id = s.source_id and e.reference_id is not distinct from s.reference_id
        and e.valid_from < t.valid_from and e.valid_to > t.valid_from
    union all
    select 'approved_sums_to_1000', t.id
    from millesimal_table t
    left join (
        select s.table_id, sum(s.share) as total from millesimal_share s group by s.table_id
    ) m on m.table_id = t.id
    where t.is_approved and abs(coalesce(m.total, 0) - 1000) > 0.5;
end
$$;
"""

FUNCTIONS = (
    "contradicting_facts()",
    "check_unit_status()",
    "check_area_kept()",
    "check_dwelling_crowding()",
    "check_confiscation()",
    "check_confiscated(uuid)",
    "check_transfer()",
    "check_transferred(uuid)",
    "check_millesimal_table()",
    "check_millesimal_share()",
    "check_millesimal_sum(uuid)",
    "refuse_fact(text, text, text)",
)


def upgrade() -> None:
    for rules in (CONTRADICT, DWELLINGS, CONFISCATION, TRANSFER, MILLESIMAL, AT_ONCE):
        op.execute(rules)


def downgrade() -> None:
    for function in FUNCTIONS:
        op.execute(f"drop function {function} cascade")
