-- A purpose stated for a unit and closed again, by the account that reads and nobody else.

create or replace function access.require(is_so boolean, message text, hint text) returns void
language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
begin
    if is_so is not true then
        raise exception using
            errcode = 'insufficient_privilege', message = $2, hint = $3;
    end if;
end
$$;

-- The open purpose: the one that stands where it is the same, else a new one in its place. How long
-- each kind may hold is a constraint of the table.
create or replace function access.state_purpose(
    unit_id uuid, kind text, case_id uuid, reason text, lasts interval
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    moment timestamptz;
    standing stated_purpose;
    made uuid;
begin
    perform access.require(
        access.may_state($1), 'The role states no purpose for this unit.',
        'Il ruolo non apre i dati personali di questa unità dichiarando uno scopo.'
    );
    perform access.require(
        $2 <> 'case' or access.may_with_case($3, 'read') and access.is_case_open($3)
            and exists (select from housing_case c where c.id = $3 and c.unit_id = $1),
        'The case is closed, not of this unit or not seen by the role.',
        'La pratica è chiusa, non è di questa unità o non è visibile al ruolo.'
    );
    -- Two clicks at once state it once.
    perform pg_advisory_xact_lock(hashtextextended(concat(access.actor(), '/', $1), 0));
    moment := clock_timestamp();
    select p.* into standing from stated_purpose p
    where p.account_id = access.actor() and p.unit_id = $1 and p.closed_at is null;
    if standing.kind = $2 and standing.case_id is not distinct from $3
        and access.purpose_holds(
            standing.unit_id, standing.case_id, standing.expires_at, standing.closed_at
        )
    then
        return standing.id;
    end if;
    update stated_purpose p set closed_at = least(p.expires_at, moment) where p.id = standing.id;
    insert into stated_purpose (account_id, unit_id, kind, case_id, reason, opened_at, expires_at)
    values (access.actor(), $1, $2, $3, $4, moment, moment + $5)
    returning stated_purpose.id into made;
    perform access.forget_reach();
    return made;
end
$$;

-- Every purpose of the reader's that holds now, the last one first.
create or replace function access.own_purposes()
returns table (
    id uuid, unit_id uuid, kind text, case_id uuid, reason text, opened_at timestamptz,
    expires_at timestamptz
) language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select p.id, p.unit_id, p.kind::text, p.case_id, p.reason, p.opened_at, p.expires_at
    from stated_purpose p
    where p.account_id = access.actor() and p.closed_at is null
        and access.purpose_holds(p.unit_id, p.case_id, p.expires_at, p.closed_at)
    order by p.opened_at desc
$$;

-- False where the reader has no such purpose open.
create or replace function access.close_purpose(purpose_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update stated_purpose p set closed_at = least(p.expires_at, clock_timestamp())
    where p.id = $1 and p.account_id = access.actor() and p.closed_at is null;
    if not found then
        return false;
    end if;
    perform access.forget_reach();
    return true;
end
$$;
