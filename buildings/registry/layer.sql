-- What stands there, on a day. Every function is one SELECT without SET, so that it is inlined.

create function layer_municipalities(on_date date)
returns table (
    id uuid, fid bigint, code text, istat_code text, name text, is_approximate boolean,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select m.id, m.fid, m.code, m.istat_code, m.name, m.is_approximate,
        m.source_id, m.as_of, m.reliability::text, m.is_synthetic, m.geom, m.geom_3857
    from municipality m
    where m.geom is not null
$$;

create function layer_district(on_date date)
returns table (
    id uuid, fid bigint, name text, municipality_code text, is_approximate boolean,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select d.id, d.fid, d.name, d.municipality_code, d.is_approximate,
        d.source_id, d.as_of, d.reliability::text, d.is_synthetic, d.geom, d.geom_3857
    from district d
$$;

create function layer_parcels(on_date date)
returns table (
    id uuid, fid bigint, municipality_code text, cadastral_section text, sheet text,
    parcel_number text, area_m2 double precision,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select p.id, p.fid, p.municipality_code, p.cadastral_section, p.sheet,
        p.parcel_number, p.area_m2::double precision,
        p.source_id, p.as_of, p.reliability::text, p.is_synthetic, p.geom, p.geom_3857
    from parcel p
    where p.ended_on is null or p.ended_on > on_date
$$;

create function layer_addresses(on_date date)
returns table (
    id uuid, fid bigint, municipality_code text, street_name text, number_text text,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select a.id, a.fid, a.municipality_code, a.street_name, a.number_text,
        a.source_id, a.as_of, a.reliability::text, a.is_synthetic, a.geom, a.geom_3857
    from address a
    where a.geom is not null and (a.ended_on is null or a.ended_on > on_date)
$$;

create function layer_buildings(on_date date)
returns table (
    id uuid, fid bigint, municipality_code text, name text, address text,
    condominium_id uuid, condominium text, staircases text,
    floors_above_ground integer, height_m double precision, built_year integer,
    unit_count integer,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select b.id, b.fid, b.municipality_code, b.name,
        concat_ws(' ', a.street_name, a.number_text),
        b.condominium_id, c.name, s.codes,
        b.floors_above_ground::integer, b.height_m::double precision, b.built_year::integer,
        -- who may not see every unit is told no number rather than a wrong one
        case when (select access.sees_all('P2')) then n.units end,
        b.source_id, b.as_of, b.reliability::text, b.is_synthetic, b.geom, b.geom_3857
    from building b
    left join address a on a.id = b.address_id
    left join condominium c on c.id = b.condominium_id
    left join lateral (
        select string_agg(st.staircase_code, ', ' order by st.staircase_code) as codes
        from staircase st
        where st.building_id = b.id and (st.ended_on is null or st.ended_on > on_date)
    ) s on true
    left join lateral (
        select count(*)::integer as units from unit u where u.building_id = b.id
    ) n on true
    where b.ended_on is null or b.ended_on > on_date
$$;

create function layer_units(on_date date)
returns table (
    id uuid, fid bigint, building_id uuid, address text, condominium text, staircase text,
    floor_code text, unit_number text, use_class text, cadastral_reference text,
    cadastral_category text, rooms double precision, cadastral_area_m2 integer,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select u.id, u.fid, u.building_id, concat_ws(' ', a.street_name, a.number_text), c.name,
        st.staircase_code, u.floor_code, u.unit_number, u.use_class::text, x.value,
        u.cadastral_category, u.rooms::double precision, u.cadastral_area_m2,
        u.source_id, u.as_of, u.reliability::text, u.is_synthetic, u.geom, u.geom_3857
    from unit u
    join building b on b.id = u.building_id and (b.ended_on is null or b.ended_on > on_date)
    left join staircase st on st.id = u.staircase_id
    left join address a on a.id = coalesce(u.address_id, st.address_id, b.address_id)
    left join condominium c on c.id = u.condominium_id
    left join lateral (
        select e.value
        from external_identifier e
        where e.unit_id = u.id and e.scheme = 'cadastral_unit'
            and e.valid_from <= on_date and e.valid_to > on_date
        order by e.valid_from desc, e.id
        limit 1
    ) x on true
$$;
