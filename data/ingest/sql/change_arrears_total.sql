-- Contributions due and unpaid: what stands and is told again stays; what changed since an
-- earlier day ends there.
with told as (
    select s.seq, cast(s.facts ->> 'condominium_id' as uuid) as condominium_id,
        s.facts ->> 'sender' as sender,
        cast(s.facts ->> 'staircase_code' as text) as staircase_code,
        cast(s.facts ->> 'financial_year' as smallint) as financial_year,
        cast(s.facts ->> 'due_eur' as numeric) as due_eur,
        cast(s.facts ->> 'unpaid_eur' as numeric) as unpaid_eur
    from staged s
    where s.kind = 'arrears_total' and s.outcome is null
),
met as (
    select t.*, o.id,
        (
            t.due_eur, t.unpaid_eur
        ) is distinct from (
            o.due_eur, o.unpaid_eur
        ) as differs,
        o.valid_from < :as_of as is_earlier
    from told t
    join arrears_total o on o.condominium_id = t.condominium_id and o.sender = t.sender
        and o.staircase_code is not distinct from t.staircase_code
            and o.financial_year = t.financial_year
        and o.valid_to > :as_of
),
kept as (
    update arrears_total o
    set due_eur = t.due_eur, unpaid_eur = t.unpaid_eur,
        as_of = :as_of, reliability = :reliability, source_id = :source, valid_to = 'infinity'
    from met t
    where o.id = t.id and not (t.differs and t.is_earlier)
        and (t.differs or o.valid_to <> 'infinity' or o.as_of <> :as_of)
),
closed as (
    update arrears_total o
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
