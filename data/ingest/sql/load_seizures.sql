-- A unit in custody is seized, by the proceeding that the custodian names.
insert into unit_encumbrance (
    reference_id, unit_id, kind, reference, valid_from, source_id, as_of, reliability
)
select distinct on (s.reference_id, f.encumbrance) s.reference_id, r.unit_id,
    'seizure_pignoramento', f.encumbrance, greatest(f.since, e.ended_on), :source,
    cast(:as_of as date), cast(:reliability as text)
from staged s
join unit_reference r on r.id = s.reference_id
cross join lateral jsonb_to_record(s.facts) as f (encumbrance text, since date)
left join lateral (
    select max(h.valid_to) as ended_on
    from unit_encumbrance h
    where (h.source_id, h.reference_id, h.kind, h.reference)
        = (:source, s.reference_id, 'seizure_pignoramento', f.encumbrance)
) e on true
where s.kind = 'custody' and s.outcome in ('loaded', 'updated', 'unchanged')
    and e.ended_on is distinct from 'infinity'
order by s.reference_id, f.encumbrance, s.seq
