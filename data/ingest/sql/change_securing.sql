-- A lock that is no longer what the custodian told holds until the file's day.
with told as (
    select distinct on (c.reference_id) c.reference_id,
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
update unit_status h
set valid_to = case when h.valid_from < :as_of then :as_of else h.valid_from + 1 end
from told t
where h.dimension = 'securing' and h.source_id = :source and h.reference_id = t.reference_id
    and h.valid_to = 'infinity' and h.value is distinct from t.value
