-- Every use that the file gives a building; those that a newer file no longer gives end.
with told as (
    select distinct s.target_id as building_id, u.use_code
    from staged s
    cross join lateral jsonb_array_elements_text(s.facts -> 'uses') as u (use_code)
    where s.kind = 'footprint' and s.outcome in ('loaded', 'updated', 'unchanged')
), gone as (
    update building_use b
    set ended_on = :as_of, as_of = :as_of
    where b.source_id = :source and b.ended_on is null and b.as_of < :as_of
        and b.building_id in (
            select target_id from staged
            where kind = 'footprint' and outcome in ('loaded', 'updated', 'unchanged')
        )
        and (b.building_id, b.use_code) not in (select building_id, use_code from told)
)
insert into building_use (building_id, use_code, source_id, as_of, reliability)
select building_id, use_code, :source, :as_of, :reliability
from told
on conflict (building_id, use_code) do update
set ended_on = null, as_of = excluded.as_of
where building_use.as_of < excluded.as_of
