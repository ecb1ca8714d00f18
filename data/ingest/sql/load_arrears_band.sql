-- The band of each unit, as a value of its state beside those of other sources.
with place as (
    select distinct cast(s.facts ->> 'condominium_id' as uuid) as condominium_id,
        s.facts ->> 'sender' as sender
    from staged s
),
told as (
    select distinct on (a.reference_id) a.reference_id, a.unit_id, a.band
    from unit_arrears a
    join place p on p.condominium_id = a.condominium_id and p.sender = a.sender
    where a.source_id = :source and a.valid_to = 'infinity'
    order by a.reference_id, a.financial_year desc
)
insert into unit_status (
    reference_id, unit_id, dimension, value, valid_from, source_id, as_of, reliability
)
select t.reference_id, t.unit_id, 'arrears_band', t.band, greatest(:as_of, e.ended_on), :source,
    :as_of, :reliability
from told t
left join lateral (
    select max(h.valid_to) as ended_on
    from unit_status h
    where h.dimension = 'arrears_band' and h.source_id = :source
        and h.reference_id = t.reference_id
) e on true
where t.band <> 'unknown' and e.ended_on is distinct from 'infinity'
