-- Emergency access: what a second person granted, begun by who asked, in the session that asked.

-- Roles that an emergency may lend: those that read persons by unit alone, so that the one unit of the
-- emergency is all that they reach. The others see every sensitive status of the district.
create or replace function access.emergency_roles() returns table (role text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.role
    from access.role_right r
    where r.class = 'P4' and r.verb = 'read' and r.level = 'identified' and r.scope = 'own_case'
        and not exists (
            select from access.role_right o
            where o.role = r.role and o.verb = 'read' and o.level = 'identified' and o.scope = 'all'
                and o.class in (
                    'P3', 'P3_arrears', 'P4', 'P4_owners', 'P5', 'P6', 'P6_state', 'cases', 'reports'
                )
        )
    order by r.role
$$;

-- Whether there is such a unit, for an administrator who is about to ask.
create or replace function access.is_unit(unit_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select access.person() is not null and access.role() = 'system_admin'
        and exists (select from unit u where u.id = $1)
$$;

-- What the reader's emergency reaches: its unit, while it lasts, whatever else the account may have.
create or replace function access.emergency_reach(what text, scope text) returns uuid[]
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select coalesce(array_agg(e.unit_id), '{}')
    from emergency_access e
    where $1 = 'units' and $2 = 'own_case' and e.id = access.emergency()
        and e.account_id = access.actor() and e.closed_at is null
        and e.expires_at > clock_timestamp()
$$;

-- Begin what was granted, in the session of this cookie; null where there is nothing to begin.
create or replace function access.begin_emergency(approval_id uuid, digest bytea) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    who constant uuid := access.person();
    wanted jsonb;
    here uuid;
    made uuid;
begin
    select s.id into here from account_session s
    where s.token_sha256 = $2 and s.account_id = who and s.revoked_at is null;
    select p.asked into wanted from approval p
    where p.id = $1 and p.kind = 'break_glass' and p.asked_by = who;
    if here is null or wanted is null
        or not exists (select from access.emergency_roles() r where r.role = wanted ->> 'role')
        or not access.use_approval($1, 'break_glass', wanted)
    then
        return null;
    end if;
    insert into emergency_access (account_id, session_id, approval_id, role, unit_id, expires_at)
    values (
        who, here, $1, wanted ->> 'role', (wanted ->> 'unit')::uuid,
        clock_timestamp() + make_interval(mins => (wanted ->> 'minutes')::integer)
    )
    returning id into made;
    -- The verb that raises an alert, when the entry is sealed.
    perform audit.note(
        'break_glass', 'unit', (wanted ->> 'unit')::uuid, purpose => 'break_glass',
        detail => jsonb_build_object(
            'role', wanted -> 'role', 'minutes', wanted -> 'minutes', 'approval', $1
        )
    );
    return made;
end
$$;

-- End one's own emergency before its time; false where none is under way.
create or replace function access.end_emergency() returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update emergency_access e set closed_at = clock_timestamp()
    where e.id = access.emergency() and e.account_id = access.actor() and e.closed_at is null;
    if not found then
        return false;
    end if;
    perform audit.note('update', 'emergency_access', access.emergency());
    return true;
end
$$;

-- The unit of the emergency under way, null without one.
create or replace function access.emergency_unit() returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select (access.emergency_reach('units', 'own_case'))[1]
$$;
