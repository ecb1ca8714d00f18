-- Photos of an inspection, long enough after what they belong to was closed; of a unit, which is
-- never closed, after they were taken in.
select f.entity, f.id::text as entity_id, null::text as counted_as,
    extract(year from f.uploaded_at)::int as counted_year, f.since
from (
    select 'unit_document' as entity, d.id, d.uploaded_at, d.uploaded_at::date as since
    from unit_document d
    where d.kind = 'inspection_photo'
    union all
    select 'case_document', d.id, d.uploaded_at, greatest(s.valid_from, d.uploaded_at::date)
    from case_document d
    join housing_case_state s on s.case_id = d.case_id and s.valid_to = 'infinity'
    where d.kind = 'inspection_photo' and s.state = any(:cases)
    union all
    select 'issue_document', d.id, d.uploaded_at, greatest(s.valid_from, d.uploaded_at::date)
    from issue_document d
    join condominium_issue_state s on s.issue_id = d.issue_id and s.valid_to = 'infinity'
    where d.kind = 'inspection_photo' and s.state = any(:issues)
    union all
    select 'episode_document', d.id, d.uploaded_at, greatest(s.valid_from, d.uploaded_at::date)
    from episode_document d
    join occupation_episode_state s on s.episode_id = d.episode_id and s.valid_to = 'infinity'
    where d.kind = 'inspection_photo' and s.state = any(:episodes)
) f
where f.since + make_interval(months => :months) <= :as_of
order by f.since, f.entity, f.id
limit :most
