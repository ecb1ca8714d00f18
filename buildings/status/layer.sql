-- The status of units on a day. The badge is the first match of domain section 3.2.

create function layer_unit_status(on_date date)
returns table (
    id uuid, fid bigint, building_id uuid, badge text, owner_class text, occupancy text,
    occupation_title text, title_verification text, condition text, securing text,
    crowding text, arrears_band text, utility_cut boolean, seized boolean, confiscated boolean,
    sale_on date, eviction_open boolean, values_differ boolean,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select u.id, u.fid, u.building_id,
        case
            when v.condition in ('uninhabitable', 'unfit_for_use', 'ruin_f2') then 'uninhabitable'
            when o.confirmed then 'episode_confirmed'
            when o.reported then 'episode_reported'
            when sale.sale_on <= on_date + 60 then 'auction_soon'
            when e.seized then 'seized'
            when e.confiscated then 'confiscated'
            when k.open then 'eviction'
            when v.crowding = 'severely_overcrowded' then 'severely_overcrowded'
            when t.cut then 'utility_cut'
            when v.occupancy = 'vacant' then 'vacant'
            -- who does not see everything is never told that all is well, nor that nothing is known
            when not (select access.sees_whole_status()) then 'partial'
            when v.occupancy in ('occupied', 'intermittently_used') then 'regular'
            else 'unknown'
        end,
        coalesce(v.owner_class, 'unknown'), coalesce(v.occupancy, 'unknown'),
        coalesce(v.occupation_title, 'unknown'), coalesce(v.title_verification, 'unknown'),
        coalesce(v.condition, 'unknown'), coalesce(v.securing, 'unknown'),
        coalesce(v.crowding, 'unknown'), coalesce(v.arrears_band, 'unknown'),
        coalesce(t.cut, false), coalesce(e.seized, false), coalesce(e.confiscated, false),
        sale.sale_on, coalesce(k.open, false),
        -- more rows than dimensions: some dimension is told twice, perhaps differently
        case when s.told > num_nonnulls(
            s.owner_class, s.occupancy, s.occupation_title, s.title_verification, s.condition,
            s.securing, s.crowding, s.arrears_band
        ) then exists (
            select from unit_status us
            where us.unit_id = u.id and us.value <> 'unknown'
                and us.valid_from <= on_date and us.valid_to > on_date
            group by us.dimension
            having min(us.value) <> max(us.value)
        ) else false end,
        coalesce(split_part(w.worst, ' ', 3), u.source_id),
        coalesce(w.oldest, u.as_of),
        coalesce(case left(w.worst, 1)
            when '5' then 'official' when '4' then 'confirmed' when '3' then 'single_source'
            when '2' then 'inferred' when '1' then 'disputed' when '0' then 'synthetic'
        end, u.reliability::text),
        coalesce(left(w.worst, 1) = '0', u.is_synthetic) or coalesce(t.is_synthetic, false)
            or coalesce(e.is_synthetic, false) or coalesce(sale.is_synthetic, false)
            or coalesce(o.is_synthetic, false) or coalesce(k.is_synthetic, false),
        u.geom, u.geom_3857
    from unit u
    join building b on b.id = u.building_id and (b.ended_on is null or b.ended_on > on_date)
    -- the best value of each dimension, as `preference` writes it: rank, day, value, source
    left join lateral (
        select count(*) as told,
            max(us.preference) filter (where us.dimension = 'owner_class') as owner_class,
            max(us.preference) filter (where us.dimension = 'occupancy') as occupancy,
            max(us.preference) filter (where us.dimension = 'occupation_title')
                as occupation_title,
            max(us.preference) filter (where us.dimension = 'title_verification')
                as title_verification,
            max(us.preference) filter (where us.dimension = 'condition') as condition,
            max(us.preference) filter (where us.dimension = 'securing') as securing,
            max(us.preference) filter (where us.dimension = 'crowding') as crowding,
            max(us.preference) filter (where us.dimension = 'arrears_band') as arrears_band
        from unit_status us
        where us.unit_id = u.id and us.valid_from <= on_date and us.valid_to > on_date
            and us.value <> 'unknown'
    ) s on true
    -- where the homes are not the unit: lived in if one of them is, as crowded as the worst
    left join lateral (
        select
            case
                when bool_or(split_part(h.occupancy, ' ', 2) = 'occupied')
                then max(h.occupancy) filter (
                    where split_part(h.occupancy, ' ', 2) = 'occupied')
                when bool_or(split_part(h.occupancy, ' ', 2) = 'intermittently_used')
                then max(h.occupancy) filter (
                    where split_part(h.occupancy, ' ', 2) = 'intermittently_used')
                when bool_and(h.occupancy is not null) then min(h.occupancy)
            end as occupancy,
            coalesce(
                max(h.crowding) filter (
                    where split_part(h.crowding, ' ', 2) = 'severely_overcrowded'),
                max(h.crowding) filter (where split_part(h.crowding, ' ', 2) = 'overcrowded'),
                max(h.crowding) filter (where split_part(h.crowding, ' ', 2) = 'at_limit'),
                max(h.crowding)
            ) as crowding
        from dwelling_unit du
        cross join lateral (
            select max(ds.preference) filter (where ds.dimension = 'occupancy') as occupancy,
                max(ds.preference) filter (where ds.dimension = 'crowding') as crowding
            from dwelling_status ds
            where ds.dwelling_id = du.dwelling_id and ds.value <> 'unknown'
                and ds.valid_from <= on_date and ds.valid_to > on_date
        ) h
        where du.unit_id = u.id and du.valid_from <= on_date and du.valid_to > on_date
    ) d on true
    cross join lateral (
        select split_part(s.owner_class, ' ', 2) as owner_class,
            split_part(coalesce(d.occupancy, s.occupancy), ' ', 2) as occupancy,
            split_part(s.occupation_title, ' ', 2) as occupation_title,
            split_part(s.title_verification, ' ', 2) as title_verification,
            split_part(s.condition, ' ', 2) as condition,
            split_part(s.securing, ' ', 2) as securing,
            split_part(coalesce(d.crowding, s.crowding), ' ', 2) as crowding,
            split_part(s.arrears_band, ' ', 2) as arrears_band
    ) v
    -- a card is as reliable as the least reliable value on it, and as old as its oldest
    cross join lateral (
        select least(
                s.owner_class, coalesce(d.occupancy, s.occupancy), s.occupation_title,
                s.title_verification, s.condition, s.securing,
                coalesce(d.crowding, s.crowding), s.arrears_band
            ) as worst,
            date '0001-01-01' + least(
                substr(s.owner_class, 2, 7), substr(coalesce(d.occupancy, s.occupancy), 2, 7),
                substr(s.occupation_title, 2, 7), substr(s.title_verification, 2, 7),
                substr(s.condition, 2, 7), substr(s.securing, 2, 7),
                substr(coalesce(d.crowding, s.crowding), 2, 7), substr(s.arrears_band, 2, 7)
            )::integer as oldest
    ) w
    left join lateral (
        select bool_or(split_part(g.best, ' ', 2) = 'cut') as cut,
            bool_or(left(g.best, 1) = '0') as is_synthetic
        from (
            select max(uu.preference) as best
            from unit_utility uu
            where uu.unit_id = u.id and uu.valid_from <= on_date and uu.valid_to > on_date
                and uu.state <> 'unknown'
            group by uu.service
        ) g
    ) t on true
    left join lateral (
        select
            bool_or(ue.kind in (
                'seizure_pignoramento', 'judicial_liquidation', 'over_indebtedness_liquidation'
            )) as seized,
            bool_or(ue.kind in ('confiscation_first_instance', 'confiscation_final'))
                as confiscated,
            bool_or(ue.is_synthetic) as is_synthetic
        from unit_encumbrance ue
        where ue.unit_id = u.id and ue.valid_from <= on_date and ue.valid_to > on_date
    ) e on true
    left join lateral (
        select min(es.sale_on) as sale_on, bool_or(es.is_synthetic) as is_synthetic
        from enforcement_sale es
        join enforcement_sale_state ess on ess.sale_id = es.id
            and ess.valid_from <= on_date and ess.valid_to > on_date
            and ess.state in ('sale_ordered', 'published')
        where es.unit_id = u.id and es.sale_on >= on_date
    ) sale on true
    left join lateral (
        select
            bool_or(eps.state in ('reported', 'under_verification')) as reported,
            bool_or(eps.state in (
                'confirmed_without_title', 'complaint_filed', 'referred', 'order_issued',
                'referred_to_prefect', 'emergency_plan', 'operation_planned'
            )) as confirmed,
            bool_or(ep.is_synthetic) as is_synthetic
        from occupation_episode ep
        join occupation_episode_state eps on eps.episode_id = ep.id
            and eps.valid_from <= on_date and eps.valid_to > on_date
        where ep.unit_id = u.id
    ) o on true
    left join lateral (
        select bool_or(true) as open, bool_or(hc.is_synthetic) as is_synthetic
        from housing_case hc
        join housing_case_state hcs on hcs.case_id = hc.id
            and hcs.valid_from <= on_date and hcs.valid_to > on_date
            and hcs.state not in ('closed', 'withdrawn', 'expired', 'archived_inadmissible')
        where hc.unit_id = u.id and hc.case_type = 'eviction_tracking'
    ) k on true
$$;

create function layer_building_status(on_date date)
returns table (
    id uuid, fid bigint, address text, condominium text, height_m double precision,
    unit_count integer, known_count integer, attention_count integer,
    uninhabitable_count integer,
    episode_confirmed_count integer, episode_reported_count integer, seized_count integer,
    auction_count integer, arrears_count integer, overcrowded_count integer,
    utility_cut_count integer, vacant_count integer, poor_condition_count integer,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select b.id, b.fid, concat_ws(' ', a.street_name, a.number_text), c.name,
        b.height_m::double precision,
        n.units, n.known, n.attention, n.uninhabitable, n.confirmed, n.reported, n.seized, n.auction,
        n.arrears, n.overcrowded, n.utility_cut, n.vacant, n.poor,
        b.source_id, b.as_of, b.reliability::text,
        b.is_synthetic or coalesce(n.is_synthetic, false), b.geom, b.geom_3857
    from building b
    left join address a on a.id = b.address_id
    left join condominium c on c.id = b.condominium_id
    left join lateral (
        select count(*)::integer as units,
            (count(*) filter (where s.badge not in ('unknown', 'partial')))::integer as known,
            (count(*) filter (where s.badge not in ('regular', 'vacant', 'unknown', 'partial')))::integer
                as attention,
            (count(*) filter (where s.condition in ('uninhabitable', 'unfit_for_use', 'ruin_f2')))
                ::integer as uninhabitable,
            (count(*) filter (where s.badge = 'episode_confirmed'))::integer as confirmed,
            (count(*) filter (where s.badge = 'episode_reported'))::integer as reported,
            (count(*) filter (where s.seized))::integer as seized,
            (count(*) filter (where s.sale_on <= on_date + 60))::integer as auction,
            (count(*) filter (where s.arrears_band not in ('none', 'unknown')))::integer
                as arrears,
            (count(*) filter (where s.crowding in ('overcrowded', 'severely_overcrowded')))
                ::integer as overcrowded,
            (count(*) filter (where s.utility_cut))::integer as utility_cut,
            (count(*) filter (where s.occupancy = 'vacant'))::integer as vacant,
            (count(*) filter (where s.condition in ('poor', 'unhealthy')))::integer as poor,
            bool_or(s.is_synthetic) as is_synthetic
        from layer_unit_status(on_date) s
        where s.building_id = b.id
    ) n on true
    where b.ended_on is null or b.ended_on > on_date
$$;
