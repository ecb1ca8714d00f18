-- Where the municipality lies: its boundary, or the extent of what the register holds of it.
select st_asewkb(m.geom) as ground, true as is_boundary
from municipality m
where m.code = :code and m.geom is not null
union all
select st_asewkb(st_envelope(st_collect(g.geom))), false
from (
    select st_setsrid(st_extent(geom)::geometry, 7791) as geom
    from district
    where municipality_code = :code
    union all
    select st_setsrid(st_extent(geom)::geometry, 7791) as geom
    from building
    where municipality_code = :code
    union all
    select st_setsrid(st_extent(geom)::geometry, 7791) as geom
    from parcel
    where municipality_code = :code
    union all
    select st_setsrid(st_extent(geom)::geometry, 7791) as geom
    from address
    where municipality_code = :code
    union all
    select st_setsrid(st_extent(geom)::geometry, 7791) as geom
    from omi_zone
    where municipality_code = :code
) g
where g.geom is not null
having count(*) > 0
