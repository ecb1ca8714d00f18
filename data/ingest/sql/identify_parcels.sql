-- The outside numbers of parcels; one already held by another thing stays with it.
insert into external_identifier (
    scheme, value, parcel_id, valid_from, source_id, as_of, reliability
)
select i.scheme, s.facts ->> i.scheme, s.target_id, :as_of, :source, :as_of, :reliability
from staged s
cross join (values ('inspire'), ('cadastral_parcel')) as i (scheme)
where s.kind = 'parcel' and s.outcome in ('loaded', 'updated', 'unchanged')
    and not s.is_known
on conflict do nothing
