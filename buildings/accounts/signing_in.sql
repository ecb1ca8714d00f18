-- What signing in needs of tables that no reader may read. These answer only the web's login before
-- it has entered as anybody, and the register itself: whoever entered cannot ask for credentials.

create or replace function access.require_unentered() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if current_setting('role') <> 'none' then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'Credentials are for the sign-in alone, not for who has entered.';
    end if;
end
$$;

-- Whether an account may be entered with today, whatever it shows.
create or replace function access.is_open(account_id uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (
        select from account a
        left join organisation o on o.id = a.organisation_id
        where a.id = $1 and a.disabled_at is null
            and (a.expires_on is null or a.expires_on >= current_date)
            and (o.agreement_until is null or o.agreement_until >= current_date)
    )
$$;

-- What an account's sign-in is checked against; no row where there is no such account.
create or replace function access.credentials_of(
    by_email text, by_id uuid, by_issuer text, by_subject text
) returns table (
    account_id uuid, email text, name text, password_hash text, totp_sealed bytea,
    totp_last_step bigint, is_open boolean, is_demo boolean
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform access.require_unentered();
    return query
    select a.id, a.email, a.name, a.password_hash, a.totp_sealed, a.totp_last_step,
        access.is_open(a.id), a.is_demo
    from account a
    where lower(a.email) = lower($1) or a.id = $2 or a.oidc_issuer = $3 and a.oidc_subject = $4;
end
$$;

-- Failures of the last day around one try. `is_busy` where another try of the same name from the
-- same address is under way: they are taken one by one, so that none slips past the count.
create or replace function access.tries_around(
    name_hash text, address_hash text, look_back interval, known_for interval
) returns table (
    pair timestamptz[], name timestamptz[], address timestamptz[], is_known boolean, is_busy boolean
) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    since timestamptz := clock_timestamp() - $3;
    entered timestamptz;
begin
    perform access.require_unentered();
    is_busy := not pg_try_advisory_xact_lock(hashtextextended($1 || ' ' || $2, 0));
    select max(t.at) into entered from sign_in_attempt t
    where t.name_hash = $1 and t.address_hash = $2 and t.outcome = 'entered'
        and t.at > clock_timestamp() - $4;
    is_known := entered is not null;
    select coalesce(array_agg(t.at) filter (
            where t.address_hash = $2 and t.at > coalesce(entered, '-infinity')
        ), '{}'), coalesce(array_agg(t.at), '{}')
    into pair, name
    from sign_in_attempt t
    where t.name_hash = $1 and t.at > since and t.outcome in ('wrong', 'refused');
    select coalesce(array_agg(t.at), '{}') into address from sign_in_attempt t
    where t.address_hash = $2 and t.at > since and t.outcome in ('wrong', 'refused');
    return next;
end
$$;

-- Write a try down; its trigger notes it in the audit.
create or replace function access.note_attempt(
    account_id uuid, name_hash text, address_hash text, outcome text
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_unentered();
    insert into sign_in_attempt (account_id, name_hash, address_hash, outcome)
    values ($1, $2, $3, $4);
end
$$;

-- A new session of an open account; the session whose cookie the browser still had ends with it.
drop function if exists access.begin_session(uuid, bytea, interval, boolean, bytea);
create or replace function access.begin_session(
    account_id uuid, digest bytea, lasts interval, awaits_second_factor boolean, earlier bytea,
    is_strong boolean
) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_unentered();
    if not access.is_open($1) then
        raise exception using
            errcode = 'insufficient_privilege', message = 'The account is closed.';
    end if;
    update account_session s set revoked_at = clock_timestamp()
    where s.token_sha256 = $5 and s.revoked_at is null;
    -- Nothing of the demonstration is secret, and it is open on this machine alone.
    insert into account_session (
        account_id, token_sha256, awaits_second_factor, expires_at, is_strong
    )
    select $1, $2, $4, clock_timestamp() + $3, $6 or a.is_demo from account a where a.id = $1;
end
$$;

-- The account of a session that still awaits its second factor, for the first minutes.
create or replace function access.awaiting(digest bytea, lasts interval) returns uuid
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_unentered();
    return (
        select s.account_id from account_session s
        where s.token_sha256 = $1 and s.awaits_second_factor and s.revoked_at is null
            and s.created_at > clock_timestamp() - $2
    );
end
$$;

-- End the session of a cookie: whoever has it may do that.
create or replace function access.end_session(digest bytea) returns void
language sql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
    update account_session s set revoked_at = clock_timestamp()
    where s.token_sha256 = $1 and s.revoked_at is null
$$;

-- Use up a step of the second factor; false where this or a later one was used before.
create or replace function access.use_step(account_id uuid, step bigint) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_unentered();
    update account a set totp_last_step = $2
    where a.id = $1 and coalesce(a.totp_last_step, -1) < $2;
    return found;
end
$$;

-- Use up a recovery code; false where there is no such code left.
create or replace function access.use_recovery_code(account_id uuid, code_hash text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_unentered();
    update recovery_code r set used_at = clock_timestamp()
    where r.account_id = $1 and r.code_hash = $2 and r.used_at is null;
    return found;
end
$$;

-- The same password, hashed with the parameters of today.
create or replace function access.renew_password(account_id uuid, kept text, renewed text)
returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform access.require_unentered();
    update account a set password_hash = $3 where a.id = $1 and a.password_hash = $2;
end
$$;

-- Whose link this is, while it holds.
create or replace function access.account_of_link(digest bytea)
returns table (account_id uuid, email text, name text)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform access.require_unentered();
    return query
    select a.id, a.email, a.name from account a
    where a.link_sha256 = $1 and a.link_expires_at > clock_timestamp() and access.is_open(a.id);
end
$$;

-- Set a password by its link, which is used up; sessions and tokens begun before it end.
create or replace function access.set_password_by_link(digest bytea, password_hash text)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    whose uuid;
begin
    perform access.require_unentered();
    update account a
    set password_hash = $2, link_sha256 = null, link_expires_at = null
    where a.link_sha256 = $1 and a.link_expires_at > clock_timestamp() and access.is_open(a.id)
    returning a.id into whose;
    if whose is not null then
        perform access.revoke_all(whose);
    end if;
    return whose is not null;
end
$$;

-- End every session and token of an account. Granted to nobody: other functions call it.
create or replace function access.revoke_all(account_id uuid) returns void
language sql volatile set search_path = pg_catalog, public, pg_temp as $$
    update account_session s set revoked_at = clock_timestamp()
    where s.account_id = $1 and s.revoked_at is null;
    update api_token t set revoked_at = clock_timestamp()
    where t.account_id = $1 and t.revoked_at is null;
$$;

-- The demonstration's accounts that may be entered with, one a role: nothing of them is secret.
create or replace function access.demonstration() returns table (account_id uuid, role text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.id, a.role::text
    from account a
    where a.is_demo and access.is_open(a.id) and not access.holds_real_people()
$$;
