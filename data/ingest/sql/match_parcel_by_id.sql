-- A parcel is known by its INSPIRE id.
update staged s
set target_id = e.parcel_id, is_known = true
from external_identifier e
where s.outcome is null and s.kind = 'parcel'
    and e.scheme = 'inspire' and e.value = s.facts ->> 'inspire' and e.valid_to = 'infinity'
    and e.parcel_id is not null
