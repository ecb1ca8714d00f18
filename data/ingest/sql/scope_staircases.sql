-- Staircases of the source in the buildings that the file holds.
insert into in_scope (kind, thing_id, is_held)
select 'entrance', t.id,
    t.as_of >= :as_of or t.id in (select target_id from staged where kind = 'entrance')
from staircase t
where 'entrance' = any(cast(:kinds as text[]))
    and exists (select from staged where kind = 'entrance')
    and t.source_id = :source and t.ended_on is null
    and t.building_id in (
        select target_id from staged
        where kind = 'footprint' and outcome in ('loaded', 'updated', 'unchanged')
    )
