-- Debts by supplier kind: what is new, or took the place of what ended on the file's day.
with written as (
    insert into supplier_debt (
        condominium_id, sender, supplier_kind, amount_eur, valid_from, source_id, as_of,
        reliability
    )
    select
        cast(s.facts ->> 'condominium_id' as uuid), s.facts ->> 'sender',
        cast(s.facts ->> 'supplier_kind' as text), cast(s.facts ->> 'amount_eur' as numeric),
        :as_of, :source, :as_of, :reliability
    from staged s
    where s.kind = 'supplier_debt' and s.outcome is null
)
update staged s
set outcome = case when s.target_id is null then 'loaded' else 'updated' end
where s.kind = 'supplier_debt' and s.outcome is null
