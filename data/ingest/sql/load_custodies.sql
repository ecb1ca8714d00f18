-- Custodies that are new, from the day they began, or that changed, from the file's day.
with incoming as (
    select s.seq, s.reference_id, r.unit_id, s.is_known, f.*,
        case when s.is_known then :as_of else greatest(f.since, e.ended_on) end as valid_from
    from staged s
    join unit_reference r on r.id = s.reference_id
    cross join lateral jsonb_to_record(s.facts) as f (
        court text, rge_number integer, rge_year smallint, custodian text, since date,
        lock_state text
    )
    left join lateral (
        select max(h.valid_to) as ended_on
        from unit_custody h
        where (h.source_id, h.reference_id, h.rge_number, h.rge_year)
            = (:source, s.reference_id, f.rge_number, f.rge_year)
    ) e on true
    where s.outcome is null and s.kind = 'custody'
), inserted as (
    insert into unit_custody (
        reference_id, unit_id, court, rge_number, rge_year, custodian, lock_state, valid_from,
        source_id, as_of, reliability
    )
    select reference_id, unit_id, court, rge_number, rge_year, custodian, lock_state, valid_from,
        :source, :as_of, :reliability
    from incoming
)
update staged s
set outcome = case when i.is_known then 'updated' else 'loaded' end
from incoming i
where i.seq = s.seq
