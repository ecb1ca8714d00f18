-- A street none of whose identifiers holds any longer ends, unless it is invented or attested.
update street t
set ended_on = :as_of, as_of = greatest(t.as_of, :as_of)
where t.ended_on is null and not t.is_synthetic and t.source_id = any(:imported)
    and t.id in (select thing_id from in_scope where kind = 'street' and not is_held)
    and not exists (
        select from external_identifier e
        where e.street_id = t.id and e.valid_to = 'infinity'
    )
