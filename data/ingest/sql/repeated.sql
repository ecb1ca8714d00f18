-- A row twice: the same again is skipped, another under the same key is refused. Where a row of
-- the office stood, and the name beside it, make no other row of it.
with twice as (
    select kind, key from staged where outcome is null group by kind, key having count(*) > 1
), numbered as (
    select seq, row_number() over w as place,
        first_value(row_number) over w as first_row,
        first_value(said) over w = said
            and first_value(geom::bytea) over w is not distinct from geom::bytea as same
    from staged
    join twice using (kind, key)
    cross join lateral (
        select case kind when 'office' then facts - 'place' - 'hint' else facts end as said
    ) f
    where outcome is null
    window w as (partition by kind, key order by seq)
)
update staged s
set outcome = case when n.same then 'skipped' else 'refused' end,
    reason = case when n.same then 'repeated' else 'repeated_differently' end,
    detail = n.first_row::text
from numbered n
where n.seq = s.seq and n.place > 1
