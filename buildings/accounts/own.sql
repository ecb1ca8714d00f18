-- What whoever has entered may know and change of their own account; `access.actor()` says whose.

create or replace function access.own_account()
returns table (
    email text, name text, role text, organisation text, expires_on date, password_hash text,
    totp_sealed bytea, totp_last_step bigint, codes_left bigint, is_demo boolean, has_subject boolean
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.email, a.name, a.role::text, o.name, a.expires_on, a.password_hash, a.totp_sealed,
        a.totp_last_step,
        (select count(*) from recovery_code r where r.account_id = a.id and r.used_at is null),
        a.is_demo, a.oidc_subject is not null
    from account a
    left join organisation o on o.id = a.organisation_id
    where a.id = access.actor()
$$;

-- What the organisation of who enters is called.
create or replace function access.organisation_name(organisation_id uuid) returns text
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select o.name from organisation o where o.id = $1
$$;

create or replace function access.own_sessions(own bytea, idle interval)
returns table (
    id uuid, created_at timestamptz, last_seen_at timestamptz, expires_at timestamptz,
    is_this boolean
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select s.id, s.created_at, s.last_seen_at, s.expires_at, s.token_sha256 = $1
    from account_session s
    where s.account_id = access.actor() and s.revoked_at is null and not s.awaits_second_factor
        and s.expires_at > clock_timestamp() and s.last_seen_at > clock_timestamp() - $2
    order by s.token_sha256 = $1 desc, s.last_seen_at desc
$$;

-- End one of one's own sessions, or all but the one of the cookie in hand; how many ended.
create or replace function access.end_own_sessions(session_id uuid, but bytea) returns integer
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    ended integer;
begin
    update account_session s set revoked_at = clock_timestamp()
    where s.account_id = access.actor() and s.revoked_at is null
        and ($1 is null or s.id = $1) and ($2 is null or s.token_sha256 <> $2);
    get diagnostics ended = row_count;
    return ended;
end
$$;

-- Show a room what everybody may see, or go back to what the account may.
create or replace function access.set_sala(digest bytea, is_on boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    found_id uuid;
begin
    update account_session s set is_sala = $2
    where s.token_sha256 = $1 and s.account_id = access.actor() and s.revoked_at is null
    returning s.id into found_id;
    if found_id is null then
        return false;
    end if;
    perform audit.note(
        'update', 'account_session', found_id, detail => jsonb_build_object('sala', $2)
    );
    return true;
end
$$;

create or replace function access.own_tokens()
returns table (
    id uuid, name text, role text, created_at timestamptz, expires_at timestamptz,
    revoked_at timestamptz
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select t.id, t.name, t.role::text, t.created_at, t.expires_at, t.revoked_at
    from api_token t
    where t.account_id = access.actor() and t.expires_at > clock_timestamp() - interval '90 days'
    order by t.created_at desc
$$;

-- A token of one's own: one's own role and organisation, no longer than the account itself.
create or replace function access.add_own_token(name text, digest bytea, lasts interval)
returns timestamptz
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    made api_token;
begin
    insert into api_token (account_id, name, role, organisation_id, token_sha256, expires_at)
    select a.id, $1, a.role, a.organisation_id, $2,
        least(clock_timestamp() + $3, (a.expires_on + 1)::timestamptz)
    from account a
    -- Who reads as less than the account, or as another role, makes no token of its whole role.
    where a.id = access.actor() and access.is_open(a.id) and not a.is_demo
        and a.role::text = access.role()
    returning * into made;
    return made.expires_at;
end
$$;

create or replace function access.revoke_own_token(token_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update api_token t set revoked_at = clock_timestamp()
    where t.id = $1 and t.account_id = access.actor() and t.revoked_at is null;
    if not found then
        return false;
    end if;
    return true;
end
$$;

-- A new password; every other session of the account ends.
create or replace function access.change_own_password(kept text, renewed text, own bytea)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update account a set password_hash = $2, link_sha256 = null, link_expires_at = null
    where a.id = access.actor() and a.password_hash = $1 and not a.is_demo;
    if not found then
        return false;
    end if;
    perform access.end_own_sessions(null, $3);
    return true;
end
$$;

-- A new second factor with new recovery codes; what was there before is worthless.
create or replace function access.enrol_own_second_factor(
    sealed bytea, step bigint, code_hashes text[], own bytea
) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update account a set totp_sealed = $1, totp_last_step = $2
    where a.id = access.actor() and not a.is_demo;
    if not found then
        return false;
    end if;
    delete from recovery_code r where r.account_id = access.actor();
    insert into recovery_code (account_id, code_hash)
    select access.actor(), each from unnest($3) each;
    perform access.end_own_sessions(null, $4);
    update account_session s set is_strong = true
    where s.token_sha256 = $4 and s.account_id = access.actor() and s.revoked_at is null;
    return true;
end
$$;
