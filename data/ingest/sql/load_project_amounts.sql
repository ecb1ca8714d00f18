-- The amounts of the projects; `is_known` marks rows of which something was written.
with incoming as (
    select distinct on (p.id, register, local_code, a.kind) s.seq, p.id as project_id,
        s.facts ->> 'register' as register, s.facts ->> 'local_code' as local_code, a.kind,
        a.amount_eur::numeric(16, 2), h.id as held_id,
        h.as_of > :as_of or h.amount_eur = a.amount_eur::numeric(16, 2) as is_same
    from staged s
    join public_project p on p.cup = s.facts ->> 'cup'
    cross join lateral jsonb_each_text(s.facts -> 'amounts') as a (kind, amount_eur)
    left join public_project_amount h
        on (h.project_id, h.register, h.local_code, h.kind)
        = (p.id, s.facts ->> 'register', s.facts ->> 'local_code', a.kind)
    where s.outcome is null and s.kind = 'project'
    order by p.id, register, local_code, a.kind, s.seq
), inserted as (
    insert into public_project_amount (
        project_id, register, local_code, kind, amount_eur, source_id, as_of, reliability
    )
    select project_id, register, local_code, kind, amount_eur, :source, cast(:as_of as date),
        cast(:reliability as text)
    from incoming
    where held_id is null
), written as (
    update public_project_amount h
    set amount_eur = i.amount_eur, as_of = :as_of
    from incoming i
    where h.id = i.held_id and (not i.is_same or h.as_of < :as_of)
)
update staged s
set is_new = s.is_new or i.held_id is null, is_known = true
from incoming i
where i.seq = s.seq and (i.held_id is null or not i.is_same)
