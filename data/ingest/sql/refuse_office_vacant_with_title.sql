-- A flat that one row calls vacant and another inhabited by some title, on one day or without a
-- day: the later row is refused.
with dated as (
    select o.*,
        case when bool_and(o.on_day is not null) over (partition by o.flat) then o.on_day end
            as same_day
    from office_said o
    join staged s on s.seq = o.seq and s.outcome is null
    where o.dimension = 'occupancy' and o.value = 'vacant'
        or o.dimension = 'occupation_title' and o.value not in ('unknown', 'not_applicable')
), compared as (
    select *, first_value(dimension) over w as first_dimension,
        first_value(place) over w as first_place
    from dated
    window w as (partition by flat, same_day order by seq)
)
update staged s
set outcome = 'refused', reason = 'vacant_with_title', detail = c.first_place,
    column_name = c.label
from compared c
where c.seq = s.seq and c.dimension <> c.first_dimension
