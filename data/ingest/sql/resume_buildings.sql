-- What the file holds again goes on.
with back as (
    update building t
    set ended_on = null, as_of = greatest(t.as_of, :as_of)
    from staged s
    where s.kind = 'footprint' and s.outcome in ('updated', 'unchanged') and s.target_id = t.id
        and t.ended_on <= :as_of and t.replaced_by_id is null
    returning t.id
)
update staged s set outcome = 'updated'
from back
where s.kind = 'footprint' and s.outcome = 'unchanged' and s.target_id = back.id
