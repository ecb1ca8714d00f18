-- Projects in several municipalities, none of them ours.
update staged s
set outcome = 'refused', reason = 'other_municipality',
    detail = (select string_agg(p, ', ') from jsonb_object_keys(s.facts -> 'places') p)
from municipality m
where s.outcome is null and s.kind = 'project' and s.municipality is null and m.code = :code
    and m.istat_code is not null and not s.facts -> 'places' ? m.istat_code
