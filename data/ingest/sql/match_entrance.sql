-- A staircase is known by its building and its letter.
update staged s
set target_id = t.id, outcome = case when e.building_id is null then 'refused' end,
    reason = case when e.building_id is null then 'no_building' end,
    detail = s.facts ->> 'building_identifier'
from staged x
left join external_identifier e on e.scheme = :scheme and e.valid_to = 'infinity'
    and e.value = x.facts ->> 'building_identifier'
left join staircase t on (t.building_id, t.staircase_code)
    = (e.building_id, x.facts ->> 'staircase_code')
where x.seq = s.seq and s.kind = 'entrance' and s.outcome is null
