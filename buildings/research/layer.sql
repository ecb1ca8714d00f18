-- Of each project the flats of its extract from the latest release in force on a day or before it.
-- It reads extracts alone, so that no write to the register shows here. Nothing has a place on the
-- map: where a flat lies is a pseudonym too.

create function layer_research_units(on_date date)
returns table (
    id uuid, fid bigint, project text, quarter text, unit text, place text, month text,
    use_class text, floor_band text, rooms_band text, area_band text,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select u.id, u.fid, p.title, r.quarter, u.unit, u.place, u.month, u.use_class::text,
        u.floor_band::text, u.rooms_band::text, u.area_band::text,
        'release', r.as_of, case when r.is_synthetic then 'synthetic' else 'official' end,
        r.is_synthetic, null::geometry, null::geometry
    from research_unit u
    join research_extract e on e.id = u.extract_id
    join research_project p on p.id = e.project_id
    join release r on r.id = e.release_id and r.state = 'published' and r.as_of = (
        select max(l.as_of)
        from research_extract o
        join release l on l.id = o.release_id
        where o.project_id = e.project_id and l.state = 'published' and l.as_of <= on_date
    )
$$;
