-- Searches for a lease by their naming and day; a later file may put an outcome right,
-- an older one changes nothing.
with incoming as (
    select s.seq, s.reference_id, r.unit_id, f.*, h.id as held_id, h.outcome = f.outcome as is_same,
        coalesce(h.as_of > :as_of, false) as is_older
    from staged s
    join unit_reference r on r.id = s.reference_id
    cross join lateral jsonb_to_record(s.facts) as f (outcome text, checked_on date)
    left join unit_lease h
        on (h.source_id, h.reference_id, h.checked_on) = (:source, s.reference_id, f.checked_on)
    where s.outcome is null and s.kind = 'lease'
), inserted as (
    insert into unit_lease (
        reference_id, unit_id, outcome, checked_on, source_id, as_of, reliability
    )
    select reference_id, unit_id, outcome, checked_on, :source, :as_of, :reliability
    from incoming
    where held_id is null
), written as (
    update unit_lease h
    set outcome = i.outcome, as_of = :as_of
    from incoming i
    where h.id = i.held_id and not i.is_same and not i.is_older
)
update staged s
set outcome = case when i.held_id is null then 'loaded' when i.is_same or i.is_older then 'unchanged'
    else 'updated' end
from incoming i
where i.seq = s.seq
