-- Where units are and what the cadastre calls them, on a day, in the order of the given ids.
select u.id, u.fid, u.building_id, b.name as building_name, b.ended_on as building_ended_on,
    b.replaced_by_id, b.floors_above_ground, b.municipality_code,
    m.name as municipality, a.street_name, a.number_text,
    st.staircase_code, u.floor_code, u.unit_number, u.use_class,
    u.condominium_id, c.name as condominium,
    c.super_condominium_id, sc.name as super_condominium,
    x.value as cadastral_reference, x.source_id as cadastral_source_id,
    u.cadastral_category, u.cadastral_class, u.consistency_value, u.consistency_unit,
    u.cadastral_income_eur, u.rooms, u.cadastral_area_m2, u.usable_area_m2,
    u.is_studio, u.bedroom_areas_m2,
    u.source_id, u.as_of, u.reliability, u.is_synthetic,
    st_x(p.point) as lon, st_y(p.point) as lat
from unnest(cast(:unit_ids as uuid[])) with ordinality as wanted(id, place)
join unit u on u.id = wanted.id
join building b on b.id = u.building_id
join municipality m on m.code = b.municipality_code
left join staircase st on st.id = u.staircase_id
left join address a on a.id = coalesce(u.address_id, st.address_id, b.address_id)
left join condominium c on c.id = u.condominium_id
left join super_condominium sc on sc.id = c.super_condominium_id
left join lateral (
    select e.value, e.source_id
    from external_identifier e
    where e.unit_id = u.id and e.scheme = 'cadastral_unit'
        and e.valid_from <= :on_date and e.valid_to > :on_date
    order by e.valid_from desc, e.id
    limit 1
) x on true
cross join lateral (
    select st_transform(coalesce(u.geom, st_pointonsurface(b.geom)), :lonlat) as point
) p
order by wanted.place
