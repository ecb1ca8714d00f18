-- Debts by supplier kind: what stands and is told again stays; what changed since an earlier day
-- ends there.
with told as (
    select s.seq, cast(s.facts ->> 'condominium_id' as uuid) as condominium_id,
        s.facts ->> 'sender' as sender,
        cast(s.facts ->> 'supplier_kind' as text) as supplier_kind,
        cast(s.facts ->> 'amount_eur' as numeric) as amount_eur
    from staged s
    where s.kind = 'supplier_debt' and s.outcome is null
),
met as (
    select t.*, o.id,
        (
            t.amount_eur
        ) is distinct from (
            o.amount_eur
        ) as differs,
        o.valid_from < :as_of as is_earlier
    from told t
    join supplier_debt o on o.condominium_id = t.condominium_id and o.sender = t.sender
        and o.supplier_kind = t.supplier_kind
        and o.valid_to > :as_of
),
kept as (
    update supplier_debt o
    set amount_eur = t.amount_eur,
        as_of = :as_of, reliability = :reliability, source_id = :source, valid_to = 'infinity'
    from met t
    where o.id = t.id and not (t.differs and t.is_earlier)
        and (t.differs or o.valid_to <> 'infinity' or o.as_of <> :as_of)
),
closed as (
    update supplier_debt o
    set valid_to = :as_of
    from met t
    where o.id = t.id and t.differs and t.is_earlier
)
update staged s
set target_id = m.id,
    outcome = case
        when m.differs and m.is_earlier then null
        when m.differs then 'updated'
        else 'unchanged'
    end
from met m
where m.seq = s.seq
