-- Units that an administrator's table names and the cadastre, once loaded, does not hold.
with census as (
    select c.municipality_code, max(c.source_id) as source_id, max(c.as_of) as as_of,
        bool_or(c.is_synthetic) as is_synthetic
    from cadastral_unit c
    where c.valid_from <= :on_date and c.valid_to > :on_date
    group by c.municipality_code
)
insert into found_discrepancy (
    kind, subject, about, unit_id, condominium_id, reference_id,
    first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select distinct on (r.id)
    'administrator_unknown_to_cadastre', r.id::text, 'unit', a.unit_id, a.condominium_id, r.id,
    coalesce(
        nullif(concat_ws(' ', r.staircase_code, r.floor_code, r.unit_number, r.subunit), ''),
        r.other_code, 'present'
    ),
    a.source_id, a.as_of, 'absent', k.source_id, k.as_of, a.is_synthetic or k.is_synthetic
from unit_arrears a
join unit_reference r on r.id = a.reference_id and r.state in ('matched', 'unmatched')
join census k on k.municipality_code = r.municipality_code
where a.valid_from <= :on_date and a.valid_to > :on_date
    and not exists (
        select from cadastral_unit c
        where c.unit_id = a.unit_id and c.valid_from <= :on_date and c.valid_to > :on_date
    )
order by r.id, a.as_of desc
