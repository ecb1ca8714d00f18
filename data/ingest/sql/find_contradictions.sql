-- Flats of the file that now are vacant and have a title at one time, in the office's own words:
-- the last row that told one of the two, and what it contradicts, in the file or in the register.
with told as (
    select u.reference_id, u.dimension::text as dimension, u.value, u.valid_from, u.valid_to
    from unit_status u
    where u.source_id = :source
        and u.reference_id in (select reference_id from office_said)
        and (
            u.dimension = 'occupancy' and u.value = 'vacant'
            or u.dimension = 'occupation_title' and u.value not in ('unknown', 'not_applicable')
        )
), pair as (
    select distinct on (v.reference_id) v.reference_id, v.valid_from as vacant_from,
        t.value as title_value, t.valid_from as title_from
    from told v
    join told t on t.reference_id = v.reference_id and t.dimension = 'occupation_title'
        and t.valid_from < v.valid_to and t.valid_to > v.valid_from
    where v.dimension = 'occupancy'
    order by v.reference_id, v.valid_from, t.valid_from
), said as (
    select p.reference_id, o.seq, o.dimension, o.place, o.label
    from pair p
    join office_said o on o.reference_id = p.reference_id
        and (o.dimension, o.value)
        in (('occupancy', 'vacant'), ('occupation_title', p.title_value))
    join staged s on s.seq = o.seq and s.outcome <> 'refused'
)
select p.reference_id, b.seq, b.label,
    (
        select o.place from said o
        where o.reference_id = p.reference_id and o.seq < b.seq and o.dimension <> b.dimension
        order by o.seq desc
        limit 1
    ) as other_place,
    held.dimension as held_dimension, held.value as held_value, held.valid_from as held_from
from pair p
left join lateral (
    select s.seq, s.dimension, s.label
    from said s
    where s.reference_id = p.reference_id
    order by s.seq desc
    limit 1
) b on true
cross join lateral (
    select 'occupancy' as dimension, 'vacant' as value, p.vacant_from as valid_from
    where b.dimension is distinct from 'occupancy'
    union all
    select 'occupation_title', p.title_value, p.title_from
    where b.dimension = 'occupancy'
) held
