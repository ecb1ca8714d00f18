-- What was due and unpaid in the last statement closed by the day, and how many stand behind it.
-- The largest share is known only where an agreement brings balances by unit.
select c.district_id, c.id as condominium_id, null::uuid as building_id, 'all' as category,
    coalesce(d.dwellings, 0) as n,
    f.contributions_due_eur::double precision as due,
    f.contributions_unpaid_eur::double precision as unpaid,
    coalesce(nullif(a.contributors, 0), d.in_arrears, 0) as contributors,
    a.largest_share::double precision as largest_share
from condominium c
left join lateral (
    select s.contributions_due_eur, s.contributions_unpaid_eur
    from financial_statement s
    where s.condominium_id = c.id and s.closed_on <= :on_date
        and s.contributions_due_eur > 0 and s.contributions_unpaid_eur is not null
    order by s.closed_on desc
    limit 1
) f on true
left join (
    select u.condominium_id, count(*) as dwellings,
        count(*) filter (where s.arrears_band not in ('none', 'unknown')) as in_arrears
    from layer_unit_status(:on_date) s
    join unit u on u.id = s.id and u.use_class = 'dwelling'
    group by u.condominium_id
) d on d.condominium_id = c.id
left join lateral (
    select count(*) as contributors, max(v.balance) / sum(v.balance) as largest_share
    from (
        select sum(ua.balance_eur) as balance
        from unit_arrears ua
        where ua.condominium_id = c.id and ua.unit_id is not null
            and ua.valid_from <= :on_date and ua.valid_to > :on_date
        group by ua.unit_id
        having sum(ua.balance_eur) > 0
    ) v
) a on true
where c.district_id is not null
