-- An invented footprint at the same address becomes the real one and keeps its identity. Where an
-- address has several bodies they are paired from west to east.
with doors as (
    select distinct on (f.seq) f.seq, f.address_id
    from footprint_door f
    join staged s on s.seq = f.seq and s.outcome is null and s.target_id is null
    join building b on b.address_id = f.address_id and b.is_synthetic and b.ended_on is null
    order by f.seq, f.is_tagged desc, f.address_id
), real_bodies as (
    select d.seq, d.address_id, row_number() over (
        partition by d.address_id
        order by st_x(st_centroid(s.geom)), st_y(st_centroid(s.geom)), d.seq
    ) as place
    from doors d
    join staged s on s.seq = d.seq
), invented_bodies as (
    select b.id, b.address_id, row_number() over (
        partition by b.address_id
        order by st_x(st_centroid(b.geom)), st_y(st_centroid(b.geom)), b.fid
    ) as place
    from building b
    where b.is_synthetic and b.ended_on is null and b.address_id in (select address_id from doors)
)
update staged s
set target_id = i.id
from real_bodies r
join invented_bodies i on (i.address_id, i.place) = (r.address_id, r.place)
where r.seq = s.seq
