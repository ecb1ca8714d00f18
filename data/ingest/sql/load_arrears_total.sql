-- Contributions due and unpaid: what is new, or took the place of what ended on the file's day.
with written as (
    insert into arrears_total (
        condominium_id, sender, staircase_code, financial_year, due_eur, unpaid_eur, valid_from,
        source_id, as_of, reliability
    )
    select
        cast(s.facts ->> 'condominium_id' as uuid), s.facts ->> 'sender',
        cast(s.facts ->> 'staircase_code' as text),
        cast(s.facts ->> 'financial_year' as smallint), cast(s.facts ->> 'due_eur' as numeric),
        cast(s.facts ->> 'unpaid_eur' as numeric), :as_of, :source, :as_of, :reliability
    from staged s
    where s.kind = 'arrears_total' and s.outcome is null
)
update staged s
set outcome = case when s.target_id is null then 'loaded' else 'updated' end
where s.kind = 'arrears_total' and s.outcome is null
