-- Figures of the latest release published of a day or before it, at the places of that release.
-- They read tables of releases and nothing else, so that no write to the register shows in them.

create function layer_public_buildings(on_date date)
returns table (
    id uuid, fid bigint, quarter text, address text, height_m double precision,
    dwellings integer, missing text,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select p.thing_id, p.fid, r.quarter, p.name, p.height_m::double precision,
        c.figure, c.missing::text,
        'release', r.as_of, case when r.is_synthetic then 'synthetic' else 'official' end,
        r.is_synthetic, p.geom, p.geom_3857
    from release_place p
    join release r on r.id = p.release_id and r.state = 'published' and r.as_of = (
        select max(l.as_of) from release l where l.state = 'published' and l.as_of <= on_date
    )
    left join release_cell c on c.place_id = p.id and c.indicator = 'dwellings'
        and c.category = 'all'
    where p.level = 'building'
$$;

create function layer_public_indicators(on_date date)
returns table (
    id uuid, fid bigint, quarter text, level text, place text, indicator text, category text,
    category_it text, category_en text, figure integer, missing text, dwellings integer,
    is_headline boolean,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select c.id, c.fid, r.quarter, p.level::text, p.name, c.indicator::text, c.category,
        c.category_it, c.category_en, c.figure, c.missing::text,
        -- what a share is taken of; none of a figure that is not there
        case when c.figure is not null then d.figure end,
        c.indicator = 'issues_by_type' and c.category = 'all' and p.level = 'condominium',
        'release', r.as_of, case when r.is_synthetic then 'synthetic' else 'official' end,
        r.is_synthetic, p.geom, p.geom_3857
    from release_cell c
    join release_place p on p.id = c.place_id and p.level in ('condominium', 'district')
    join release r on r.id = p.release_id and r.state = 'published' and r.as_of = (
        select max(l.as_of) from release l where l.state = 'published' and l.as_of <= on_date
    )
    left join release_cell d on d.place_id = p.id and d.indicator = 'dwellings'
        and d.category = 'all'
$$;

-- The row policies decide which cells: each reader has those that were released to it. What is drawn
-- is one table, that of episodes for who has it and of arrears for the others.
create function layer_restricted_indicators(on_date date)
returns table (
    id uuid, fid bigint, quarter text, level text, place text, indicator text, category text,
    category_it text, category_en text, figure integer, base integer, rate double precision,
    band text, missing text, shade text, is_headline boolean, release_id uuid,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select c.id, c.fid, r.quarter, p.level::text, p.name, c.indicator::text, c.category,
        c.category_it, c.category_en, c.figure, c.base, c.rate::double precision,
        c.band::text, c.missing::text,
        case
            when c.missing is not null then c.missing::text
            when c.band in ('up_to_5', 'up_to_10') or c.rate < 10 then 'under_10'
            when c.band = 'up_to_20' or c.rate < 20 then 'under_20'
            when c.band = 'up_to_30' or c.rate < 30 then 'under_30'
            when c.band = 'up_to_50' or c.rate < 50 then 'under_50'
            when c.band = 'over_50' or c.rate >= 50 then 'over_50'
        end,
        p.level = 'condominium' and (
            c.indicator = 'occupation_episodes'
            or c.indicator = 'arrears_rate' and not exists (
                select from release_restricted_cell e
                where e.release_id = c.release_id and e.indicator = 'occupation_episodes'
            )
        ),
        r.id,
        'release', r.as_of, case when r.is_synthetic then 'synthetic' else 'official' end,
        r.is_synthetic, p.geom, p.geom_3857
    from release_restricted_cell c
    join release_place p on p.id = c.place_id and p.level in ('condominium', 'district')
    join release r on r.id = p.release_id and r.state = 'published' and r.as_of = (
        select max(l.as_of) from release l where l.state = 'published' and l.as_of <= on_date
    )
$$;
