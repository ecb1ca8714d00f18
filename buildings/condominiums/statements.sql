-- Financial years of a condominium, newest first, with the day by which what is unpaid must be recovered: so many
-- months after the close as the rule said then, none where the assembly dispensed the administrator.
select f.id, f.opened_on, f.closed_on, f.approved_on, f.contributions_due_eur,
    f.contributions_unpaid_eur, f.is_recovery_dispensed,
    case when not f.is_recovery_dispensed then
        (f.closed_on + make_interval(months => t.value::integer))::date
    end as recovery_due_on,
    f.source_id, f.as_of, f.reliability, f.is_synthetic
from financial_statement f
left join rule_threshold t on t.threshold = 'recovery_months'
    and t.valid_from <= f.closed_on and t.valid_to > f.closed_on
where f.condominium_id = cast(:condominium_id as uuid) and f.closed_on <= :on_date
order by f.closed_on desc
