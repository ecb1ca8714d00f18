-- One door drawn several times in the file: a plain node wins over a staircase's entrance, both
-- over the outline of the building; two plain nodes are one only within a metre.
update staged s
set outcome = 'skipped', reason = 'same_door', detail = o.row_number::text
from (
    select s.seq, min(o.row_number) as row_number
    from staged s
    join staged o on o.kind = 'address' and o.outcome is null and o.seq <> s.seq
        and o.facts ->> 'street_key' = s.facts ->> 'street_key'
        and o.facts ->> 'number_key' = s.facts ->> 'number_key'
        and (
            ((o.facts ->> 'door_rank')::int, o.seq) < ((s.facts ->> 'door_rank')::int, s.seq)
            and ((s.facts ->> 'door_rank')::int > 0 or st_dwithin(o.geom, s.geom, 1))
        )
    where s.kind = 'address' and s.outcome is null
    group by s.seq
) o
where o.seq = s.seq
