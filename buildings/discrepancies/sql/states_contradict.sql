-- What different sources say of a unit and cannot hold together: nobody there but a title, a seizure
-- that outlives the transfer, a final confiscation with a private owner. A source cannot contradict itself.
insert into found_discrepancy (
    kind, subject, about, unit_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'states_contradict', u.unit_id || ' vacant_with_title', 'vacant_with_title', u.unit_id,
    'vacant', split_part(u.occupancy, ' ', 3),
    date '0001-01-01' + substr(u.occupancy, 2, 7)::integer,
    split_part(u.title, ' ', 2), split_part(u.title, ' ', 3),
    date '0001-01-01' + substr(u.title, 2, 7)::integer,
    left(u.occupancy, 1) = '0' or left(u.title, 1) = '0'
from (
    select us.unit_id,
        max(us.preference) filter (where us.dimension = 'occupancy') as occupancy,
        max(us.preference) filter (where us.dimension = 'occupation_title') as title
    from unit_status us
    where us.valid_from <= :on_date and us.valid_to > :on_date and us.value <> 'unknown'
        and us.unit_id in (
            select v.unit_id from unit_status v
            where v.dimension = 'occupancy' and v.value = 'vacant'
                and v.valid_from <= :on_date and v.valid_to > :on_date
        )
    group by us.unit_id
) u
where split_part(u.occupancy, ' ', 2) = 'vacant'
    and split_part(u.title, ' ', 2) not in ('', 'not_applicable')
union all
(
    select distinct on (s.unit_id)
        'states_contradict', s.unit_id || ' seizure_after_transfer', 'seizure_after_transfer',
        s.unit_id, t.state::text, t.source_id, t.as_of,
        e.kind::text, e.source_id, e.as_of, t.is_synthetic or e.is_synthetic
    from enforcement_sale s
    join enforcement_sale_state t on t.sale_id = s.id
        and t.state in ('transferred', 'released', 'delivered')
        and t.valid_from <= :on_date and t.valid_to > :on_date
    join unit_encumbrance e on e.unit_id = s.unit_id and e.kind = 'seizure_pignoramento'
        and e.valid_from < t.valid_from and e.valid_to > :on_date
    order by s.unit_id, t.as_of desc, e.as_of desc
)
union all
(
    select distinct on (e.unit_id)
        'states_contradict', e.unit_id || ' confiscated_owner', 'confiscated_owner', e.unit_id,
        e.kind::text, e.source_id, e.as_of, split_part(o.best, ' ', 2), split_part(o.best, ' ', 3),
        date '0001-01-01' + substr(o.best, 2, 7)::integer, e.is_synthetic or left(o.best, 1) = '0'
    from unit_encumbrance e
    cross join lateral (
        select max(us.preference) as best
        from unit_status us
        where us.unit_id = e.unit_id and us.dimension = 'owner_class' and us.value <> 'unknown'
            and us.valid_from <= :on_date and us.valid_to > :on_date
    ) o
    where e.kind = 'confiscation_final' and e.valid_from <= :on_date and e.valid_to > :on_date
        and split_part(o.best, ' ', 2) not in ('confiscated_state', 'municipality')
    order by e.unit_id, e.as_of desc
)
