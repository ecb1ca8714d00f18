-- Works by their name; each row is one flat that they reach.
create temporary table office_works on commit drop as
select s.seq, s.reference_id, r.unit_id, f.*, i.id as held_id
from staged s
join unit_reference r on r.id = s.reference_id
cross join lateral jsonb_to_record(s.facts -> 'intervention') as f (
    name text, works_category text, state text, "start" date, "end" date, cup text
)
left join intervention i on i.source_id = :source and lower(i.name_it) = lower(f.name)
where s.outcome is null and s.kind = 'office' and s.facts ? 'intervention';
with named as (
    insert into intervention (
        name_it, name_en, works_category, cup, planned_start_on, planned_end_on,
        source_id, as_of, reliability
    )
    select distinct on (lower(name)) name, name, works_category, cup, "start", "end",
        :source, :as_of, :reliability
    from office_works
    where held_id is null
    order by lower(name), seq
    returning id, name_it
)
update office_works w set held_id = n.id from named n where lower(n.name_it) = lower(w.name);
insert into change (seq, before)
select seq, before
from (
    select *, record_state(
            'intervention_state', 'intervention_id', held_id, state, :as_of, :source, :as_of,
            :reliability
        ) as before
    from (select distinct on (held_id) * from office_works order by held_id, seq) as one
) as told
where before is not null;
with reached as (
    insert into intervention_target (
        intervention_id, reference_id, unit_id, source_id, as_of, reliability
    )
    select distinct w.held_id, w.reference_id, w.unit_id, :source, cast(:as_of as date), :reliability
    from office_works w
    where not exists (
        select from intervention_target t
        where t.intervention_id = w.held_id and t.reference_id = w.reference_id
    )
    returning intervention_id, reference_id
)
insert into change (seq, before)
select w.seq, ''
from office_works w
join reached t on (t.intervention_id, t.reference_id) = (w.held_id, w.reference_id)
