-- The registry office and the waste charge count other persons in a unit; only sources that may be
-- joined to verify a case.
with registered as (
    select r.unit_id, sum(r.persons_count) as persons, max(r.source_id) as source_id,
        min(r.as_of) as as_of, bool_or(r.is_synthetic) as is_synthetic
    from unit_residents r
    join source_purpose p on p.source_id = r.source_id and p.purpose = 'case_verification'
    where r.unit_id is not null and r.valid_from <= :on_date and r.valid_to > :on_date
    group by r.unit_id
),
charged as (
    select w.unit_id, sum(w.occupants_count) as persons, max(w.source_id) as source_id,
        min(w.as_of) as as_of, bool_or(w.is_synthetic) as is_synthetic
    from unit_waste_charge w
    join source_purpose p on p.source_id = w.source_id and p.purpose = 'case_verification'
    where w.unit_id is not null and w.valid_from <= :on_date and w.valid_to > :on_date
    group by w.unit_id
    having count(*) = count(w.occupants_count)
)
insert into found_discrepancy (
    kind, subject, about, unit_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'persons_differ', r.unit_id::text, 'persons', r.unit_id,
    r.persons::text, r.source_id, r.as_of, c.persons::text, c.source_id, c.as_of,
    r.is_synthetic or c.is_synthetic
from registered r
join charged c using (unit_id)
where r.persons <> c.persons
