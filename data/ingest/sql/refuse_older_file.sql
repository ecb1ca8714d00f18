-- A file that is older than what the register has from its source would bring the past back.
update staged s
set outcome = 'refused', reason = 'older_file', detail = n.newest::text
from (
    select max(t.as_of) as newest
    from (
        select reference_id, as_of from unit_residents where source_id = :source
        union all
        select reference_id, as_of from unit_waste_charge where source_id = :source
        union all
        select reference_id, as_of from unit_custody where source_id = :source
    ) t
    join unit_reference r on r.id = t.reference_id and r.municipality_code = :code
) n
where s.outcome is null and n.newest > :as_of
