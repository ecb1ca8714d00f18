-- Positions of units: what stands and is told again stays; what changed since an earlier day ends
-- there.
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
    where s.kind = 'unit_arrears' and s.outcome is null
),
met as (
    select t.*, o.id,
        (
            t.previous_eur, t.due_eur, t.paid_eur, t.balance_eur, t.band, t.legal_step
        ) is distinct from (
            o.previous_eur, o.due_eur, o.paid_eur, o.balance_eur, o.band, o.legal_step
        ) as differs,
        o.valid_from < :as_of as is_earlier
    from told t
    join unit_arrears o on o.condominium_id = t.condominium_id and o.sender = t.sender
        and o.reference_id = t.reference_id and o.financial_year = t.financial_year
        and o.valid_to > :as_of
),
kept as (
    update unit_arrears o
    set previous_eur = t.previous_eur, due_eur = t.due_eur, paid_eur = t.paid_eur,
        balance_eur = t.balance_eur, band = t.band, legal_step = t.legal_step,
        as_of = :as_of, reliability = :reliability, source_id = :source, valid_to = 'infinity',
        agreement_id = case when t.differs
            then cast(s.facts ->> 'agreement_id' as uuid) else o.agreement_id end
    from met t join staged s on s.seq = t.seq
    where o.id = t.id and not (t.differs and t.is_earlier)
        and (t.differs or o.valid_to <> 'infinity' or o.as_of <> :as_of)
),
closed as (
    update unit_arrears o
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
