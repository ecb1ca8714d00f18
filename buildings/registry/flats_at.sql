-- Units at some addresses on a day, by staircase, floor and door; a unit without an address of
-- its own stands at its staircase's, else at its building's.
with at_address as (
    select u.id
    from unit u
    where u.address_id = any(cast(:address_ids as uuid[]))
    union
    select u.id
    from staircase s
    join unit u on u.staircase_id = s.id and u.address_id is null
    where s.address_id = any(cast(:address_ids as uuid[]))
    union
    select u.id
    from building b
    join unit u on u.building_id = b.id and u.address_id is null
    left join staircase s on s.id = u.staircase_id
    where b.address_id = any(cast(:address_ids as uuid[])) and s.address_id is null
)
select u.id
from at_address x
join unit u on u.id = x.id
join building b on b.id = u.building_id and (b.ended_on is null or b.ended_on > :on_date)
left join staircase s on s.id = u.staircase_id
where (cast(:staircase as text) is null or s.staircase_code = :staircase)
    and (cast(:floor as text) is null or u.floor_code = :floor)
    and (
        cast(:door as text) is null
        or regexp_replace(upper(u.unit_number), '^0+(?=.)', '') = :door
    )
order by s.staircase_code, u.floor_order, length(u.unit_number), u.unit_number, u.fid
limit :most
