-- Open cases by type, in the district of their building.
select b.district_id, null::uuid as condominium_id, null::uuid as building_id,
    k.case_type::text as category, count(*) as n
from layer_housing_cases(:on_date) k
join building b on b.id = k.building_id and b.district_id is not null
group by 1, 4
