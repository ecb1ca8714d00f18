-- What each row of the office says of its flat, dimension by dimension, and where that stands.
create temporary table office_said on commit drop as
select s.seq, s.reference_id, coalesce(r.unit_id, s.reference_id) as flat, v.key as dimension,
    v.value, (s.facts -> 'status' ->> 'on')::date as on_day,
    s.row_number || coalesce(' (' || nullif(s.facts -> 'place' ->> 'sheet', '') || ')', '') as place,
    concat_ws(
        '!', nullif(s.facts -> 'place' ->> 'sheet', ''),
        coalesce(s.facts -> 'place' -> 'labels' ->> v.key, v.key)
    ) as label
from staged s
join unit_reference r on r.id = s.reference_id
cross join lateral jsonb_each_text(s.facts -> 'status' -> 'values') v
where s.outcome is null and s.kind = 'office' and s.facts ? 'status'
