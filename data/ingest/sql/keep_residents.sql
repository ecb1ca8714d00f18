-- Doors whose counts are what they were.
with held as (
    select s.seq, h.id,
        (h.persons_count, h.families_count, h.minors_band::text)
            is not distinct from (f.persons_count, f.families_count, f.minors_band) as is_same
    from staged s
    cross join lateral jsonb_to_record(s.facts) as f (
        persons_count smallint, families_count smallint, minors_band text
    )
    join unit_residents h
        on h.source_id = :source and h.reference_id = s.reference_id and h.valid_to = 'infinity'
    where s.outcome is null and s.kind = 'residents'
), seen as (
    update unit_residents h
    set as_of = :as_of
    from held d
    where h.id = d.id and d.is_same and h.as_of < :as_of
)
update staged s
set is_known = true, outcome = case when d.is_same then 'unchanged' end
from held d
where d.seq = s.seq
