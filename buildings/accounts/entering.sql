-- As whom a credential enters: always one row, the public's where there is none or it is not good.
-- An idle session ends after 30 minutes; that it was used is noted at most once a minute.
--
-- `standing` says what a reader has of its own role: all of it ('whole'), or the public's, since the
-- screen is shown to others ('sala'), the session lacks the second factor that the role needs
-- ('one_factor') or no second person has confirmed the account ('unconfirmed'). In an 'emergency' an
-- administrator reads with another role, as long as it lasts.

drop function if exists access.enter(text, bytea);
create function access.enter(kind text, digest bytea)
returns table (
    role text, own_role text, actor uuid, organisation uuid, name text, is_refused boolean,
    database_role text, standing text, emergency uuid, emergency_until timestamptz
) language plpgsql volatile security definer set search_path = public, pg_temp as $$
declare
    entrant record;
    glass_id uuid;
    glass_role text;
    glass_until timestamptz;
    reads_as text;
begin
    select null::uuid as session_id into entrant;
    if kind = 'session' then
        select s.id as session_id, s.last_seen_at, a.id as actor, a.role::text as own_role,
            a.organisation_id, a.name,
            case
                when a.awaits_confirmation then 'unconfirmed'
                when not s.is_strong and access.needs_second_factor(a.role::text) then 'one_factor'
                when s.is_sala then 'sala'
                else 'whole'
            end as standing
        into entrant
        from account_session s
        join account a on a.id = s.account_id
        left join organisation o on o.id = a.organisation_id
        where s.token_sha256 = digest and s.revoked_at is null and not s.awaits_second_factor
            and s.expires_at > clock_timestamp()
            and s.last_seen_at > clock_timestamp() - interval '30 minutes'
            and a.disabled_at is null
            and (a.expires_on is null or a.expires_on >= current_date)
            and (o.agreement_until is null or o.agreement_until >= current_date);
        if entrant.session_id is not null and entrant.last_seen_at < clock_timestamp() - interval '1 minute'
            and not pg_is_in_recovery() and current_setting('transaction_read_only') = 'off'
        then
            -- Of the many requests of a page one notes it; the others do not wait for that one.
            update account_session s set last_seen_at = clock_timestamp()
            where s.id = (
                select n.id from account_session n
                where n.id = entrant.session_id and n.last_seen_at = entrant.last_seen_at
                for no key update skip locked
            );
        end if;
    elsif kind = 'token' then
        select t.id as session_id, coalesce(a.id, t.id) as actor, t.role::text as own_role,
            coalesce(t.organisation_id, a.organisation_id) as organisation_id, t.name,
            'whole' as standing
        into entrant
        from api_token t
        left join account a on a.id = t.account_id
        left join organisation o on o.id = coalesce(t.organisation_id, a.organisation_id)
        where t.token_sha256 = digest and t.revoked_at is null
            and t.expires_at > clock_timestamp()
            and (t.account_id is null or a.disabled_at is null and a.role = t.role
                and not a.awaits_confirmation
                and (a.expires_on is null or a.expires_on >= current_date))
            and (o.agreement_until is null or o.agreement_until >= current_date);
    end if;
    if entrant.session_id is null then
        return query select 'public', 'public', null::uuid, null::uuid, '', kind <> 'none',
            access.database_role('public'), 'whole', null::uuid, null::timestamptz;
        return;
    end if;
    if kind = 'session' and entrant.standing = 'whole' and entrant.own_role = 'system_admin' then
        select e.id, e.role::text, e.expires_at into glass_id, glass_role, glass_until
        from emergency_access e
        where e.session_id = entrant.session_id and e.closed_at is null
            and e.expires_at > clock_timestamp()
        order by e.expires_at desc
        limit 1;
    end if;
    reads_as := case when entrant.standing = 'whole' then coalesce(glass_role, entrant.own_role)
        else 'public' end;
    -- In an emergency nothing is reached through the administrator's own organisation.
    return query select reads_as, entrant.own_role, entrant.actor,
        case when glass_id is null then entrant.organisation_id end, entrant.name, false,
        access.database_role(reads_as),
        case when glass_id is null then entrant.standing else 'emergency' end, glass_id, glass_until;
end
$$;

-- As whom the command line enters where it names an account: never more than that account's role, and
-- only for who owns the register anyway. No row where the account is not, or no longer, open; one that
-- no second person has confirmed reads as the public here too.
drop function if exists access.enter_account(text);
create function access.enter_account(email text)
returns table (
    role text, own_role text, actor uuid, organisation uuid, name text, is_refused boolean,
    database_role text, standing text
) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    -- In a function of its owner's rights, who connected is the owner only on the command line.
    if session_user <> current_user then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'Only the command line enters as an account without its credential.';
    end if;
    return query
    select r.reads_as, a.role::text, a.id, a.organisation_id, a.name, false,
        access.database_role(r.reads_as),
        case when a.awaits_confirmation then 'unconfirmed' else 'whole' end
    from account a
    cross join lateral (
        select case when a.awaits_confirmation then 'public' else a.role::text end as reads_as
    ) r
    where lower(a.email) = lower(btrim($1)) and access.is_open(a.id);
end
$$;
