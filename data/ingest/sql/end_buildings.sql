-- A building none of whose identifiers holds any longer ends, unless it is invented or attested:
-- by the reference district (ids of UUID version 5) or by true units that another source knows.
update building b
set ended_on = :as_of, as_of = greatest(b.as_of, :as_of)
where b.ended_on is null and not b.is_synthetic and b.source_id = any(:imported)
    and get_byte(uuid_send(b.id), 6) / 16 <> 5
    and b.id in (select thing_id from in_scope where kind = 'footprint' and not is_held)
    and not exists (
        select from external_identifier e
        where e.building_id = b.id and e.valid_to = 'infinity'
    )
    and not exists (
        select from unit u
        where u.building_id = b.id and not u.is_synthetic and u.source_id <> :source
    )
