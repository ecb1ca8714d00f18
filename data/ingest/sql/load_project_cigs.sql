-- Contracts of the projects that the register has; the others' are not for it.
with incoming as (
    select s.seq, p.id as project_id, s.facts ->> 'cig' as cig, s.facts ->> 'cig_kind' as kind,
        h.id as held_id
    from staged s
    left join public_project p on p.cup = s.facts ->> 'cup'
    left join public_project_cig h on (h.project_id, h.cig) = (p.id, s.facts ->> 'cig')
    where s.outcome is null and s.kind = 'project_cig'
), inserted as (
    insert into public_project_cig (project_id, cig, kind, source_id, as_of, reliability)
    select project_id, cig, kind, :source, :as_of, :reliability
    from incoming
    where project_id is not null and held_id is null
)
update staged s
set outcome = case
        when i.project_id is null then 'skipped' when i.held_id is null then 'loaded'
        else 'unchanged'
    end,
    reason = case when i.project_id is null then 'project_unknown' end,
    detail = case when i.project_id is null then s.facts ->> 'cup' else '' end
from incoming i
where i.seq = s.seq
