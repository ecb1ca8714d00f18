-- Footprints in a window around a building, as SVG paths in metres from the window's middle,
-- x to the east and y to the south. The window is square, `half_m` from its middle to each side;
-- what is searched is wider, and computed before the join so that the index on `geom` serves it.
with subject as (
    select b.id, st_envelope(b.geom) as box from building b where b.id = :building_id
),
pane as (
    select id, st_srid(box) as srid,
        st_x(st_centroid(box)) as east, st_y(st_centroid(box)) as north,
        ceil(greatest(
            60, 0.5 * greatest(st_xmax(box) - st_xmin(box), st_ymax(box) - st_ymin(box)) + 35
        )) as half_m
    from subject
)
select b.id = pane.id as is_subject, pane.half_m,
    st_assvg(st_translate(b.geom, -pane.east, -pane.north), 0, 1) as path,
    coalesce(a.number_text, '') as number_text,
    st_x(p.point) - pane.east as label_x, pane.north - st_y(p.point) as label_y
from pane
join building b
    on b.geom && st_makeenvelope(
        pane.east - pane.half_m * 1.4, pane.north - pane.half_m,
        pane.east + pane.half_m * 1.4, pane.north + pane.half_m, pane.srid
    )
    and (b.id = pane.id or b.ended_on is null or b.ended_on > :on_date)
left join address a on a.id = b.address_id
cross join lateral (select st_pointonsurface(b.geom) as point) p
order by is_subject, b.fid
