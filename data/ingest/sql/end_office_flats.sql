-- Flats that a newer file of the office has no longer: what it has a column for ended on its day.
with ended as (
    update unit_status u
    set valid_to = :as_of
    from in_scope x
    where x.kind = 'office_flat' and not x.is_held and u.reference_id = x.thing_id
        and u.source_id = :source and u.valid_to = 'infinity' and u.value <> 'unknown'
        and u.valid_from < :as_of
        and u.dimension in (
            select c.dimension
            from staged s
            cross join lateral jsonb_array_elements_text(s.facts -> 'covers') as c (dimension)
            where s.kind = 'office'
        )
    returning u.reference_id
)
select distinct reference_id from ended
