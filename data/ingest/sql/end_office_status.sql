-- What the file says no longer of flats that it speaks of: a column that it has and every row of the
-- flat leaves empty. A title goes with the day that the flat is seen vacant, and the other way
-- round; else the file's day is the end. What would never have held is not known.
with said as (
    select s.reference_id, v.key as dimension, v.value,
        least(coalesce((s.facts -> 'status' ->> 'on')::date, :as_of), :as_of) as on_day, s.seq
    from staged s
    cross join lateral jsonb_each_text(s.facts -> 'status' -> 'values') v
    where s.outcome is null and s.kind = 'office' and s.facts ? 'status'
), covered as (
    select s.reference_id, min(s.seq) as seq, jsonb_agg(c.dimension) as dimensions
    from staged s
    cross join lateral jsonb_array_elements_text(s.facts -> 'covers') as c (dimension)
    where s.outcome is null and s.kind = 'office' and s.facts ? 'status'
    group by s.reference_id
), ending as (
    select h.id, h.value, h.valid_from, c.seq,
        coalesce((
            select min(o.on_day) from said o
            where o.reference_id = h.reference_id and (
                h.dimension = 'occupation_title' and o.dimension = 'occupancy' and o.value = 'vacant'
                or h.dimension = 'occupancy' and h.value = 'vacant'
                and o.dimension = 'occupation_title' and o.value not in ('unknown', 'not_applicable')
            )
        ), :as_of) as on_day
    from unit_status h
    join covered c on c.reference_id = h.reference_id
    where h.source_id = :source and h.valid_to = 'infinity' and h.as_of < :as_of
        and h.value <> 'unknown' and c.dimensions ? h.dimension::text
        and not exists (
            select from said o where o.reference_id = h.reference_id and o.dimension = h.dimension
        )
), ended as (
    update unit_status u set valid_to = e.on_day
    from ending e
    where u.id = e.id and e.valid_from < e.on_day
), unsaid as (
    update unit_status u set value = 'unknown', as_of = :as_of
    from ending e
    where u.id = e.id and e.valid_from >= e.on_day
)
insert into change (seq, before) select seq, value from ending
