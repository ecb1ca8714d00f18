-- What the reader's scopes reach today: units, buildings and condominiums by id. It is worked out
-- once a transaction and remembered there: a card reads forty tables, each with its policy.

-- Whether somebody still has to act on a case today.
create or replace function access.is_case_open(case_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (
        select from housing_case_state s
        where s.case_id = $1 and s.valid_from <= current_date and s.valid_to > current_date
            and s.state not in ('closed', 'withdrawn', 'expired', 'archived_inadmissible')
    )
$$;

-- Whether a purpose holds now: one of a case ends with the case, and follows it to no other unit.
create or replace function access.purpose_holds(
    unit_id uuid, case_id uuid, expires_at timestamptz, closed_at timestamptz
) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return $4 is null and $3 > clock_timestamp() and (
        $2 is null or access.is_case_open($2)
            and exists (select from housing_case c where c.id = $2 and c.unit_id = $1)
    );
end
$$;

create or replace function access.assignment_holds(
    valid_from date, valid_to date, ended_at timestamptz
) returns boolean
language sql stable as $$
    select $3 is null and $1 <= current_date and $2 > current_date
$$;

create or replace function access.share_holds(until date, revoked_at timestamptz) returns boolean
language sql stable as $$
    select $2 is null and $1 >= current_date
$$;

create or replace function access.find_own_condominiums(scope text) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct c.id), '{}')
    from (
        select m.condominium_id as id
        from organisation o
        join administrator_mandate m on m.administrator_id = o.administrator_id
            and m.valid_from <= current_date and m.valid_to > current_date
        where scope = 'own_condominium' and o.id = access.organisation()
        union all
        select a.condominium_id
        from assignment a
        where scope = 'assigned' and a.condominium_id is not null
            and (a.account_id = access.actor() or a.organisation_id = access.organisation())
            and access.assignment_holds(a.valid_from, a.valid_to, a.ended_at)
    ) c
$$;

create or replace function access.find_own_units(scope text, of_class text) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    -- Asked once: in a condition of its own the function would be called for every unit.
    with own as materialized (
        select access.find_own_condominiums(scope) as ids
    ),
    assigned as (
        select a.unit_id, a.case_id, a.sale_id
        from assignment a
        where scope in ('own_case', 'assigned')
            and (a.account_id = access.actor() or a.organisation_id = access.organisation())
            and access.assignment_holds(a.valid_from, a.valid_to, a.ended_at)
    )
    select coalesce(array_agg(distinct f.unit_id) filter (where f.unit_id is not null), '{}')
    from (
        select a.unit_id from assigned a
        union all
        select c.unit_id from assigned a join housing_case c on c.id = a.case_id
        union all
        select s.unit_id from assigned a join enforcement_sale s on s.id = a.sale_id
        union all
        select p.unit_id
        from stated_purpose p
        where scope = 'own_case' and p.account_id = access.actor() and p.closed_at is null
            and access.purpose_holds(p.unit_id, p.case_id, p.expires_at, p.closed_at)
        union all
        select u.id from unit u where u.condominium_id = any ((select ids from own)::uuid[])
        union all
        select u.id
        from building b
        join unit u on u.building_id = b.id and u.condominium_id is null
        where b.condominium_id = any ((select ids from own)::uuid[])
        union all
        select d.unit_id
        from data_share d
        where scope = 'shared' and d.organisation_id = access.organisation()
            and of_class = any (d.classes) and access.share_holds(d.until, d.revoked_at)
    ) f
$$;

create or replace function access.find_own_buildings(scope text, of_class text) returns uuid[]
language sql stable security definer set search_path = public, pg_temp as $$
    select coalesce(array_agg(distinct b.id), '{}')
    from (
        select b.id
        from building b
        where b.condominium_id = any ((select access.find_own_condominiums(scope))::uuid[])
        union all
        select u.building_id
        from unit u
        where u.id = any ((select access.find_own_units(scope, of_class))::uuid[])
            and u.building_id is not null
    ) b
$$;

create or replace function access.remembered(what text, scope text, of_class text) returns uuid[]
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
    name text := concat_ws('.', 'satellite.reach', what, scope, of_class);
    reader text := concat(access.actor(), '/', access.organisation(), ' ');
    known text := current_setting(name, true);
begin
    if known is null or not starts_with(known, reader) then
        known := reader || case
            when access.emergency() is not null then access.emergency_reach(what, scope)
            when what = 'units' then access.find_own_units(scope, of_class)
            when what = 'buildings' then access.find_own_buildings(scope, of_class)
            else access.find_own_condominiums(scope)
        end::text;
        perform set_config(name, known, true);
    end if;
    return substr(known, length(reader) + 1)::uuid[];
end
$$;

-- What was worked out for own cases counts no longer in this transaction: one was opened or closed.
create or replace function access.forget_reach() returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
begin
    perform set_config('satellite.reach.units.own_case.any', '', true),
        set_config('satellite.reach.buildings.own_case.any', '', true);
end
$$;

create or replace function access.own_units(scope text, of_class text) returns uuid[]
language sql stable as $$ select access.remembered('units', scope, of_class) $$;

create or replace function access.own_buildings(scope text, of_class text) returns uuid[]
language sql stable as $$ select access.remembered('buildings', scope, of_class) $$;

create or replace function access.own_condominiums(scope text) returns uuid[]
language sql stable as $$ select access.remembered('condominiums', scope, 'any') $$;

-- The office that a role works for, as cases name it.
create or replace function access.own_office() returns text language sql stable parallel safe as $$
    select case case when access.emergency() is null then access.role() end
        when 'social_services' then 'social_services'
        when 'registry_office' then 'registry_office'
        when 'local_police' then 'local_police'
        when 'planner' then 'technical_office'
        when 'mediator' then 'mediators'
        else ''
    end
$$;
