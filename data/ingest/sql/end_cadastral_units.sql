-- A record of a unit that a newer whole delivery has no longer ends on the day on which its next
-- state begins, else on the day of the delivery; so do the identifiers that only it bore.
with gone as (
    select thing_id from in_scope where kind = 'cadastral_unit' and not is_held
), identifiers as (
    update external_identifier e
    set valid_to = greatest(:as_of, e.valid_from + 1), as_of = :as_of
    where e.scheme = 'cadastral_unit' and e.source_id = :source and e.valid_to = 'infinity'
        and e.value in (
            select i.value
            from cadastral_unit_identifier i
            join gone g on g.thing_id = i.cadastral_unit_id
            where i.role = 'own'
        )
        and not exists (
            select from cadastral_unit_identifier i
            join cadastral_unit c on c.id = i.cadastral_unit_id
            where i.value = e.value and i.role = 'own' and c.valid_to > :as_of
                and c.special_lot is distinct from 'suppressed'
                and c.id not in (select thing_id from gone)
        )
)
update cadastral_unit c
set valid_to = greatest(c.valid_from + 1, coalesce((
        select min(n.valid_from)
        from cadastral_unit n
        where n.municipality_code = c.municipality_code and n.immobile_id = c.immobile_id
            and n.cadastral_section is not distinct from c.cadastral_section
            and n.progressive > c.progressive and n.valid_from > c.valid_from
    ), :as_of)),
    as_of = :as_of
where c.id in (select thing_id from gone)
