-- The case that a row means: by its protocol number, else by its unit, type and first day.
update staged s
set target_id = k.id
from (
    select s.seq, f.case_type, f.opened_on, f.protocol_no, s.reference_id
    from staged s
    cross join lateral jsonb_to_record(s.facts -> 'case') as f (
        case_type text, opened_on date, protocol_no text
    )
    where s.outcome is null and s.kind = 'office' and s.facts ? 'case'
) as c
join housing_case k on k.protocol_no = c.protocol_no
    or (c.protocol_no is null and k.source_id = :source and k.reference_id = c.reference_id
        and k.case_type = c.case_type and k.opened_on = c.opened_on)
where s.seq = c.seq;
update staged s
set outcome = 'refused', reason = 'protocol_taken', column_name = 'protocol_no',
    detail = s.facts -> 'case' ->> 'protocol_no'
from housing_case k
where k.id = s.target_id and s.outcome is null and s.facts ? 'case'
    and (k.source_id <> :source or k.case_type <> s.facts -> 'case' ->> 'case_type');
with repeated as (
    select seq, row_number() over (partition by facts -> 'case' ->> 'protocol_no' order by seq) as place
    from staged
    where outcome is null and kind = 'office' and facts -> 'case' ->> 'protocol_no' is not null
)
update staged s
set outcome = 'refused', reason = 'protocol_taken', column_name = 'protocol_no',
    detail = s.facts -> 'case' ->> 'protocol_no'
from repeated r
where r.seq = s.seq and r.place > 1;
update staged set target_id = gen_random_uuid(), is_new = true
where outcome is null and kind = 'office' and facts ? 'case' and target_id is null
