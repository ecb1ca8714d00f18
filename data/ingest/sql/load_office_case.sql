-- Cases and the states that they are in now.
insert into housing_case (
    id, reference_id, unit_id, case_type, protocol_no, office, opened_on, due_on,
    source_id, as_of, reliability
)
select s.target_id, s.reference_id, r.unit_id, f.case_type, f.protocol_no, f.office, f.opened_on,
    f.due_on, :source, :as_of, :reliability
from staged s
join unit_reference r on r.id = s.reference_id
cross join lateral jsonb_to_record(s.facts -> 'case') as f (
    case_type text, protocol_no text, office text, opened_on date, due_on date
)
where s.outcome is null and s.kind = 'office' and s.facts ? 'case' and s.is_new;
with told as (
    select s.seq, k.id, f.due_on, f.office, k.due_on as held_due,
        k.office as held_office
    from staged s
    join housing_case k on k.id = s.target_id
    cross join lateral jsonb_to_record(s.facts -> 'case') as f (office text, due_on date)
    where s.outcome is null and s.facts ? 'case' and not s.is_new and k.as_of <= :as_of
        and (f.due_on is null or f.due_on >= k.opened_on)
        and (k.due_on, k.office::text)
        is distinct from (coalesce(f.due_on, k.due_on), f.office)
), renewed as (
    update housing_case k
    set due_on = coalesce(t.due_on, k.due_on), office = t.office, as_of = :as_of
    from told t
    where k.id = t.id
)
insert into change (seq, before)
select seq, coalesce(held_due::text, '')
from told
where due_on <> held_due or (due_on is not null and held_due is null)
union all
select seq, held_office from told where office <> held_office;
insert into change (seq, before)
select seq, before
from (
    select s.seq,
        record_state(
            'housing_case_state', 'case_id', s.target_id, f.state,
            greatest(f.opened_on, least(coalesce(f.state_on, :as_of), :as_of)),
            :source, :as_of, :reliability
        ) as before
    from staged s
    cross join lateral jsonb_to_record(s.facts -> 'case') as f (
        state text, state_on date, opened_on date
    )
    where s.outcome is null and s.kind = 'office' and s.facts ? 'case'
) as told
where before is not null
