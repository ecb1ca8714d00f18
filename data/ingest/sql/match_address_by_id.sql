-- An address is known by the number that the source gave it.
update staged s
set target_id = e.address_id, is_known = true
from external_identifier e
where s.outcome is null and s.kind = 'address'
    and e.scheme = :scheme and e.value = s.key and e.valid_to = 'infinity'
    and e.address_id is not null
