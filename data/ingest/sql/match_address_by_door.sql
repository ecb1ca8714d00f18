-- Otherwise by street and number, one to one: the nearest pair where a door occurs twice.
with candidates as (
    select s.seq, d.address_id, st_distance(a.geom, s.geom) as metres
    from staged s
    join door d on d.street_key = s.facts ->> 'street_key'
        and d.number_key = s.facts ->> 'number_key'
    join address a on a.id = d.address_id
    where s.outcome is null and s.kind = 'address' and s.target_id is null
        and d.address_id not in (
            select target_id from staged where kind = 'address' and target_id is not null
        )
), ranked as (
    select seq, address_id,
        row_number() over (partition by address_id order by metres nulls last, seq) as of_address,
        row_number() over (partition by seq order by metres nulls last, address_id) as of_row
    from candidates
)
update staged s
set target_id = r.address_id
from ranked r
where r.seq = s.seq and r.of_address = 1 and r.of_row = 1
