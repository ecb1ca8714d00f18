select a.id, a.condominium_id, c.name as condominium, a.staircase_code, a.financial_year,
    a.due_eur::double precision as due_eur, a.unpaid_eur::double precision as unpaid_eur,
    a.source_id, a.as_of, a.reliability::text as reliability, a.is_synthetic
from arrears_total a
left join condominium c on c.id = a.condominium_id
where a.valid_from <= :on_date and a.valid_to > :on_date
