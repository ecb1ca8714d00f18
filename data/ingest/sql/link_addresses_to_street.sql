-- Each street number that was there learns its street; a file from before what is known changes nothing.
update address a
set street_id = e.street_id
from staged s
join external_identifier e on e.scheme = :scheme and e.value = s.facts ->> 'street_code'
    and e.street_id is not null and e.valid_from <= :as_of and e.valid_to > :as_of
where s.kind = 'address' and s.outcome in ('updated', 'unchanged')
    and a.id = s.target_id and a.as_of <= :as_of and a.street_id is distinct from e.street_id
