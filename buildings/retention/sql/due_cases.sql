-- Cases of the given types whose last state has been an ended one for long enough.
select
    'housing_case' as entity, c.id::text as entity_id, c.case_type as counted_as,
    extract(year from c.opened_on)::int as counted_year, s.valid_from as since
from housing_case c
join housing_case_state s on s.case_id = c.id and s.valid_to = 'infinity'
where c.case_type = any(:types) and s.state = any(:states)
    and s.valid_from + make_interval(months => :months) <= :as_of
order by s.valid_from, c.id
limit :most
