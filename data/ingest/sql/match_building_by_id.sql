-- A building is known by the number that the source gave it.
update staged s
set target_id = e.building_id, is_known = true
from external_identifier e
join building b on b.id = e.building_id and b.ended_on is null
where s.outcome is null and s.kind = 'footprint'
    and e.scheme = :scheme and e.value = s.key and e.valid_to = 'infinity'
