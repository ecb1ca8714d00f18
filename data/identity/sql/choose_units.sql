-- Units of a generated town, chosen by a hash, with what messy rows about them can say.
select u.id, a.street_name, a.house_number, s.staircase_code,
    dense_rank() over (partition by u.condominium_id order by s.staircase_code)::int as rank,
    u.floor_order::int as floor, u.unit_number::int as door, i.value
from unit u
join building b on b.id = u.building_id and b.municipality_code = :code
join address a on a.id = b.address_id
join staircase s on s.id = u.staircase_id
join external_identifier i on i.unit_id = u.id and i.scheme = 'cadastral_unit'
order by md5(u.id::text)
limit :rows
