-- A street is known by its number in the national archive; its name does not tell it apart.
update staged s
set target_id = e.street_id, is_known = true
from external_identifier e
where s.outcome is null and s.kind = 'street'
    and e.scheme = :scheme and e.value = s.key and e.valid_to = 'infinity'
    and e.street_id is not null
