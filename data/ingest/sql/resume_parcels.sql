-- What the file holds again goes on.
with back as (
    update parcel t
    set ended_on = null, as_of = greatest(t.as_of, :as_of)
    from staged s
    where s.kind = 'parcel' and s.outcome in ('updated', 'unchanged') and s.target_id = t.id
        and t.ended_on <= :as_of
    returning t.id
)
update staged s set outcome = 'updated'
from back
where s.kind = 'parcel' and s.outcome = 'unchanged' and s.target_id = back.id
