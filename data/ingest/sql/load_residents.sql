-- Counts of doors that are new or that changed.
with incoming as (
    select s.seq, s.reference_id, r.unit_id, s.is_known, f.*
    from staged s
    join unit_reference r on r.id = s.reference_id
    cross join lateral jsonb_to_record(s.facts) as f (
        persons_count smallint, families_count smallint, minors_band text
    )
    where s.outcome is null and s.kind = 'residents'
), inserted as (
    insert into unit_residents (
        reference_id, unit_id, persons_count, families_count, minors_band, valid_from, source_id,
        as_of, reliability
    )
    select reference_id, unit_id, persons_count, families_count, minors_band, :as_of, :source,
        :as_of, :reliability
    from incoming
)
update staged s
set outcome = case when i.is_known then 'updated' else 'loaded' end
from incoming i
where i.seq = s.seq
