-- An auction whose base price is above that of the attempt before it.
insert into found_discrepancy (
    kind, subject, about, unit_id, reference_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'attempt_base_higher', a.id::text, 'base_price_eur', s.unit_id, s.reference_id,
    trim_scale(a.before_eur)::text, a.before_source, a.before_as_of,
    trim_scale(a.base_price_eur)::text, a.source_id, a.as_of, a.is_synthetic
from (
    select t.id, t.sale_id, t.base_price_eur, t.source_id, t.as_of, t.is_synthetic,
        lag(t.base_price_eur) over sales as before_eur,
        lag(t.source_id) over sales as before_source,
        lag(t.as_of) over sales as before_as_of
    from sale_attempt t
    where t.base_price_eur is not null
    window sales as (partition by t.sale_id order by t.sale_on)
) a
join enforcement_sale s on s.id = a.sale_id
where a.base_price_eur > a.before_eur
