-- As whom the transaction reads, and what that role may. Settings are written by access.enter's caller.

create or replace function access.role() returns text language sql stable parallel safe as $$
    select nullif(current_setting('satellite.role', true), '')
$$;

create or replace function access.actor() returns uuid language sql stable parallel safe as $$
    select nullif(current_setting('satellite.actor', true), '')::uuid
$$;

create or replace function access.organisation() returns uuid language sql stable parallel safe as $$
    select nullif(current_setting('satellite.organisation', true), '')::uuid
$$;

create or replace function access.request() returns uuid language sql stable parallel safe as $$
    select nullif(current_setting('satellite.request', true), '')::uuid
$$;

-- The emergency access under which an administrator reads, null for everybody else.
create or replace function access.emergency() returns uuid language sql stable parallel safe as $$
    select nullif(current_setting('satellite.emergency', true), '')::uuid
$$;

-- Roles that read persons, and those that keep and watch who does: a password is not enough for them.
create or replace function access.needs_second_factor(role text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select $1 in ('system_admin', 'auditor') or exists (
        select from access.role_right r
        where r.role = $1 and r.verb = 'read' and r.level = 'identified'
            and r.class in ('P4', 'P4_owners', 'P5', 'P6')
    )
$$;

-- The PostgreSQL role of a reader's role in this database.
create or replace function access.database_role(role text) returns text
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select i.prefix || '_' || role from access.installation i
    where exists (select from access.role_right r where r.role = $1)
$$;

-- Whether nobody reads, but the register itself works: its owner, or the login acting as it.
create or replace function access.is_register() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select access.role() is null and (
        current_setting('role') <> 'none'
        or session_user <> (select i.prefix || '_web' from access.installation i)
    )
$$;

-- Whether the reader may do so with some rows of a class; the register itself may do everything.
create or replace function access.may(of_class text, verb text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select access.is_register() or exists (
        select from access.role_right r
        where r.role = access.role() and r.class = of_class and r.verb = $2
            and r.level = 'identified' and (r.verb = 'read' or access.emergency() is null)
    )
$$;

-- Whether the reader may do so with every row of a class.
create or replace function access.may_everywhere(of_class text, verb text) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select access.is_register() or exists (
        select from access.role_right r
        where r.role = access.role() and r.class = of_class and r.verb = $2
            and r.scope = 'all' and r.level = 'identified'
            and (r.verb = 'read' or access.emergency() is null)
    )
$$;

-- Whether the reader sees every row of a class in clear.
create or replace function access.sees_all(of_class text) returns boolean
language sql stable as $$ select access.may_everywhere(of_class, 'read') $$;

-- Whether nothing that a unit's badge is derived from is hidden from the reader.
create or replace function access.sees_whole_status() returns boolean
language sql stable as $$
    select access.sees_all('P3') and access.sees_all('P6_state') and access.sees_all('cases')
$$;

-- The role that writes for a reader, where the matrix lets them; else refuses. It writes everywhere:
-- a right to own rows is enough only where the reader was found to see the very row.
create or replace function access.writing_role(of_class text, verb text, is_row_seen boolean)
returns text
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    if not (access.may_everywhere(of_class, verb) or is_row_seen and access.may(of_class, verb)) then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('The role %s may not %s data of class %s.', access.role(), verb, of_class),
            hint = 'La matrice dei ruoli non lo consente.';
    end if;
    return (select i.prefix || '_register' from access.installation i);
end
$$;
