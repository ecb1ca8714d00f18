-- A record of land that a newer whole delivery has no longer ends on the day on which its next
-- state begins, else on the day of the delivery.
update land_parcel c
set valid_to = greatest(c.valid_from + 1, coalesce((
        select min(n.valid_from)
        from land_parcel n
        where n.municipality_code = c.municipality_code and n.immobile_id = c.immobile_id
            and n.cadastral_section is not distinct from c.cadastral_section
            and n.progressive > c.progressive and n.valid_from > c.valid_from
    ), :as_of)),
    as_of = :as_of
where c.id in (select thing_id from in_scope where kind = 'land_parcel' and not is_held)
