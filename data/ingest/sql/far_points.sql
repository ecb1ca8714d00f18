-- A street number that says its municipality but stands far from it keeps all but its place.
update staged s
set geom = null, reason = 'far_point', column_name = 'geometry',
    detail = round(st_distance(s.geom, ground.geom) / 1000)::text
from (select st_geomfromewkb(:ground) as geom) ground
where s.outcome is null
    and s.kind = 'address'
    and s.municipality is not null
    and s.geom is not null
    and not st_dwithin(s.geom, ground.geom, :margin_m)
