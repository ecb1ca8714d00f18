-- What the rows say of their units, and from when.
insert into change (seq, reference_id, field, before, after)
select seq, reference_id, dimension, before, value
from (
    select s.seq, s.reference_id, v.key as dimension, v.value,
        record_status(
            s.reference_id, r.unit_id, v.key, v.value,
            least(coalesce((s.facts -> 'status' ->> 'on')::date, :as_of), :as_of),
            :source, :as_of, :reliability
        ) as before
    from staged s
    join unit_reference r on r.id = s.reference_id
    cross join lateral jsonb_each_text(s.facts -> 'status' -> 'values') v
    where s.outcome is null and s.kind = 'office' and s.facts ? 'status'
) as told
where before is not null
