-- A dimension of one flat with two values on one day, or without a day: the later row is refused.
with dated as (
    select *, case
            when bool_and(on_day is not null) over (partition by flat, dimension) then on_day
        end as same_day
    from office_said
), compared as (
    select *, first_value(value) over w as first_value, first_value(place) over w as first_place
    from dated
    window w as (partition by flat, dimension, same_day order by seq)
), twice as (
    select distinct on (seq) seq, label, first_place
    from compared
    where value <> first_value
    order by seq, dimension
)
update staged s
set outcome = 'refused', reason = 'said_twice', detail = t.first_place, column_name = t.label
from twice t
where t.seq = s.seq
