-- Dwellings by whether somebody lives there and, where it is known, by how crowded they are.
select b.district_id, coalesce(u.condominium_id, b.condominium_id) as condominium_id,
    null::uuid as building_id,
    case
        when s.occupancy = 'vacant' then 'vacant'
        when s.crowding in ('overcrowded', 'severely_overcrowded') then 'overcrowded'
        when s.crowding in ('adequate', 'at_limit') then 'adequate'
        when s.occupancy in ('occupied', 'intermittently_used') then 'in_use'
        else 'unknown'
    end as category,
    count(*) as n
from layer_unit_status(:on_date) s
join unit u on u.id = s.id and u.use_class = 'dwelling'
join building b on b.id = u.building_id and b.district_id is not null
group by 1, 2, 4
