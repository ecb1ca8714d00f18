-- Units of a condominium that the cadastre holds and the administrator's table by unit has not.
with tables as (
    select a.condominium_id, max(a.source_id) as source_id, max(a.as_of) as as_of,
        bool_or(a.is_synthetic) as is_synthetic
    from unit_arrears a
    where a.valid_from <= :on_date and a.valid_to > :on_date
    group by a.condominium_id
)
insert into found_discrepancy (
    kind, subject, about, unit_id, condominium_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select distinct on (u.id)
    'cadastre_unknown_to_administrator', u.id::text, 'unit', u.id, u.condominium_id,
    coalesce(c.cadastral_category, 'present'), c.source_id, c.as_of,
    'absent', t.source_id, t.as_of, c.is_synthetic or t.is_synthetic
from tables t
join unit u on u.condominium_id = t.condominium_id
join cadastral_unit c on c.unit_id = u.id
    and c.valid_from <= :on_date and c.valid_to > :on_date and c.special_lot is null
where not exists (
    select from unit_arrears a
    where a.unit_id = u.id and a.valid_from <= :on_date and a.valid_to > :on_date
)
order by u.id, c.as_of desc
