-- Interventions by their state, in every district that they reach.
select r.district_id, null::uuid as condominium_id, null::uuid as building_id,
    s.state::text as category, count(distinct s.intervention_id) as n
from intervention_state s
join lateral (
    select distinct coalesce(t.district_id, c.district_id, b.district_id) as district_id
    from intervention_target t
    left join unit u on u.id = t.unit_id
    left join condominium c on c.id = t.condominium_id
    left join building b on b.id = coalesce(t.building_id, u.building_id)
    where t.intervention_id = s.intervention_id
) r on r.district_id is not null
where s.valid_from <= :on_date and s.valid_to > :on_date
group by 1, 4
