-- A quotation that a later issue of its semester has no longer.
update omi_value v
set ended_on = :as_of, as_of = greatest(v.as_of, :as_of)
where v.id in (select row_id from in_scope where kind = 'omi_value' and not is_held)
