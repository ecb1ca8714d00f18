-- The sections of the last census not after the day.

create function layer_census_sections(on_date date)
returns table (
    id uuid, fid bigint, municipality_code text, section_code text, census_year integer,
    residents integer, households integer,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select s.id, s.fid, s.municipality_code, s.section_code, s.census_year::integer,
        s.residents, s.households,
        s.source_id, s.as_of, s.reliability::text, s.is_synthetic, s.geom, s.geom_3857
    from census_section s
    where s.geom is not null
        and s.census_year = (
            select max(y.census_year)
            from census_section y
            where y.municipality_code = s.municipality_code
                and y.census_year <= extract(year from on_date)
        )
$$;
