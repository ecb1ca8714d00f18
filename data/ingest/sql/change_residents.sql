-- Counts that changed hold until the file's day; a second file of the same day corrects the first.
with changed as (
    select s.seq, s.reference_id, f.*
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        persons_count smallint, families_count smallint, minors_band text
    )
    where s.outcome is null and s.kind = 'residents' and s.is_known
), ended as (
    update unit_residents h
    set valid_to = :as_of
    from changed c
    where h.source_id = :source and h.reference_id = c.reference_id and h.valid_to = 'infinity'
        and h.valid_from < :as_of
), corrected as (
    update unit_residents h
    set persons_count = c.persons_count, families_count = c.families_count,
        minors_band = c.minors_band, as_of = :as_of
    from changed c
    where h.source_id = :source and h.reference_id = c.reference_id and h.valid_to = 'infinity'
        and h.valid_from >= :as_of
    returning c.seq
)
update staged s set outcome = 'updated' from corrected c where c.seq = s.seq
