-- What a newer delivery of the same units has no longer.
update cadastral_plan c
set valid_to = greatest(c.valid_from + 1, :as_of), as_of = :as_of
where c.id in (select thing_id from in_scope where kind = 'cadastral_plan' and not is_held)
