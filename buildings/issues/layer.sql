-- Issues that are open on a day, drawn on the building, unit or condominium they reach.

create function layer_condominium_issues(on_date date)
returns table (
    id uuid, fid bigint, condominium_id uuid, condominium text, building_id uuid, unit_id uuid,
    issue_type text, severity text, state text, title_it text, title_en text,
    reported_on date, due_on date, amount_eur double precision,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select i.id, i.fid, i.condominium_id, c.name, i.building_id, i.unit_id,
        i.issue_type::text, i.severity::text, s.state::text, i.title_it, i.title_en,
        i.reported_on, i.due_on, i.amount_eur::double precision,
        i.source_id, i.as_of, i.reliability::text, i.is_synthetic, p.geom, p.geom_3857
    from condominium_issue i
    join condominium_issue_state s on s.issue_id = i.id
        and s.valid_from <= on_date and s.valid_to > on_date
        and s.state not in ('resolved', 'verified', 'closed', 'rejected', 'duplicate')
    left join unit u on u.id = i.unit_id
    left join condominium c on c.id = coalesce(i.condominium_id, u.condominium_id)
    left join lateral (
        select st_pointonsurface(b.geom) as geom, st_pointonsurface(b.geom_3857) as geom_3857
        from building b
        where (
            b.id = coalesce(i.building_id, u.building_id)
            or (
                i.building_id is null and i.unit_id is null
                and b.condominium_id = i.condominium_id
            )
        ) and (b.ended_on is null or b.ended_on > on_date)
        order by b.fid
        limit 1
    ) p on true
$$;
