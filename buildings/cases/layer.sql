-- Cases open on a day, drawn on their unit or building.

create function layer_housing_cases(on_date date)
returns table (
    id uuid, fid bigint, unit_id uuid, building_id uuid, case_type text, state text,
    office text, opened_on date, due_on date, is_overdue boolean,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select k.id, k.fid, k.unit_id, coalesce(k.building_id, u.building_id),
        k.case_type::text, s.state::text, k.office::text, k.opened_on, k.due_on,
        coalesce(k.due_on < on_date, false),
        k.source_id, k.as_of, k.reliability::text, k.is_synthetic,
        coalesce(u.geom, st_pointonsurface(b.geom)),
        coalesce(u.geom_3857, st_pointonsurface(b.geom_3857))
    from housing_case k
    join housing_case_state s on s.case_id = k.id
        and s.valid_from <= on_date and s.valid_to > on_date
        and s.state not in ('closed', 'withdrawn', 'expired', 'archived_inadmissible')
    left join unit u on u.id = k.unit_id
    left join building b on b.id = coalesce(k.building_id, u.building_id)
    where b.ended_on is null or b.ended_on > on_date
$$;
