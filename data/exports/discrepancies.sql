select d.id, d.kind::text as kind, d.about, d.unit_id, d.building_id, d.condominium_id,
    case when p.is_of_persons then null else d.first_value end as first_value,
    d.first_source_id, d.first_as_of,
    case when p.is_of_persons then null else d.second_value end as second_value,
    d.second_source_id, d.second_as_of, d.state::text as state, d.is_synthetic
from discrepancy d
cross join lateral (
    select d.kind in (
        'owners_differ', 'persons_differ', 'residents_in_vacant_unit', 'shares_not_whole'
    ) as is_of_persons
) p
where d.state = 'open' and d.opened_at < cast(:on_date as date) + 1
