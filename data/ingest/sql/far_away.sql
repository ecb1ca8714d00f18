-- Rows whose place is farther from the municipality than the margin.
update staged s
set outcome = 'refused', reason = 'far_away', column_name = 'geometry',
    detail = round(st_distance(s.geom, ground.geom) / 1000)::text
from (select st_geomfromewkb(:ground) as geom) ground
where s.outcome is null
    and s.geom is not null
    and (s.municipality is null or s.kind <> 'address')
    and not st_dwithin(s.geom, ground.geom, :margin_m)
