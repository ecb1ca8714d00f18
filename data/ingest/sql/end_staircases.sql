-- A staircase that its building has no longer.
update staircase t
set ended_on = :as_of, as_of = greatest(t.as_of, :as_of)
where t.id in (select thing_id from in_scope where kind = 'entrance' and not is_held)
