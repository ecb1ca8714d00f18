-- A dimension of one unit said twice in the file with two values: the later row is refused.
with said as (
    select s.seq, v.key as dimension, v.value, first_value(v.value) over w as first_value,
        first_value(s.row_number) over w as first_row
    from staged s
    cross join lateral jsonb_each_text(s.facts -> 'status' -> 'values') v
    where s.outcome is null and s.kind = 'office' and s.facts ? 'status'
    window w as (partition by s.reference_id, v.key order by s.seq)
)
update staged s
set outcome = 'refused', reason = 'said_twice', detail = t.first_row::text,
    column_name = t.dimension
from said t
where t.seq = s.seq and t.value <> t.first_value
