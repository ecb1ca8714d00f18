-- How a unit in custody is secured, where the custodian says so.
with told as (
    select distinct on (c.reference_id) c.reference_id, c.unit_id,
        case c.lock_state
            when 'lock_changed' then 'lock_changed'
            when 'judicial_seals' then 'judicial_seals'
            when 'steel_plate' then 'steel_plate'
            when 'unchanged' then 'none'
        end as value
    from unit_custody c
    join staged s on s.reference_id = c.reference_id and s.kind = 'custody'
    where c.source_id = :source and c.valid_to = 'infinity'
    order by c.reference_id, c.valid_from desc, c.id desc
)
insert into unit_status (
    reference_id, unit_id, dimension, value, valid_from, source_id, as_of, reliability
)
select t.reference_id, t.unit_id, 'securing', t.value, greatest(:as_of, e.ended_on), :source,
    :as_of, :reliability
from told t
left join lateral (
    select max(h.valid_to) as ended_on
    from unit_status h
    where h.dimension = 'securing' and h.source_id = :source and h.reference_id = t.reference_id
) e on true
where t.value is not null and e.ended_on is distinct from 'infinity'
