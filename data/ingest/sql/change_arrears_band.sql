-- A band that the sender's newest position of the unit no longer tells held until the file's day.
with place as (
    select distinct cast(s.facts ->> 'condominium_id' as uuid) as condominium_id,
        s.facts ->> 'sender' as sender
    from staged s
),
told as (
    select distinct on (a.reference_id) a.reference_id,
        case when a.valid_to = 'infinity' then nullif(a.band, 'unknown') end as value
    from unit_arrears a
    join place p on p.condominium_id = a.condominium_id and p.sender = a.sender
    where a.source_id = :source
    order by a.reference_id, a.valid_to desc, a.financial_year desc
)
update unit_status h
set valid_to = case when h.valid_from < :as_of then :as_of else h.valid_from + 1 end
from told t
where h.dimension = 'arrears_band' and h.source_id = :source and h.reference_id = t.reference_id
    and h.valid_to = 'infinity' and h.value is distinct from t.value
