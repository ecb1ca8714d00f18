-- A usable area that is not below the cadastral one, which counts walls and balconies too.
insert into found_discrepancy (
    kind, subject, about, unit_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'usable_area_too_large', u.id::text, 'area_m2', u.id,
    trim_scale(u.usable_area_m2)::text, u.source_id, u.as_of,
    u.cadastral_area_m2::text, u.source_id, u.as_of, u.is_synthetic
from unit u
where u.usable_area_m2 >= u.cadastral_area_m2
