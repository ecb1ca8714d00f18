-- Condominiums on a day, drawn as the footprints of their buildings.

create function layer_condominiums(on_date date)
returns table (
    id uuid, fid bigint, name text, super_condominium text, address text,
    building_count integer, unit_count integer, open_issue_count integer,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select c.id, c.fid, c.name, sc.name, concat_ws(' ', a.street_name, a.number_text),
        coalesce(b.buildings, 0),
        case when (select access.sees_all('P2')) then n.units end, i.issues,
        c.source_id, c.as_of, c.reliability::text, c.is_synthetic, b.geom, b.geom_3857
    from condominium c
    left join super_condominium sc on sc.id = c.super_condominium_id
    left join address a on a.id = c.address_id
    left join lateral (
        select count(*)::integer as buildings,
            -- merged, since bodies that share a wall are no valid multipolygon
            st_multi(st_union(bb.geom)) as geom,
            st_multi(st_union(bb.geom_3857)) as geom_3857
        from building bb
        where bb.condominium_id = c.id and (bb.ended_on is null or bb.ended_on > on_date)
    ) b on true
    left join lateral (
        select count(*)::integer as units from unit u where u.condominium_id = c.id
    ) n on true
    left join lateral (
        select count(*)::integer as issues
        from condominium_issue ci
        join condominium_issue_state cs on cs.issue_id = ci.id
            and cs.valid_from <= on_date and cs.valid_to > on_date
            and cs.state in (
                'reported', 'acknowledged', 'assessed', 'in_progress',
                'awaiting_third_party', 'reopened'
            )
        where ci.condominium_id = c.id
    ) i on true
$$;
