-- What the reader reads of one unit, why, and what would open the rest. In plpgsql, which keeps its
-- plans: a card asks for a dozen classes.

-- Whether the reader may do so with the rows of a class about a unit.
create or replace function access.may_with_unit(unit_id uuid, of_class text, verb text)
returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return exists (
        select from access.role_right r
        where r.role = access.role() and r.class = $2 and r.verb = $3 and r.level = 'identified'
            and (r.verb = 'read' or access.emergency() is null)
            and (r.scope = 'all' or $1 = any (access.own_units(
                r.scope, case r.scope when 'shared' then $2 else 'any' end
            )))
    );
end
$$;

-- The same of one case: a right to the cases of one's own office is to be asked for too.
create or replace function access.may_with_case(case_id uuid, verb text) returns boolean
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select exists (
        select from access.role_right r
        join housing_case c on c.id = $1
        where r.role = access.role() and r.class = 'cases' and r.verb = $2
            and r.level = 'identified' and (
                r.scope = 'all' or r.scope = 'own_office' and c.office = access.own_office()
                or c.unit_id = any (access.own_units(r.scope, 'any'))
            )
    )
$$;

-- Why the reader reads persons of a unit: a purpose stated, else an assignment, else a share. In an
-- emergency that is all there is.
create or replace function access.purpose_for(unit_id uuid)
returns table (code text, case_id uuid)
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select why.code, why.case_id
    from (
        select 0 as rank, 'break_glass' as code, null::uuid as case_id
        where access.emergency() is not null
        union all
        select 1, p.kind::text, p.case_id
        from stated_purpose p
        where p.account_id = access.actor() and p.unit_id = $1 and p.closed_at is null
            and access.purpose_holds(p.unit_id, p.case_id, p.expires_at, p.closed_at)
        union all
        select 2, 'assignment', a.case_id
        from assignment a
        left join housing_case c on c.id = a.case_id
        left join enforcement_sale s on s.id = a.sale_id
        where (a.account_id = access.actor() or a.organisation_id = access.organisation())
            and access.assignment_holds(a.valid_from, a.valid_to, a.ended_at)
            and coalesce(a.unit_id, c.unit_id, s.unit_id) = $1
        union all
        select 3, 'share', d.case_id
        from data_share d
        where d.organisation_id = access.organisation() and d.unit_id = $1
            and access.share_holds(d.until, d.revoked_at)
    ) why
    order by why.rank, why.case_id nulls last
    limit 1;
end
$$;

-- Who may state a purpose: an account whose role reads persons of own cases, and which sees the
-- unit and its state already. Whoever sees only what is entrusted to them opens nothing else.
create or replace function access.may_state(unit_id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return access.emergency() is null
        and access.may_with_unit($1, 'P2', 'read') and access.may_with_unit($1, 'P3', 'read')
        and exists (select from account a where a.id = access.actor())
        and exists (select from unit u where u.id = $1)
        and exists (
            select from access.role_right r
            where r.role = access.role() and r.class = 'P4' and r.verb = 'read'
                and r.scope = 'own_case' and r.level = 'identified'
        );
end
$$;

-- The reader's rights over a unit, a row a class that the role reads something of. What is read in
-- this transaction from here on is noted with the reader's purpose.
create or replace function access.begin_reading(unit_id uuid)
returns table (
    of_class text, scope text, is_open boolean, may_state boolean, may_share boolean,
    entrusts text, is_given boolean, why text, why_case_id uuid, purpose_id uuid, kind text,
    case_id uuid, reason text, opened_at timestamptz, expires_at timestamptz
) language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    why record;
    own stated_purpose;
    states constant boolean := access.may_state($1);
    shares constant boolean := access.may_share($1);
    entrusting constant text := access.entrusts();
    given constant boolean := exists (select from access.assignments_of($1))
        or exists (select from access.shares_of($1));
begin
    select w.code, w.case_id into why from access.purpose_for($1) w;
    perform set_config('satellite.purpose', coalesce(why.code, ''), true),
        set_config('satellite.case', coalesce(why.case_id::text, ''), true);
    select p.* into own from stated_purpose p
    where p.account_id = access.actor() and p.unit_id = $1 and p.closed_at is null
        and access.purpose_holds(p.unit_id, p.case_id, p.expires_at, p.closed_at);
    return query
    select r.class, r.scope, access.may_with_unit($1, r.class, 'read'), states, shares, entrusting,
        given, why.code, why.case_id, own.id, own.kind::text, own.case_id, own.reason,
        own.opened_at, own.expires_at
    from access.role_right r
    where r.role = access.role() and r.verb = 'read' and r.level = 'identified';
end
$$;
