-- Invented parcels, and the numbers invented for them, end where a real one lies.
with gone as (
    select distinct p.id
    from staged s
    join parcel p on p.is_synthetic and p.ended_on is null and st_intersects(p.geom, s.geom)
    where s.kind = 'parcel' and s.outcome in ('loaded', 'updated', 'unchanged')
        and st_area(st_intersection(p.geom, s.geom)) > 1
), identifiers as (
    update external_identifier e
    set valid_to = :today
    from gone g
    where e.parcel_id = g.id and e.valid_to = 'infinity' and e.valid_from < :today
)
update parcel p
set ended_on = :today
from gone g
where p.id = g.id
