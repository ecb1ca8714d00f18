-- Dwellings that are seized or in liquidation, and the others.
select b.district_id, coalesce(u.condominium_id, b.condominium_id) as condominium_id,
    null::uuid as building_id,
    case when s.seized then 'seized' else 'not_seized' end as category, count(*) as n
from layer_unit_status(:on_date) s
join unit u on u.id = s.id and u.use_class = 'dwelling'
join building b on b.id = u.building_id and b.district_id is not null
group by 1, 2, 4
