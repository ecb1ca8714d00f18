-- Positions of units: what is new, or took the place of what ended on the file's day.
with written as (
    insert into unit_arrears (
        condominium_id, sender, financial_year, previous_eur, due_eur, paid_eur, balance_eur,
        band, legal_step, reference_id, unit_id, agreement_id, valid_from, source_id, as_of,
        reliability
    )
    select
        cast(s.facts ->> 'condominium_id' as uuid), s.facts ->> 'sender',
        cast(s.facts ->> 'financial_year' as smallint),
        cast(s.facts ->> 'previous_eur' as numeric), cast(s.facts ->> 'due_eur' as numeric),
        cast(s.facts ->> 'paid_eur' as numeric), cast(s.facts ->> 'balance_eur' as numeric),
        cast(s.facts ->> 'band' as text), cast(s.facts ->> 'legal_step' as text),
        s.reference_id, r.unit_id, cast(s.facts ->> 'agreement_id' as uuid), :as_of, :source,
        :as_of, :reliability
    from staged s
    join unit_reference r on r.id = s.reference_id
    where s.kind = 'unit_arrears' and s.outcome is null
)
update staged s
set outcome = case when s.target_id is null then 'loaded' else 'updated' end
where s.kind = 'unit_arrears' and s.outcome is null
