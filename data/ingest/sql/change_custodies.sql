-- A custody that changed holds until the file's day; a second file of the day corrects the first.
with changed as (
    select s.seq, s.reference_id, f.*
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        court text, rge_number integer, rge_year smallint, custodian text, lock_state text
    )
    where s.outcome is null and s.kind = 'custody' and s.is_known
), ended as (
    update unit_custody h
    set valid_to = :as_of
    from changed c
    where (h.source_id, h.reference_id, h.rge_number, h.rge_year)
        = (:source, c.reference_id, c.rge_number, c.rge_year)
        and h.valid_to = 'infinity' and h.valid_from < :as_of
), corrected as (
    update unit_custody h
    set court = c.court, custodian = c.custodian, lock_state = c.lock_state, as_of = :as_of
    from changed c
    where (h.source_id, h.reference_id, h.rge_number, h.rge_year)
        = (:source, c.reference_id, c.rge_number, c.rge_year)
        and h.valid_to = 'infinity' and h.valid_from >= :as_of
    returning c.seq
)
update staged s set outcome = 'updated' from corrected c where c.seq = s.seq
