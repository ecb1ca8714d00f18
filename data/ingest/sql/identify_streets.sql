-- The numbers that the national archive gave its streets.
insert into external_identifier (
    scheme, value, street_id, valid_from, source_id, as_of, reliability
)
select :scheme, s.key, s.target_id, :as_of, :source, :as_of, :reliability
from staged s
where s.kind = 'street' and s.outcome in ('loaded', 'updated', 'unchanged') and not s.is_known
on conflict do nothing
