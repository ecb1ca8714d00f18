-- The area declared for the waste charge is below the share of the cadastral area that the law asks.
with charged as (
    select w.unit_id, sum(w.charged_area_m2) as area_m2, max(w.source_id) as source_id,
        min(w.as_of) as as_of, bool_or(w.is_synthetic) as is_synthetic
    from unit_waste_charge w
    join source_purpose p on p.source_id = w.source_id and p.purpose = 'case_verification'
    where w.unit_id is not null and w.valid_from <= :on_date and w.valid_to > :on_date
    group by w.unit_id
)
insert into found_discrepancy (
    kind, subject, about, unit_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'area_below_plan', c.unit_id::text, 'area_m2', c.unit_id,
    trim_scale(c.area_m2)::text, c.source_id, c.as_of,
    trim_scale(k.area_m2)::text, k.source_id, k.as_of, c.is_synthetic or k.is_synthetic
from charged c
join unit u on u.id = c.unit_id
cross join lateral (
    select area_m2, source_id, as_of, is_synthetic
    from (
        select r.area_m2, r.source_id, r.as_of, r.is_synthetic, 1 as place
        from cadastral_unit r
        where r.unit_id = c.unit_id and r.area_m2 > 0
            and r.valid_from <= :on_date and r.valid_to > :on_date
        union all
        select u.cadastral_area_m2, u.source_id, u.as_of, u.is_synthetic, 2
        where u.cadastral_area_m2 is not null
    ) known
    order by place, as_of desc, area_m2 desc
    limit 1
) k
join rule_threshold t on t.threshold = 'charged_area_share'
    and t.valid_from <= :on_date and t.valid_to > :on_date
where c.area_m2 < t.value * k.area_m2
