-- The addresses of each footprint: its own tags, or the doors that lie inside it.
create temporary table footprint_door on commit drop as
select s.seq, d.address_id, true as is_tagged
from staged s
join door d on d.street_key = s.facts ->> 'street_key' and d.number_key = s.facts ->> 'number_key'
where s.kind = 'footprint' and s.outcome is null
union
select s.seq, a.id, false
from staged s
join address a on not a.is_synthetic and st_intersects(s.geom, a.geom)
where s.kind = 'footprint' and s.outcome is null
