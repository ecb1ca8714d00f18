-- A title that a newer whole delivery has no longer, and the right that it gave.
with gone as (
    select thing_id from in_scope where kind = 'cadastral_title' and not is_held
), rights as (
    update unit_right r
    set valid_to = greatest(r.valid_from + 1, :as_of), as_of = :as_of
    from cadastral_title t
    join gone g on g.thing_id = t.id
    where r.source_id = :source and r.source_key = :code || '/' || t.title_key
        and r.valid_to = 'infinity'
)
update cadastral_title t
set valid_to = greatest(t.valid_from + 1, :as_of), as_of = :as_of
where t.id in (select thing_id from gone)
