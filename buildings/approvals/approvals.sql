-- A second person's word. Who asks and who decides are the persons who have entered; a program's own
-- token, the public and the command line are nobody here.

-- The person who has entered, null where it is none: an account that still has the role it reads with.
create or replace function access.person() returns uuid
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select a.id from account a
    where a.id = access.actor() and a.role = access.role() and a.role <> 'public'
$$;

-- Who may ask for what. A file of persons: who reads that class anyway. P6 and reports never.
create or replace function access.may_ask_approval(kind text, asked jsonb) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select access.person() is not null and case $1
        when 'export' then
            $2 ->> 'class' in ('P4', 'P4_owners', 'P5', 'cases')
            and access.may($2 ->> 'class', 'read')
        when 'break_glass' then access.role() = 'system_admin'
        when 'account' then access.role() = 'system_admin'
        else false
    end
$$;

-- Who may decide what, if it is not their own. What leaves the office: its manager. What opens the
-- register itself: another administrator, or the auditor, since most towns have one administrator.
create or replace function access.may_decide_approval(kind text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select access.person() is not null and case $1
        when 'export' then access.role() = 'housing_manager'
        when 'break_glass' then access.role() in ('system_admin', 'auditor')
        when 'account' then access.role() in ('system_admin', 'auditor')
        else false
    end
$$;

-- A new request, open for three days. The same one asked twice is one.
create or replace function access.ask_approval(kind text, asked jsonb, reason text) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    who constant uuid := access.person();
    made uuid;
begin
    if not access.may_ask_approval($1, $2) then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('The role %s may not ask for an approval of kind %s.', access.role(), $1);
    end if;
    if not coalesce(audit.is_plain($2), false) then
        raise exception using
            errcode = 'check_violation',
            message = 'What is asked is told by codes and figures alone.';
    end if;
    perform pg_advisory_xact_lock(hashtextextended('approval' || who, 0));
    select p.id into made from approval p
    where p.asked_by = who and p.kind = $1 and p.asked = $2 and p.outcome is null
        and p.expires_at > clock_timestamp();
    if made is null then
        insert into approval (kind, asked, reason, asked_by, expires_at)
        values ($1, $2, btrim($3), who, clock_timestamp() + interval '3 days')
        returning id into made;
        perform audit.note('create', 'approval', made, detail => jsonb_build_object('kind', $1));
    end if;
    return made;
end
$$;

-- What the second person says: 'decided', 'own' for one's own request, 'gone' where there is none
-- that waits for this person. What is granted must be used within a day.
create or replace function access.decide_approval(approval_id uuid, outcome text) returns text
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    who constant uuid := access.person();
    found record;
begin
    select p.kind, p.asked_by into found from approval p
    where p.id = $1 and p.outcome is null and p.expires_at > clock_timestamp()
    for update;
    if found.kind is null or who is null then
        return 'gone';
    end if;
    if found.asked_by = who then
        return 'own';
    end if;
    if not access.may_decide_approval(found.kind) then
        return 'gone';
    end if;
    update approval p
    set decided_by = who, decided_at = clock_timestamp(), outcome = $2,
        expires_at = case $2 when 'granted' then clock_timestamp() + interval '1 day'
            else p.expires_at end
    where p.id = $1;
    perform audit.note(
        'decide', 'approval', $1,
        detail => jsonb_build_object('kind', found.kind, 'outcome', $2)
    );
    return 'decided';
end
$$;

-- Use up what was granted, once, by who asked and for exactly what was asked; false where nothing is.
-- It is part of the transaction that does the thing: if that fails, nothing was used.
create or replace function access.use_approval(approval_id uuid, kind text, asked jsonb)
returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    if not access.may_ask_approval($2, $3) then
        return false;
    end if;
    update approval p
    set used_at = clock_timestamp()
    where p.id = $1 and p.kind = $2 and p.asked = $3 and p.asked_by = access.person()
        and p.outcome = 'granted' and p.used_at is null and p.expires_at > clock_timestamp();
    if not found then
        return false;
    end if;
    perform audit.note('update', 'approval', $1, detail => jsonb_build_object('kind', $2, 'used', true));
    return true;
end
$$;

-- What waits for this person, then what they asked or decided in the last thirty days.
create or replace function access.approvals()
returns table (
    id uuid, kind text, asked jsonb, reason text, asked_by_name text, asked_by_role text,
    asked_at timestamptz, decided_by_name text, decided_at timestamptz, outcome text,
    expires_at timestamptz, used_at timestamptz, is_own boolean, awaits_me boolean
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.id, p.kind::text, p.asked, p.reason, b.name, b.role::text, p.asked_at, d.name,
        p.decided_at, p.outcome::text, p.expires_at, p.used_at, p.asked_by = me.id, w.awaits
    from (select access.person() as id) me
    join approval p on true
    join account b on b.id = p.asked_by
    left join account d on d.id = p.decided_by
    cross join lateral (
        select p.asked_by <> me.id and p.outcome is null and p.expires_at > clock_timestamp()
            and access.may_decide_approval(p.kind) as awaits
    ) w
    where me.id is not null and (
        w.awaits
        or me.id in (p.asked_by, p.decided_by)
            and p.asked_at > clock_timestamp() - interval '30 days'
    )
    order by w.awaits desc, p.asked_at desc, p.id
    limit 500
$$;

-- Whose account a request is about, for who asked or may decide it: its name is no code.
create or replace function access.approval_subjects() returns table (approval_id uuid, subject text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.id, concat(a.name, ' (', a.email, ')')
    from (select access.person() as id) me
    join approval p on p.kind = 'account'
        and (p.asked_by = me.id or access.may_decide_approval('account'))
    join account a on a.id = (p.asked ->> 'account')::uuid
    where me.id is not null and p.asked_at > clock_timestamp() - interval '30 days'
$$;
