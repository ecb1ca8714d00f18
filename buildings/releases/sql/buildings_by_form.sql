-- Buildings by use and height; one with a dwelling, or declared for dwellings, is residential.
select b.district_id, b.condominium_id, null::uuid as building_id,
    case
        when not r.is_home then 'other'
        when b.height_m is null then 'homes_unknown'
        when b.height_m <= 12 then 'homes_low'
        when b.height_m <= 24 then 'homes_medium'
        else 'homes_high'
    end as category,
    count(*) as n
from building b
cross join lateral (
    select exists (
        select from unit u where u.building_id = b.id and u.use_class = 'dwelling'
    ) or exists (
        select from building_use declared
        where declared.building_id = b.id and declared.use_code like '01%'
            and (declared.ended_on is null or declared.ended_on > :on_date)
    ) as is_home
) r
where b.district_id is not null and (b.ended_on is null or b.ended_on > :on_date)
group by 1, 2, 4
