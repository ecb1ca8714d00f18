-- What the offices' registers told of the municipality before, and whether the file has it.
insert into in_scope (kind, row_id, thing_id, is_held)
select t.kind, t.id, null, t.as_of >= :as_of
from (
    select 'residents' as kind, id, reference_id, source_id, as_of, valid_to
    from unit_residents
    union all
    select 'waste_charge', id, reference_id, source_id, as_of, valid_to from unit_waste_charge
    union all
    select 'custody', id, reference_id, source_id, as_of, valid_to from unit_custody
) t
join unit_reference r on r.id = t.reference_id and r.municipality_code = :code
where t.kind = any(cast(:kinds as text[])) and t.source_id = :source and t.valid_to = 'infinity'
