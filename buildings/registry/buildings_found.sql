-- Buildings standing on a day, chosen by id, with what tells them apart in a list.
select b.id, b.name, b.condominium_id, c.name as condominium, b.municipality_code,
    m.name as municipality, a.street_name, a.number_text, b.floors_above_ground,
    b.floors_text, b.height_m, b.built_year,
    s.staircases, n.units as unit_count, b.ended_on, b.replaced_by_id,
    b.source_id, b.as_of, b.reliability, b.is_synthetic,
    st_x(p.point) as lon, st_y(p.point) as lat
from building b
join municipality m on m.code = b.municipality_code
left join address a on a.id = b.address_id
left join condominium c on c.id = b.condominium_id
left join lateral (
    select string_agg(
        st.staircase_code, ', ' order by length(st.staircase_code), st.staircase_code
    ) as staircases
    from staircase st
    where st.building_id = b.id and (st.ended_on is null or st.ended_on > current_date)
) s on true
left join lateral (
    select count(*) as units from unit u where u.building_id = b.id
) n on true
cross join lateral (select st_transform(st_pointonsurface(b.geom), :lonlat) as point) p
where b.id = any(cast(:building_ids as uuid[]))
order by a.street_name, a.house_number, a.number_suffix, s.staircases, b.fid
