-- Rows with their geometry in the file's coordinates, and a point on it.
select f.id::text, {fields}, {shape}
from {source} f
cross join lateral (
    select st_transform(f.geom, cast(:srid as integer)) as geom,
        st_transform(st_pointonsurface(f.geom), cast(:srid as integer)) as place
) s
where {only}
order by {order}
