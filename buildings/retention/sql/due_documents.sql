-- Other documents of units and issues, long enough after they were taken in; those of cases and
-- episodes go with them.
select f.entity, f.id::text as entity_id, f.kind as counted_as,
    extract(year from f.uploaded_at)::int as counted_year, f.uploaded_at::date as since
from (
    select 'unit_document' as entity, d.id, d.kind, d.uploaded_at from unit_document d
    union all
    select 'issue_document', d.id, d.kind, d.uploaded_at from issue_document d
) f
where f.kind <> 'inspection_photo'
    and f.uploaded_at::date + make_interval(months => :months) <= :as_of
order by f.uploaded_at, f.id
limit :most
