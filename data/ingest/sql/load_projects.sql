-- The projects of the municipality, by their CUP.
insert into public_project (municipality_code, cup, source_id, as_of, reliability)
select distinct :code, s.facts ->> 'cup', :source, cast(:as_of as date), cast(:reliability as text)
from staged s
where s.outcome is null and s.kind = 'project'
on conflict (cup) do nothing
