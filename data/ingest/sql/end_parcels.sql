-- A parcel none of whose identifiers holds any longer ends, unless it is invented or attested.
update parcel p
set ended_on = :as_of, as_of = greatest(p.as_of, :as_of)
where p.ended_on is null and not p.is_synthetic and p.source_id = any(:imported)
    and p.id in (select thing_id from in_scope where kind = 'parcel' and not is_held)
    and not exists (
        select from external_identifier e
        where e.parcel_id = p.id and e.valid_to = 'infinity'
    )
