-- Units whose custody is what it was.
with held as (
    select s.seq, h.id,
        (h.court, h.custodian, h.lock_state::text)
            is not distinct from (f.court, f.custodian, f.lock_state) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        court text, rge_number integer, rge_year smallint, custodian text, lock_state text
    )
    join unit_custody h
        on (h.source_id, h.reference_id, h.rge_number, h.rge_year)
        = (:source, s.reference_id, f.rge_number, f.rge_year)
        and h.valid_to = 'infinity'
    where s.outcome is null and s.kind = 'custody'
), seen as (
    update unit_custody h
    set as_of = :as_of
    from held d
    where h.id = d.id and d.is_same and h.as_of < :as_of
)
update staged s
set is_known = true, outcome = case when d.is_same then 'unchanged' end
from held d
where d.seq = s.seq
