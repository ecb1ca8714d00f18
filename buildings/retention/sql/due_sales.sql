-- Judicial sales whose proceeding ended for long enough.
select
    'enforcement_sale' as entity, e.id::text as entity_id, s.state as counted_as,
    e.rge_year::int as counted_year, s.valid_from as since
from enforcement_sale e
join enforcement_sale_state s on s.sale_id = e.id and s.valid_to = 'infinity'
where s.state = any(:states) and s.valid_from + make_interval(months => :months) <= :as_of
order by s.valid_from, e.id
limit :most
