-- Persons registered in a unit whose best value says that it is vacant; only sources that may be
-- joined to verify a case.
with registered as (
    select r.unit_id, sum(r.persons_count) as persons, max(r.source_id) as source_id,
        min(r.as_of) as as_of, bool_or(r.is_synthetic) as is_synthetic
    from unit_residents r
    join source_purpose p on p.source_id = r.source_id and p.purpose = 'case_verification'
    where r.unit_id is not null and r.valid_from <= :on_date and r.valid_to > :on_date
    group by r.unit_id
    having sum(r.persons_count) > 0
)
insert into found_discrepancy (
    kind, subject, about, unit_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'residents_in_vacant_unit', r.unit_id::text, 'persons', r.unit_id,
    r.persons::text, r.source_id, r.as_of,
    'vacant', split_part(o.best, ' ', 3), date '0001-01-01' + substr(o.best, 2, 7)::integer,
    r.is_synthetic or left(o.best, 1) = '0'
from registered r
cross join lateral (
    select max(us.preference) as best
    from unit_status us
    where us.unit_id = r.unit_id and us.dimension = 'occupancy' and us.value <> 'unknown'
        and us.valid_from <= :on_date and us.valid_to > :on_date
) o
where split_part(o.best, ' ', 2) = 'vacant'
