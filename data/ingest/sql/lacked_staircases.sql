-- Staircases that an older file added to buildings of a newer file, which has them no longer.
insert into in_scope (kind, thing_id, is_held)
select 'entrance', t.id, false
from staircase t
join building b on b.id = t.building_id
where 'entrance' = any(cast(:kinds as text[]))
    and t.source_id = :source and t.ended_on is null and t.as_of < :as_of
    and b.municipality_code = :code
    and (
        cast(:west as double precision) is null
        or st_within(b.geom, st_makeenvelope(:west, :south, :east, :north, 7791))
    )
    and exists (
        select from external_identifier e
        where e.building_id = b.id and e.source_id = :source and e.valid_to = 'infinity'
            and e.as_of >= :as_of
    )
