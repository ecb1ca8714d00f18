-- Two values of one dimension or service of a unit on the same day: the best against the best of the others.
with usual as (
    -- most rows are of one source, which tells one value at a time: look only where another speaks
    select us.source_id from unit_status us group by us.source_id order by count(*) desc limit 1
),
told as (
    select us.unit_id, us.dimension::text as about, us.value, us.preference
    from unit_status us
    where us.valid_from <= :on_date and us.valid_to > :on_date and us.value <> 'unknown'
        and us.unit_id in (
            select o.unit_id from unit_status o
            where o.source_id <> (select source_id from usual) or o.reference_id is not null
        )
    union all
    select uu.unit_id, uu.service::text, uu.state::text, uu.preference
    from unit_utility uu
    where uu.valid_from <= :on_date and uu.valid_to > :on_date and uu.state <> 'unknown'
        and uu.unit_id is not null
),
best as (
    select unit_id, about, max(preference) as first
    from told
    group by unit_id, about
    having min(value) <> max(value)
)
insert into found_discrepancy (
    kind, subject, about, unit_id, first_value, first_source_id, first_as_of,
    second_value, second_source_id, second_as_of, is_synthetic
)
select 'status_values_differ', b.unit_id || ' ' || b.about, b.about, b.unit_id,
    split_part(b.first, ' ', 2), split_part(b.first, ' ', 3),
    date '0001-01-01' + substr(b.first, 2, 7)::integer,
    split_part(o.second, ' ', 2), split_part(o.second, ' ', 3),
    date '0001-01-01' + substr(o.second, 2, 7)::integer,
    left(b.first, 1) = '0' or left(o.second, 1) = '0'
from best b
cross join lateral (
    select max(t.preference) as second
    from told t
    where t.unit_id = b.unit_id and t.about = b.about and t.value <> split_part(b.first, ' ', 2)
) o
