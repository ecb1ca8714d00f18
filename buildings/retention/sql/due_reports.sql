-- Reports that came to nothing, their outcome known for long enough.
select
    'occupation_report' as entity, r.id::text as entity_id, s.state as counted_as,
    extract(year from r.received_on)::int as counted_year, s.valid_from as since
from occupation_report r
join occupation_report_state s on s.report_id = r.id and s.valid_to = 'infinity'
where s.state = any(:states) and s.valid_from + make_interval(months => :months) <= :as_of
order by s.valid_from, r.id
limit :most
