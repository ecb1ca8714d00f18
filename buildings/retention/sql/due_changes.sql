-- Dry runs of imports that still hold what they would have changed.
select 'import_run' as entity, r.id::text as entity_id, r.source as counted_as,
    extract(year from r.finished_at)::int as counted_year, r.finished_at::date as since
from import_run r
where r.finished_at::date + make_interval(months => :months) <= :as_of
    and exists (select from import_change c where c.run_id = r.id)
order by r.finished_at, r.id
limit :most
