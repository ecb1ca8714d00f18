-- The namings of cadastral records whose identifier the register has, or whose immobile was tied
-- to a unit before; of several units none is taken. What a person decided stands.
with waiting as (
    select distinct on (s.reference_id, i.value) s.reference_id, s.seq, i.value,
        s.facts ->> 'immobile_id' as immobile_id, s.facts ->> 'cadastral_section' as section
    from staged s
    join unit_reference r on r.id = s.reference_id
    left join lateral jsonb_to_recordset(s.facts -> 'identifiers') as i (value text) on true
    where coalesce(s.outcome, '') not in ('refused', 'skipped') and s.kind = 'cadastral_unit'
        and r.unit_id is null
        and r.state <> 'dismissed'
        and not exists (
            select from reference_decision d where d.reference_id = r.id and d.undone_at is null
        )
), found as (
    select w.reference_id, e.unit_id, case when e.valid_to = 'infinity' then 1 else 3 end as rank
    from waiting w
    join external_identifier e on e.scheme = 'cadastral_unit' and e.value = w.value
    where e.unit_id is not null
    union
    select w.reference_id, c.unit_id, 2
    from waiting w
    join cadastral_unit c on c.municipality_code = :code and c.immobile_id = w.immobile_id
        and c.cadastral_section is not distinct from w.section
    where c.unit_id is not null
), best as (
    select reference_id, unit_id, rank, min(rank) over (partition by reference_id) as best_rank
    from found
), single as (
    select reference_id, (array_agg(distinct unit_id))[1] as unit_id
    from best
    where rank = best_rank
    group by reference_id
    having count(distinct unit_id) = 1
)
update unit_reference r
set unit_id = s.unit_id, state = 'matched', method = 'identifier', score = 1,
    reasons = '["cadastral_same"]', matched_at = clock_timestamp()
from single s
where s.reference_id = r.id
