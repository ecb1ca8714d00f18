-- A zone that a later issue of its semester draws no longer.
update omi_zone z
set ended_on = :as_of, as_of = greatest(z.as_of, :as_of)
where z.id in (select thing_id from in_scope where kind = 'omi_polygon' and not is_held)
