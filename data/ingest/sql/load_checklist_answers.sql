-- Answers onto the cases of the lists that went out; a later file may put an answer right, an
-- older one changes nothing.
with incoming as (
    select s.seq, f.*, l.id as list_id, i.case_id as item_id, h.case_id as held_id,
        (h.outcome::text, h.persons_count) is not distinct from (f.outcome, f.persons_count)
            and (f.answered_on is null or h.answered_on = f.answered_on) as is_same,
        coalesce(h.as_of > :as_of, false) as is_older
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        checklist_id uuid, case_id uuid, outcome text, persons_count smallint, answered_on date
    )
    left join checklist l on l.id = f.checklist_id
    left join checklist_item i on (i.checklist_id, i.case_id) = (l.id, f.case_id)
    left join checklist_answer h on (h.checklist_id, h.case_id) = (l.id, f.case_id)
    where s.outcome is null and s.kind = 'checklist_answer'
), inserted as (
    insert into checklist_answer (
        checklist_id, case_id, outcome, persons_count, answered_on, source_id, as_of, reliability
    )
    select checklist_id, case_id, outcome, persons_count, coalesce(answered_on, :as_of), :source,
        :as_of, :reliability
    from incoming
    where item_id is not null and held_id is null
), written as (
    update checklist_answer h
    set outcome = i.outcome, persons_count = i.persons_count,
        answered_on = coalesce(i.answered_on, :as_of), as_of = :as_of
    from incoming i
    where (h.checklist_id, h.case_id) = (i.checklist_id, i.held_id) and not i.is_same
        and not i.is_older
)
update staged s
set outcome = case
        when i.item_id is null then 'refused' when i.held_id is null then 'loaded'
        when i.is_same or i.is_older then 'unchanged' else 'updated'
    end,
    reason = case
        when i.list_id is null then 'checklist_unknown'
        when i.item_id is null then 'case_not_on_list'
    end,
    column_name = case
        when i.list_id is null then 'id_lista' when i.item_id is null then 'id_pratica' else ''
    end,
    detail = case
        when i.list_id is null then i.checklist_id::text
        when i.item_id is null then i.case_id::text
        else ''
    end
from incoming i
where i.seq = s.seq
