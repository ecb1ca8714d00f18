-- Buildings that the source itself says are closed end on the day it gives.
with told as (
    select s.seq, e.id as identifier_id, e.building_id,
        cast(s.facts ->> 'ended_on' as date) as ended_on
    from staged s
    left join external_identifier e on e.scheme = :scheme and e.value = s.key
        and e.valid_to = 'infinity' and e.valid_from < cast(s.facts ->> 'ended_on' as date)
    where s.kind = 'closed_building' and s.outcome is null
), identifiers as (
    update external_identifier e
    set valid_to = t.ended_on
    from told t
    where e.id = t.identifier_id
), closed as (
    update building b
    set ended_on = t.ended_on, as_of = greatest(b.as_of, :as_of)
    from told t
    where b.id = t.building_id and b.ended_on is null and not b.is_synthetic
        and not exists (
            select from external_identifier e
            where e.building_id = b.id and e.valid_to = 'infinity' and e.id <> t.identifier_id
        )
)
update staged s
set outcome = case when t.building_id is null then 'skipped' else 'updated' end,
    reason = case when t.building_id is null then 'closed' end, detail = t.ended_on::text
from told t
where t.seq = s.seq
