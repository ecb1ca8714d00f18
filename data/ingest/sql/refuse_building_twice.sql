-- A building drawn twice in the file: nine tenths of the ground of both are the same.
update staged s
set outcome = 'refused', reason = 'building_twice', column_name = 'geometry', detail = t.first_key
from (
    select b.seq, min(a.key) as first_key
    from staged a
    join staged b on b.kind = 'footprint' and b.outcome is null and b.seq > a.seq
        and b.geom && a.geom and st_contains(a.geom, st_pointonsurface(b.geom))
    where a.kind = 'footprint' and a.outcome is null
        and st_area(st_intersection(a.geom, b.geom))
        > 0.9 * greatest(st_area(a.geom), st_area(b.geom))
    group by b.seq
) t
where t.seq = s.seq
