-- A street number none of whose identifiers holds any longer ends, unless it is invented or
-- attested: the reference district's own things bear ids made from names (UUID version 5).
update address a
set ended_on = :as_of, as_of = greatest(a.as_of, :as_of)
where a.ended_on is null and not a.is_synthetic and a.source_id = any(:imported)
    and get_byte(uuid_send(a.id), 6) / 16 <> 5
    and a.id in (select thing_id from in_scope where kind = 'address' and not is_held)
    and not exists (
        select from external_identifier e
        where e.address_id = a.id and e.valid_to = 'infinity'
    )
