-- Staircases and flats of an invented footprint move with it: stretched from the old extent to
-- the new one, and onto the nearest ground where that falls outside.
with moved as (
    select b.id, s.geom as new_geom, st_xmin(b.geom) as x, st_ymin(b.geom) as y,
        st_xmin(s.geom) as new_x, st_ymin(s.geom) as new_y,
        (st_xmax(s.geom) - st_xmin(s.geom)) / (st_xmax(b.geom) - st_xmin(b.geom)) as x_ratio,
        (st_ymax(s.geom) - st_ymin(s.geom)) / (st_ymax(b.geom) - st_ymin(b.geom)) as y_ratio
    from staged s
    join building b on b.id = s.target_id and b.is_synthetic
    where s.outcome is null and s.kind = 'footprint' and not s.is_new
), staircases as (
    update staircase t
    set geom = st_closestpoint(m.new_geom, st_affine(
        t.geom, m.x_ratio, 0, 0, m.y_ratio, m.new_x - m.x * m.x_ratio, m.new_y - m.y * m.y_ratio
    ))
    from moved m
    where t.building_id = m.id and t.geom is not null
)
update unit u
set geom = st_closestpoint(m.new_geom, st_affine(
    u.geom, m.x_ratio, 0, 0, m.y_ratio, m.new_x - m.x * m.x_ratio, m.new_y - m.y * m.y_ratio
))
from moved m
where u.building_id = m.id and u.geom is not null
