-- What a register tells of a project: its words, amounts and places; each told once.
with incoming as (
    select s.seq, p.id as project_id, s.facts ->> 'register' as register,
        s.facts ->> 'local_code' as local_code, s.facts -> 'story' as story, s.facts, f.*,
        t.id as held_id,
        t.as_of > :as_of or (
            t.title, t.holder, t.programme, t.nature, t.state_text, t.state_on, t.decision_year,
            t.start_on, t.end_on
        ) is not distinct from (
            f.title, f.holder, f.programme, f.nature, f.state_text, f.state_on, f.decision_year,
            f.start_on, f.end_on
        ) as is_same
    from staged s
    join public_project p on p.cup = s.facts ->> 'cup'
    cross join lateral jsonb_to_record(s.facts -> 'story') as f (
        title text, holder text, programme text, nature text, state_text text, state_on date,
        decision_year smallint, start_on date, end_on date
    )
    left join public_project_story t
        on (t.project_id, t.register, t.local_code)
        = (p.id, s.facts ->> 'register', s.facts ->> 'local_code')
    where s.outcome is null and s.kind = 'project' and s.facts -> 'story' <> '{}'
), inserted as (
    insert into public_project_story (
        project_id, register, local_code, title, holder, programme, nature, state_text, state_on,
        decision_year, start_on, end_on, source_id, as_of, reliability
    )
    select distinct on (project_id, register, local_code) project_id, register, local_code, title,
        holder, programme, nature, state_text, state_on, decision_year, start_on, end_on, :source,
        cast(:as_of as date), cast(:reliability as text)
    from incoming
    where held_id is null
    order by project_id, register, local_code, seq
), written as (
    update public_project_story t
    set title = i.title, holder = i.holder, programme = i.programme, nature = i.nature,
        state_text = i.state_text, state_on = i.state_on, decision_year = i.decision_year,
        start_on = i.start_on, end_on = i.end_on, as_of = :as_of
    from incoming i
    where t.id = i.held_id and (not i.is_same or t.as_of < :as_of)
)
update staged s
set is_new = i.held_id is null, is_known = not coalesce(i.is_same, false)
from incoming i
where i.seq = s.seq
