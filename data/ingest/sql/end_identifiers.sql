-- The source's identifiers that the file lacks hold no longer from its day on.
update external_identifier e
set valid_to = :as_of
from in_scope x
where x.identifier_id = e.id and not x.is_held and e.valid_from < :as_of
