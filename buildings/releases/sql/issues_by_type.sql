-- Open issues by the condominium that they reach, none too.
select c.district_id, c.id as condominium_id, null::uuid as building_id,
    f.issue_type::text as category, count(f.issue_type) as n
from condominium c
left join lateral (
    select i.issue_type
    from condominium_issue i
    join condominium_issue_state s on s.issue_id = i.id
        and s.valid_from <= :on_date and s.valid_to > :on_date
        and s.state not in ('resolved', 'verified', 'closed', 'rejected', 'duplicate')
    left join unit u on u.id = i.unit_id
    left join building b on b.id = coalesce(i.building_id, u.building_id)
    where coalesce(i.condominium_id, u.condominium_id, b.condominium_id) = c.id
) f on true
where c.district_id is not null
group by 1, 2, 4
