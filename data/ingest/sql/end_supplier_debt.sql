-- Debts by supplier kind: what a whole newer file of the same sender no longer contains ends on
-- its day;
-- what began on that very day held for a day. A file with unreadable rows ends nothing.
with told as (
    select s.seq, cast(s.facts ->> 'condominium_id' as uuid) as condominium_id,
        s.facts ->> 'sender' as sender,
        cast(s.facts ->> 'supplier_kind' as text) as supplier_kind,
        cast(s.facts ->> 'amount_eur' as numeric) as amount_eur
    from staged s
    where s.kind = 'supplier_debt'
)
update supplier_debt o
set valid_to = greatest(:as_of, o.valid_from + 1)
from (select distinct condominium_id, sender from told) f
where o.condominium_id = f.condominium_id and o.sender = f.sender
    and o.source_id = :source and o.valid_to = 'infinity'
    and not exists (
        select from staged s
        where s.kind = 'supplier_debt'
            and (s.outcome = 'refused' or not cast(s.facts ->> 'is_whole' as boolean))
    )
    and not exists (
        select from told t
        where o.supplier_kind = t.supplier_kind
    )
