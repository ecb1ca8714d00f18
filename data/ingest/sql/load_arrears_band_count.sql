-- Units by band: what is new, or took the place of what ended on the file's day.
with written as (
    insert into arrears_band_count (
        condominium_id, sender, staircase_code, band, unit_count, unpaid_eur, valid_from,
        source_id, as_of, reliability
    )
    select
        cast(s.facts ->> 'condominium_id' as uuid), s.facts ->> 'sender',
        cast(s.facts ->> 'staircase_code' as text), cast(s.facts ->> 'band' as text),
        cast(s.facts ->> 'unit_count' as integer), cast(s.facts ->> 'unpaid_eur' as numeric),
        :as_of, :source, :as_of, :reliability
    from staged s
    where s.kind = 'arrears_band_count' and s.outcome is null
)
update staged s
set outcome = case when s.target_id is null then 'loaded' else 'updated' end
where s.kind = 'arrears_band_count' and s.outcome is null
