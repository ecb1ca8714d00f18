-- Units by band: what a whole newer file of the same sender no longer contains ends on its day;
-- what began on that very day held for a day. A file with unreadable rows ends nothing.
with told as (
    select s.seq, cast(s.facts ->> 'condominium_id' as uuid) as condominium_id,
        s.facts ->> 'sender' as sender,
        cast(s.facts ->> 'staircase_code' as text) as staircase_code,
        cast(s.facts ->> 'band' as text) as band,
        cast(s.facts ->> 'unit_count' as integer) as unit_count,
        cast(s.facts ->> 'unpaid_eur' as numeric) as unpaid_eur
    from staged s
    where s.kind = 'arrears_band_count'
)
update arrears_band_count o
set valid_to = greatest(:as_of, o.valid_from + 1)
from (select distinct condominium_id, sender from told) f
where o.condominium_id = f.condominium_id and o.sender = f.sender
    and o.source_id = :source and o.valid_to = 'infinity'
    and not exists (
        select from staged s
        where s.kind = 'arrears_band_count'
            and (s.outcome = 'refused' or not cast(s.facts ->> 'is_whole' as boolean))
    )
    and not exists (
        select from told t
        where o.staircase_code is not distinct from t.staircase_code and o.band = t.band
    )
