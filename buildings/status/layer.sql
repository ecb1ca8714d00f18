-- The status of units on a day. The badge is the first match of domain section 3.2.

create function layer_unit_status(on_date date)
returns table (
    id uuid, fid bigint, building_id uuid, badge text, owner_class text, occupancy text,
    occupation_title text, title_verification text, condition text, securing text,
    crowding text, arrears_band text, utility_cut boolean, seized boolean, confiscated boolean,
    sale_on date, eviction_open boolean,
    source_id text, as_of date, reliability text, is_synthetic boolean,
    geom geometry, geom_3857 geometry
) language sql stable as $$
    select u.id, u.fid, u.building_id,
        case
            when s.condition in ('uninhabitable', 'unfit_for_use', 'ruin_f2') then 'uninhabitable'
            when o.confirmed then 'episode_confirmed'
            when o.reported then 'episode_reported'
            when sale.sale_on <= on_date + 60 then 'auction_soon'
            when e.seized then 'seized'
            when e.confiscated then 'confiscated'
            when k.open then 'eviction'
            when s.crowding = 'severely_overcrowded' then 'severely_overcrowded'
            when t.cut then 'utility_cut'
            when s.occupancy = 'vacant' then 'vacant'
            when s.occupancy in ('occupied', 'intermittently_used') then 'regular'
            else 'unknown'
        end,
        coalesce(s.owner_class, 'unknown'), coalesce(s.occupancy, 'unknown'),
        coalesce(s.occupation_title, 'unknown'), coalesce(s.title_verification, 'unknown'),
        coalesce(s.condition, 'unknown'), coalesce(s.securing, 'unknown'),
        coalesce(s.crowding, 'unknown'), coalesce(s.arrears_band, 'unknown'),
        coalesce(t.cut, false), coalesce(e.seized, false), coalesce(e.confiscated, false),
        sale.sale_on, coalesce(k.open, false),
        coalesce(s.source_id, u.source_id), coalesce(s.as_of, u.as_of),
        coalesce(s.reliability, u.reliability::text), coalesce(s.is_synthetic, u.is_synthetic),
        u.geom, u.geom_3857
    from unit u
    join building b on b.id = u.building_id and (b.ended_on is null or b.ended_on > on_date)
    left join lateral (
        select
            max(us.value) filter (where us.dimension = 'owner_class') as owner_class,
            max(us.value) filter (where us.dimension = 'occupancy') as occupancy,
            max(us.value) filter (where us.dimension = 'occupation_title') as occupation_title,
            max(us.value) filter (where us.dimension = 'title_verification')
                as title_verification,
            max(us.value) filter (where us.dimension = 'condition') as condition,
            max(us.value) filter (where us.dimension = 'securing') as securing,
            max(us.value) filter (where us.dimension = 'crowding') as crowding,
            max(us.value) filter (where us.dimension = 'arrears_band') as arrears_band,
            max(us.source_id) as source_id, max(us.as_of) as as_of,
            max(us.reliability::text) as reliability, bool_or(us.is_synthetic) as is_synthetic
        from unit_status us
        where us.unit_id = u.id and us.valid_from <= on_date and us.valid_to > on_date
    ) s on true
    left join lateral (
        select bool_or(uu.state = 'cut') as cut
        from unit_utility uu
        where uu.unit_id = u.id and uu.valid_from <= on_date and uu.valid_to > on_date
    ) t on true
    left join lateral (
        select
            bool_or(ue.kind in (
                'seizure_pignoramento', 'judicial_liquidation', 'over_indebtedness_liquidation'
            )) as seized,
            bool_or(ue.kind in ('confiscation_first_instance', 'confiscation_final'))
                as confiscated
        from unit_encumbrance ue
        where ue.unit_id = u.id and ue.valid_from <= on_date and ue.valid_to > on_date
    ) e on true
    left join lateral (
        select min(es.sale_on) as sale_on
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
            )) as confirmed
        from occupation_episode ep
        join occupation_episode_state eps on eps.episode_id = ep.id
            and eps.valid_from <= on_date and eps.valid_to > on_date
        where ep.unit_id = u.id
    ) o on true
    left join lateral (
        select bool_or(true) as open
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
            (count(*) filter (where s.badge <> 'unknown'))::integer as known,
            (count(*) filter (where s.badge not in ('regular', 'vacant', 'unknown')))::integer
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
