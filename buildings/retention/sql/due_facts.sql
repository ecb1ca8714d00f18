-- Facts about who lives in a unit, and how, that have not held for long enough.
select f.entity, f.entity_id, null::text as counted_as,
    extract(year from f.since)::int as counted_year, f.since
from (
    select 'unit_residents' as entity, id::text as entity_id, valid_to as since from unit_residents
    union all
    select 'unit_waste_charge', id::text, valid_to from unit_waste_charge
    union all
    select 'unit_notice', id::text, valid_to from unit_notice
    union all
    select 'unit_custody', id::text, valid_to from unit_custody
    union all
    select 'unit_lease', id::text, checked_on from unit_lease
    union all
    select 'unit_utility', id::text, valid_to from unit_utility
    union all
    select 'unit_encumbrance', id::text, valid_to from unit_encumbrance
    union all
    select 'unit_status', id::text, valid_to from unit_status
    where dimension not in ('owner_class', 'condition')
    union all
    select 'unit_arrears', id::text, valid_to from unit_arrears
) f
where f.since < 'infinity' and f.since + make_interval(months => :months) <= :as_of
order by f.since, f.entity, f.entity_id
limit :most
