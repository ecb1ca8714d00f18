-- Invented buildings at invented civics (from 900 up) end where a real one stands.
with covering as (
    select distinct on (b.id) b.id, s.target_id as real_id
    from staged s
    join building b on b.is_synthetic and b.ended_on is null and st_intersects(b.geom, s.geom)
    left join address a on a.id = b.address_id
    where s.kind = 'footprint' and s.outcome in ('loaded', 'updated', 'unchanged')
        and (a.house_number is null or a.house_number >= 900)
        and st_area(st_intersection(b.geom, s.geom)) > 1
    order by b.id, st_area(st_intersection(b.geom, s.geom)) desc
)
update building b
set ended_on = :today, replaced_by_id = c.real_id
from covering c
where b.id = c.id
