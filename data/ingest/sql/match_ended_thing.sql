-- A thing whose number had ended is the same thing when the source gives that number again; in a
-- file from before its end the number still held.
with found as (
    select distinct on (s.seq) s.seq, e.valid_to > :as_of as is_known,
        coalesce(e.address_id, e.building_id, e.parcel_id, e.street_id) as id
    from staged s
    join external_identifier e on e.scheme = :scheme and e.valid_to <> 'infinity'
        and e.value = coalesce(s.facts ->> 'inspire', s.key)
    left join building b on b.id = e.building_id
    where s.outcome is null and s.kind = :kind and s.target_id is null
        and b.replaced_by_id is null
    order by s.seq, e.valid_to desc
), once as (
    select distinct on (f.id) f.seq, f.id, f.is_known
    from found f
    where f.id not in (select target_id from staged where target_id is not null)
    order by f.id, f.seq
)
update staged s
set target_id = o.id, is_known = o.is_known
from once o
where o.seq = s.seq
