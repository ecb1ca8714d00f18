-- Dwellings by building.
select b.district_id, coalesce(u.condominium_id, b.condominium_id) as condominium_id,
    b.id as building_id, 'all' as category, count(*) as n
from unit u
join building b on b.id = u.building_id and (b.ended_on is null or b.ended_on > :on_date)
where u.use_class = 'dwelling' and b.district_id is not null
group by 1, 2, 3
