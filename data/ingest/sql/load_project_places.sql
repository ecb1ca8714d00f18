-- Where the projects lie; then every row of a project has its outcome.
with incoming as (
    select s.seq, p.id as project_id, m.istat_code, m.name, h.id as held_id
    from staged s
    join public_project p on p.cup = s.facts ->> 'cup'
    cross join lateral jsonb_each_text(s.facts -> 'places') as m (istat_code, name)
    left join public_project_place h on (h.project_id, h.istat_code) = (p.id, m.istat_code)
    where s.outcome is null and s.kind = 'project'
), inserted as (
    insert into public_project_place (
        project_id, istat_code, name, source_id, as_of, reliability
    )
    select distinct on (project_id, istat_code) project_id, istat_code, name, :source,
        cast(:as_of as date), cast(:reliability as text)
    from incoming
    where held_id is null
    order by project_id, istat_code, name nulls last
), told as (
    select seq, bool_or(held_id is null) as is_placed from incoming group by seq
)
update staged s
set outcome = case
    when s.is_new or t.is_placed then 'loaded' when s.is_known then 'updated' else 'unchanged'
end
from told t
where t.seq = s.seq
