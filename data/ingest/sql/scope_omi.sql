-- Quotations and zones of the file's own semester; `is_older`: the staged file is not the one
-- whose scope it is but an older one, and says nothing of what that one holds.
insert into in_scope (kind, row_id, thing_id, is_held)
select 'omi_value', v.id, null, v.as_of >= :as_of or not cast(:is_older as boolean) and exists (
        select from staged s
        where s.kind = 'omi_value'
            and s.key = concat_ws(' ', z.zone_code, z.semester, v.dwelling_code, v.condition)
    )
from omi_value v
join omi_zone z on z.id = v.zone_id
where 'omi_value' = any(cast(:kinds as text[])) and v.source_id = :source and v.ended_on is null
    and z.municipality_code = :code and z.semester = :part
union all
select 'omi_polygon', null, z.id, z.as_of >= :as_of or not cast(:is_older as boolean) and exists (
        select from staged s
        where s.kind = 'omi_polygon' and s.key = concat_ws(' ', z.zone_code, z.semester)
    )
from omi_zone z
where 'omi_polygon' = any(cast(:kinds as text[])) and z.source_id = :source
    and z.ended_on is null and z.municipality_code = :code and z.semester = :part
