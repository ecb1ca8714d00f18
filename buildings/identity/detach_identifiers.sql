-- The cadastral identifiers that a unit got since a decision, by the records of the naming that was decided: with
-- them the naming would find the same unit again, unasked.
delete from external_identifier e
using cadastral_unit c, cadastral_unit_identifier i
where c.reference_id = :reference_id and i.cadastral_unit_id = c.id
    and e.scheme = 'cadastral_unit' and e.value = i.value
    and e.unit_id = :unit_id and e.source_id = :source_id
    and not exists (
        select
        from (
            select e.recorded_in
            union all
            select h.recorded_in from history.external_identifier h where h.id = e.id
        ) written
        join history.transaction t on t.id = written.recorded_in
        where t.begun_at < :decided_at
    )
