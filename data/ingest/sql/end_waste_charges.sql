-- What a newer file of the register has no longer ended by its day.
update unit_waste_charge h
set valid_to = greatest(:as_of, h.valid_from + 1), as_of = greatest(h.as_of, :as_of)
where h.id in (select row_id from in_scope where kind = 'waste_charge' and not is_held)
