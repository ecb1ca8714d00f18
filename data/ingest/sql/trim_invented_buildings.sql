-- An invented footprint at an attested civic that no real one took gives the ground back. It
-- ends where less than a fifth of it would be left.
with covered as (
    select b.id, st_area(b.geom) as area_m2, st_collectionextract(
        st_difference(b.geom, st_buffer(st_union(s.geom), 0.01)), 3
    ) as rest, (array_agg(s.target_id order by st_area(st_intersection(b.geom, s.geom)) desc))[1]
        as real_id
    from staged s
    join building b on b.is_synthetic and b.ended_on is null and st_intersects(b.geom, s.geom)
    where s.kind = 'footprint' and s.outcome in ('loaded', 'updated', 'unchanged')
        and st_area(st_intersection(b.geom, s.geom)) > 1
    group by b.id
)
update building b
set geom = case when st_area(c.rest) >= 0.2 * c.area_m2 then st_multi(c.rest) else b.geom end,
    ended_on = case when st_area(c.rest) >= 0.2 * c.area_m2 then null else cast(:today as date) end,
    replaced_by_id = case when st_area(c.rest) >= 0.2 * c.area_m2 then null else c.real_id end
from covered c
where b.id = c.id
