-- Interventions known on a day, drawn as the buildings or the district that they reach.

create function layer_interventions(on_date date)
returns table (
    id uuid, fid bigint, name_it text, name_en text, works_category text, permit_type text,
    state text, planned_start_on date, planned_end_on date, funding_eur double precision,
    target_count integer, reaches_district boolean,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select i.id, i.fid, i.name_it, i.name_en, i.works_category::text, i.permit_type::text,
        s.state::text, i.planned_start_on, i.planned_end_on, f.amount,
        case when (select access.sees_all('P2')) then t.targets end,
        coalesce(t.whole_district, false),
        i.source_id, i.as_of, i.reliability::text, i.is_synthetic, g.geom, g.geom_3857
    from intervention i
    join intervention_state s on s.intervention_id = i.id
        and s.valid_from <= on_date and s.valid_to > on_date
    left join lateral (
        -- sources may give several figures for one fund: the highest of each counts once
        select sum(m.amount)::double precision as amount
        from (
            select max(n.amount_eur) as amount
            from intervention_funding n
            where n.intervention_id = i.id
            group by n.funding_source
        ) m
    ) f on true
    left join lateral (
        select count(*)::integer as targets, bool_or(x.district_id is not null) as whole_district
        from intervention_target x
        where x.intervention_id = i.id
    ) t on true
    left join lateral (
        -- merged, since targets may overlap: a building, its flats, the whole district
        select st_multi(st_union(h.geom)) as geom, st_multi(st_union(h.geom_3857)) as geom_3857
        from (
            select d.geom, d.geom_3857
            from intervention_target x
            join district d on d.id = x.district_id
            where x.intervention_id = i.id
            union all
            select b.geom, b.geom_3857
            from intervention_target x
            left join unit u on u.id = x.unit_id
            join building b
                on b.condominium_id = x.condominium_id
                or b.id = coalesce(x.building_id, u.building_id)
            where x.intervention_id = i.id and (b.ended_on is null or b.ended_on > on_date)
        ) h
    ) g on true
$$;
