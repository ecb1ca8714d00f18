-- Positions of units: what a whole newer file of the same sender no longer contains ends on its
-- day;
-- what began on that very day held for a day. A file with unreadable rows ends nothing.
with told as (
    select s.seq, cast(s.facts ->> 'condominium_id' as uuid) as condominium_id,
        s.facts ->> 'sender' as sender,
        cast(s.facts ->> 'financial_year' as smallint) as financial_year,
        cast(s.facts ->> 'previous_eur' as numeric) as previous_eur,
        cast(s.facts ->> 'due_eur' as numeric) as due_eur,
        cast(s.facts ->> 'paid_eur' as numeric) as paid_eur,
        cast(s.facts ->> 'balance_eur' as numeric) as balance_eur,
        cast(s.facts ->> 'band' as text) as band,
        cast(s.facts ->> 'legal_step' as text) as legal_step,
        s.reference_id
    from staged s
    where s.kind = 'unit_arrears'
)
update unit_arrears o
set valid_to = greatest(:as_of, o.valid_from + 1)
from (select distinct condominium_id, sender from told) f
where o.condominium_id = f.condominium_id and o.sender = f.sender
    and o.source_id = :source and o.valid_to = 'infinity'
    and not exists (
        select from staged s
        where s.kind = 'unit_arrears'
            and (s.outcome = 'refused' or not cast(s.facts ->> 'is_whole' as boolean))
    )
    and not exists (
        select from told t
        where o.reference_id = t.reference_id and o.financial_year = t.financial_year
    )
