-- A height that its floors cannot make: below 2.4 or above 5 metres a floor.
insert into found_discrepancy (
    kind, subject, about, building_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'building_height_differs', b.id::text, 'height_m', b.id,
    trim_scale(b.height_m) || ' m', b.source_id, b.as_of,
    b.floors_above_ground || ' p', b.source_id, b.as_of, b.is_synthetic
from building b
where (b.ended_on is null or b.ended_on > :on_date)
    and (b.height_m < 2.4 * b.floors_above_ground or b.height_m > 5 * b.floors_above_ground)
