-- Staircases with the place of their door; invented ones become real and keep their flats.
with incoming as (
    select s.seq, s.target_id, s.is_new, s.geom, s.facts ->> 'staircase_code' as staircase_code,
        e.building_id, d.address_id,
        coalesce(
            not t.is_synthetic and (
                (t.source_id = :source and t.as_of > :as_of)
                or (
                    t.geom::bytea is not distinct from s.geom::bytea
                    and t.address_id is not distinct from coalesce(d.address_id, t.address_id)
                )
            ), false
        ) as is_same
    from staged s
    join external_identifier e on e.scheme = :scheme and e.valid_to = 'infinity'
        and e.value = s.facts ->> 'building_identifier'
    left join staircase t on t.id = s.target_id
    left join lateral (
        select door.address_id from door
        where door.street_key = s.facts ->> 'street_key'
            and door.number_key = s.facts ->> 'number_key'
        order by door.address_id
        limit 1
    ) d on true
    where s.outcome is null and s.kind = 'entrance'
), inserted as (
    insert into staircase (
        id, building_id, address_id, staircase_code, geom, source_id, as_of, reliability
    )
    select target_id, building_id, address_id, staircase_code, geom, :source, :as_of, :reliability
    from incoming
    where is_new
), written as (
    update staircase t
    set geom = i.geom, address_id = coalesce(i.address_id, t.address_id), source_id = :source,
        as_of = :as_of, reliability = :reliability
    from incoming i
    where t.id = i.target_id and (not i.is_same or (t.source_id = :source and t.as_of < :as_of))
)
update staged s
set outcome = case when i.is_new then 'loaded' when i.is_same then 'unchanged' else 'updated' end
from incoming i
where i.seq = s.seq
