-- Invented parcels give way to real ones on the same ground.
with gone as (
    select distinct p.id
    from staged s
    join parcel p on p.is_synthetic and st_intersects(p.geom, s.geom)
    where s.kind = 'parcel' and s.outcome in ('loaded', 'updated', 'unchanged')
        and st_area(st_intersection(p.geom, s.geom)) > 1
), links as (
    delete from building_parcel where parcel_id in (select id from gone)
), identifiers as (
    delete from external_identifier where parcel_id in (select id from gone)
)
delete from parcel where id in (select id from gone)
