-- An identifier that no living record bears any longer is ended, not forgotten.
update external_identifier e
set valid_to = greatest(:as_of, e.valid_from + 1), as_of = :as_of
where e.scheme = 'cadastral_unit' and e.source_id = :source and e.valid_to = 'infinity'
    and e.value like :code || '/%' and e.as_of <= :as_of
    and exists (select from staged where kind = 'cadastral_unit')
    and not exists (
        select from cadastral_unit_identifier i
        join cadastral_unit c on c.id = i.cadastral_unit_id
        where i.value = e.value and i.role = 'own' and c.valid_to > :as_of
            and c.special_lot is distinct from 'suppressed'
    )
