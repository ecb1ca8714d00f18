-- A real building on the same ground is the same building, whatever number it had before.
with candidates as (
    select s.seq, b.id,
        st_area(st_intersection(b.geom, s.geom))
        / greatest(st_area(b.geom), st_area(s.geom)) as share
    from staged s
    join building b on not b.is_synthetic and b.ended_on is null and b.municipality_code = :code
        and b.geom && s.geom and st_contains(b.geom, st_pointonsurface(s.geom))
    where s.outcome is null and s.kind = 'footprint' and s.target_id is null
        and b.id not in (
            select target_id from staged where kind = 'footprint' and target_id is not null
        )
), ranked as (
    select seq, id,
        row_number() over (partition by id order by share desc, seq) as of_building,
        row_number() over (partition by seq order by share desc, id) as of_row
    from candidates
    where share > 0.8
)
update staged s
set target_id = r.id
from ranked r
where r.seq = s.seq and r.of_building = 1 and r.of_row = 1
