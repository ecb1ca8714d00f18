-- What must be read at a glance of some units on a day: badge, who follows, what falls due next.
select s.id, s.badge, s.is_synthetic, s.sale_on,
    n.due_on, n.kind as due_kind, n.code as due_code, n.office as due_office,
    coalesce(o.offices, '{}') as offices, coalesce(o.open_cases, 0) as open_cases
from layer_unit_status(:on_date) s
left join lateral (
    select array_agg(distinct k.office::text) as offices, count(*) as open_cases
    from housing_case k
    join housing_case_state ks on ks.case_id = k.id
        and ks.valid_from <= :on_date and ks.valid_to > :on_date
        and ks.state <> all(cast(:ended_cases as text[]))
    where k.unit_id = s.id
) o on true
left join lateral (
    select due.due_on, due.kind, due.code, due.office
    from (
        select k.due_on, 'case' as kind, k.case_type::text as code, k.office::text as office
        from housing_case k
        join housing_case_state ks on ks.case_id = k.id
            and ks.valid_from <= :on_date and ks.valid_to > :on_date
            and ks.state <> all(cast(:ended_cases as text[]))
        where k.unit_id = s.id and k.due_on is not null
        union all
        select i.due_on, 'issue', i.issue_type::text, null
        from condominium_issue i
        join condominium_issue_state cs on cs.issue_id = i.id
            and cs.valid_from <= :on_date and cs.valid_to > :on_date
            and cs.state = any(cast(:open_issues as text[]))
        where i.unit_id = s.id and i.due_on is not null
        union all
        select s.sale_on, 'sale', null, null
        where s.sale_on is not null
    ) due
    order by due.due_on, due.kind
    limit 1
) n on true
where s.id = any(cast(:unit_ids as uuid[]))
