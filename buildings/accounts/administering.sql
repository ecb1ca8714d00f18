-- What the system administrator, and the register's own command line, do with accounts.

create or replace function access.require_administrator() returns void
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- In a function of its owner's rights, who connected is the owner only on the command line.
    if access.role() is distinct from 'system_admin' and session_user <> current_user then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'Accounts are kept by the system administrator.';
    end if;
end
$$;

-- Where one administrator alone opened a way into an account that reads persons or keeps accounts, it
-- has no rights until a second person has confirmed it. The command line, which owns the register
-- anyway, is beyond this.
create or replace function access.await_confirmation(account_id uuid) returns void
language plpgsql volatile set search_path = pg_catalog, public, pg_temp as $$
declare
    whose text;
begin
    select a.role::text into whose from account a where a.id = $1;
    if access.role() is null or not access.needs_second_factor(whose) then
        return;
    end if;
    update account a set awaits_confirmation = true where a.id = $1 and not a.awaits_confirmation;
    perform access.ask_approval(
        'account', jsonb_build_object('account', $1, 'role', whose),
        'Utente nuovo, o con un nuovo modo di entrare: confermare chi è.'
    );
end
$$;

-- The second person's word about an account; a refused one is closed.
create or replace function access.confirm_account() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.outcome = 'granted' then
        update account a set awaits_confirmation = false
        where a.id = (new.asked ->> 'account')::uuid and a.role::text = new.asked ->> 'role';
    else
        update account a set disabled_at = coalesce(a.disabled_at, clock_timestamp()),
            link_sha256 = null, link_expires_at = null
        where a.id = (new.asked ->> 'account')::uuid and a.awaits_confirmation;
    end if;
    return null;
end
$$;
create or replace trigger confirm_account after update of outcome on approval for each row
    when (new.kind = 'account' and old.outcome is null and new.outcome is not null)
    execute function access.confirm_account();

-- The same at the command line, for an office that has no second person to ask.
create or replace function access.confirm_alone(account_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if access.role() is not null or session_user <> current_user then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'An account is confirmed by a second person, or at the command line.';
    end if;
    update account a set awaits_confirmation = false where a.id = $1;
    return found;
end
$$;

drop function if exists access.every_account();
create function access.every_account()
returns table (
    id uuid, email text, name text, role text, organisation text, expires_on date,
    disabled_at timestamptz, is_demo boolean, is_open boolean, has_password boolean,
    has_second_factor boolean, has_subject boolean, has_link boolean, entered_at timestamptz,
    awaits_confirmation boolean
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform access.require_administrator();
    return query
    select a.id, a.email, a.name, a.role::text, o.name, a.expires_on, a.disabled_at, a.is_demo,
        access.is_open(a.id), a.password_hash is not null, a.totp_sealed is not null,
        a.oidc_subject is not null,
        a.link_expires_at is not null and a.link_expires_at > clock_timestamp(),
        (select max(t.at) from sign_in_attempt t where t.account_id = a.id and t.outcome = 'entered'),
        a.awaits_confirmation
    from account a
    left join organisation o on o.id = a.organisation_id
    order by a.is_demo, lower(a.email);
end
$$;

create or replace function access.every_organisation() returns table (id uuid, name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform access.require_administrator();
    return query select o.id, o.name from organisation o order by lower(o.name);
end
$$;

-- A new account; its organisation is made where it is new. Null where the address is taken.
create or replace function access.add_account(
    email text, name text, role text, organisation text, expires_on date
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    body uuid;
    made uuid;
begin
    perform access.require_administrator();
    if $4 is not null then
        insert into organisation (name) values ($4) on conflict (name) do nothing;
        select o.id into body from organisation o where o.name = $4;
    end if;
    insert into account (email, name, role, organisation_id, expires_on)
    values ($1, $2, $3, body, $5)
    on conflict (lower(email)) do nothing
    returning id into made;
    if made is not null then
        perform access.await_confirmation(made);
    end if;
    return made;
end
$$;

-- Close an account from now on, with all that it signed in with; or open it again.
create or replace function access.disable_account(account_id uuid, is_disabled boolean)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_administrator();
    update account a
    set disabled_at = case when $2 then coalesce(a.disabled_at, clock_timestamp()) end,
        link_sha256 = null, link_expires_at = null
    where a.id = $1;
    if not found then
        return false;
    end if;
    perform access.revoke_all($1);
    return true;
end
$$;

-- Take the second factor away, for who has lost telephone and codes; they sign in anew.
create or replace function access.reset_second_factor(account_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_administrator();
    update account a set totp_sealed = null, totp_last_step = null where a.id = $1;
    if not found then
        return false;
    end if;
    delete from recovery_code r where r.account_id = $1;
    perform access.revoke_all($1);
    perform access.await_confirmation($1);
    return true;
end
$$;

-- A link to set a password with; an earlier one is worthless. False for a closed account.
create or replace function access.give_link(account_id uuid, digest bytea, lasts interval)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_administrator();
    update account a set link_sha256 = $2, link_expires_at = clock_timestamp() + $3
    where a.id = $1 and access.is_open(a.id) and not a.is_demo;
    if not found then
        return false;
    end if;
    -- With a second factor of its own the account is not open to who has the link alone.
    if exists (select from account a where a.id = $1 and a.totp_sealed is null) then
        perform access.await_confirmation($1);
    end if;
    return true;
end
$$;

-- Tie an account to whom the provider knows it as; null for both unties it.
create or replace function access.tie_subject(account_id uuid, issuer text, subject text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_administrator();
    update account a set oidc_issuer = $2, oidc_subject = $3
    where a.id = $1 and not a.is_demo
        and not exists (
            select from account b where b.oidc_issuer = $2 and b.oidc_subject = $3 and b.id <> $1
        );
    if not found then
        return false;
    end if;
    if $3 is not null then
        perform access.await_confirmation($1);
    end if;
    return true;
end
$$;

create or replace function access.every_token()
returns table (
    id uuid, name text, role text, email text, organisation text, created_at timestamptz,
    expires_at timestamptz, revoked_at timestamptz
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform access.require_administrator();
    return query
    select t.id, t.name, t.role::text, a.email, o.name, t.created_at, t.expires_at, t.revoked_at
    from api_token t
    left join account a on a.id = t.account_id
    left join organisation o on o.id = t.organisation_id
    order by t.created_at desc;
end
$$;

-- A token of a program that no account stands behind; its organisation is made where it is new.
create or replace function access.add_token(
    name text, role text, organisation text, digest bytea, lasts interval
) returns table (id uuid, expires_at timestamptz)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    body uuid;
begin
    perform access.require_administrator();
    if $3 is not null then
        insert into organisation (name) values ($3) on conflict (name) do nothing;
        select o.id into body from organisation o where o.name = $3;
    end if;
    insert into api_token as t (name, role, organisation_id, token_sha256, expires_at)
    values ($1, $2, body, $4, clock_timestamp() + $5)
    returning t.id, t.expires_at into id, expires_at;
    return next;
end
$$;

create or replace function access.revoke_token(token_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_administrator();
    update api_token t set revoked_at = clock_timestamp() where t.id = $1 and t.revoked_at is null;
    if not found then
        return false;
    end if;
    return true;
end
$$;
