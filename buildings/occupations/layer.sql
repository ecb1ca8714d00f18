-- Episodes open on a day, drawn on their unit.

create function layer_occupation_episodes(on_date date)
returns table (
    id uuid, fid bigint, unit_id uuid, building_id uuid, state text, legal_route text,
    opened_on date, recidivism_no integer, report_count integer,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select e.id, e.fid, e.unit_id, u.building_id, s.state::text, w.legal_route::text,
        e.opened_on, e.recidivism_no::integer, r.reports,
        e.source_id, e.as_of, e.reliability::text, e.is_synthetic,
        coalesce(u.geom, st_pointonsurface(b.geom)),
        coalesce(u.geom_3857, st_pointonsurface(b.geom_3857))
    from occupation_episode e
    join occupation_episode_state s on s.episode_id = e.id
        and s.valid_from <= on_date and s.valid_to > on_date
        and s.state in (
            'reported', 'under_verification', 'confirmed_without_title', 'complaint_filed',
            'referred', 'order_issued', 'referred_to_prefect', 'emergency_plan',
            'operation_planned'
        )
    left join occupation_episode_route w on w.episode_id = e.id
    join unit u on u.id = e.unit_id
    join building b on b.id = u.building_id and (b.ended_on is null or b.ended_on > on_date)
    left join lateral (
        select count(*)::integer as reports
        from occupation_report o
        where o.episode_id = e.id and o.received_on <= on_date
    ) r on true
$$;
