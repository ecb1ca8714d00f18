-- Which buildings stand on the parcels that the records name: those at least half on one.
insert into building_parcel (building_id, parcel_id)
select distinct b.id, p.id
from staged s
cross join lateral jsonb_to_recordset(s.facts -> 'identifiers') as i (
    urban_section text, sheet text, parcel_number text, denominator text
)
join parcel p on p.municipality_code = :code and p.sheet = i.sheet and p.ended_on is null
    and p.parcel_number = concat_ws('/', i.parcel_number, i.denominator)
    and coalesce(p.cadastral_section, '') = coalesce(
        i.urban_section, s.facts ->> 'cadastral_section', ''
    )
join building b on b.ended_on is null and b.is_synthetic = p.is_synthetic
    and st_intersects(b.geom, p.geom)
    and st_area(st_intersection(b.geom, p.geom)) >= st_area(b.geom) / 2
where s.outcome is null and s.kind = 'cadastral_unit'
on conflict do nothing
