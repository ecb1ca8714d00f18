-- The flats of a day with what research may have of them, made coarse afterwards; and where each
-- lies, to count how many do: its condominium and its tile of the web map, of which :tiles make a side.
select u.id, coalesce(u.condominium_id, b.condominium_id) as condominium_id,
    floor((st_x(c.place) + 20037508.342789244) / 40075016.685578488 * :tiles)::integer as tile_column,
    floor((20037508.342789244 - st_y(c.place)) / 40075016.685578488 * :tiles)::integer as tile_row,
    u.as_of, u.use_class, u.floor_order, u.rooms, u.usable_area_m2
from unit u
join building b on b.id = u.building_id and (b.ended_on is null or b.ended_on > :on_date)
cross join lateral (select st_transform(st_centroid(b.geom), 3857) as place) c
where u.use_class = 'dwelling'
order by u.id
