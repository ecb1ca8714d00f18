-- Zones that are quoted before their polygon or description came.
insert into omi_zone (municipality_code, zone_code, semester, band, source_id, as_of, reliability)
select distinct :code, f.zone_code, f.semester, left(f.zone_code, 1), :source, cast(:as_of as date),
    cast(:reliability as text)
from staged s
cross join lateral jsonb_to_record(s.facts) as f (zone_code text, semester text)
where s.outcome is null and s.kind = 'omi_value'
on conflict (municipality_code, zone_code, semester) do nothing
