-- Dwellings about which an occupation episode is open, and the others.
select b.district_id, coalesce(u.condominium_id, b.condominium_id) as condominium_id,
    null::uuid as building_id,
    case when exists (
        select from layer_occupation_episodes(:on_date) e where e.unit_id = u.id
    ) then 'with_episode' else 'without_episode' end as category,
    count(*) as n
from unit u
join building b on b.id = u.building_id and (b.ended_on is null or b.ended_on > :on_date)
where u.use_class = 'dwelling' and b.district_id is not null
group by 1, 2, 4
