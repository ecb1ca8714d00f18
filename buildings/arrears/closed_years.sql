-- Closed financial years of the last three: by their statement, else by the years of deliveries.
with told as (
    select distinct financial_year as year
    from (
        select financial_year from arrears_total
        where condominium_id = :condominium_id and valid_from <= :on_date and valid_to > :on_date
        union all
        select financial_year from unit_arrears
        where condominium_id = :condominium_id and valid_from <= :on_date and valid_to > :on_date
    ) t
)
select closed_on, is_recovery_dispensed as is_dispensed, false as is_assumed
from financial_statement
where condominium_id = :condominium_id
    and closed_on between cast(:on_date as date) - 1096 and cast(:on_date as date) + 366
union all
select make_date(t.year, 12, 31), false, true
from told t
where not exists (
    select from financial_statement f
    where f.condominium_id = :condominium_id and extract(year from f.closed_on) = t.year
)
order by 1
