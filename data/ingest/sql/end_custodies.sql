-- A unit that a newer list of the custodian has no longer: custody, seizure and lock end with it.
with ended as (
    update unit_custody h
    set valid_to = greatest(:as_of, h.valid_from + 1), as_of = greatest(h.as_of, :as_of)
    where h.id in (select row_id from in_scope where kind = 'custody' and not is_held)
    returning h.reference_id, 'R.G.E. ' || h.rge_number || '/' || h.rge_year as reference
), released as (
    update unit_encumbrance e
    set valid_to = greatest(:as_of, e.valid_from + 1), as_of = greatest(e.as_of, :as_of)
    from ended d
    where e.source_id = :source and e.reference_id = d.reference_id
        and e.kind = 'seizure_pignoramento' and e.reference = d.reference
        and e.valid_to = 'infinity'
), unlocked as (
    update unit_status u
    set valid_to = greatest(:as_of, u.valid_from + 1), as_of = greatest(u.as_of, :as_of)
    from ended d
    where u.source_id = :source and u.reference_id = d.reference_id and u.dimension = 'securing'
        and u.valid_to = 'infinity'
        and not exists (
            select from unit_custody o
            where o.reference_id = d.reference_id and o.source_id = :source
                and o.valid_to = 'infinity' and o.as_of >= :as_of
        )
)
select reference_id from ended
