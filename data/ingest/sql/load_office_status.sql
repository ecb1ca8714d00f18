-- What the rows say of their units, and from when; the earlier day first.
insert into change (seq, before)
select seq, before
from (
    select seq,
        record_status(
            reference_id, unit_id, dimension, value, on_day, :source, :as_of, :reliability
        ) as before
    from (
        select s.seq, s.reference_id, r.unit_id, v.key as dimension, v.value,
            least(coalesce((s.facts -> 'status' ->> 'on')::date, :as_of), :as_of) as on_day
        from staged s
        join unit_reference r on r.id = s.reference_id
        cross join lateral jsonb_each_text(s.facts -> 'status' -> 'values') v
        where s.outcome is null and s.kind = 'office' and s.facts ? 'status'
        order by on_day, s.seq
    ) as said
) as told
where before is not null
