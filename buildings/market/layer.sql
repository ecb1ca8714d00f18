-- The zones of the last semester not after the day, with the range of civil dwellings
-- (code 20) and, failing them, economic ones (code 21) in normal condition.

create function layer_omi_zones(on_date date)
returns table (
    id uuid, fid bigint, municipality_code text, zone_code text, semester text, band text,
    description text, price_min_eur_m2 double precision, price_max_eur_m2 double precision,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select z.id, z.fid, z.municipality_code, z.zone_code, z.semester, z.band, z.description,
        v.price_min, v.price_max,
        z.source_id, z.as_of, z.reliability::text, z.is_synthetic, z.geom, z.geom_3857
    from omi_zone z
    left join lateral (
        select o.price_min_eur_m2::double precision as price_min,
            o.price_max_eur_m2::double precision as price_max
        from omi_value o
        where o.zone_id = z.id and o.dwelling_code in ('20', '21') and o.condition = 'NORMALE'
            and (o.ended_on is null or o.ended_on > on_date)
        order by o.dwelling_code
        limit 1
    ) v on true
    where z.geom is not null and (z.ended_on is null or z.ended_on > on_date)
        and z.semester = (
            select max(y.semester)
            from omi_zone y
            where y.municipality_code = z.municipality_code and y.geom is not null
                and y.semester <= to_char(on_date, 'YYYY')
                    || case when extract(month from on_date) <= 6 then '-1' else '-2' end
        )
$$;
