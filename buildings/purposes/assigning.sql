-- Cases, sales, units and condominiums entrusted to an account or a body, and taken back.

-- Of which cases the reader may say who follows them: 'all', 'own_office', or null. Who decides on
-- every case and every state entrusts anything; who moves on their own office's cases, those.
create or replace function access.entrusts() returns text
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return case
        when not exists (select from account a where a.id = access.actor()) then null
        when access.may_everywhere('cases', 'decide') and access.may_everywhere('P3', 'decide')
            then 'all'
        else (
            select max(r.scope) from access.role_right r
            where r.role = access.role() and r.class = 'cases' and r.scope = 'own_office'
                and r.verb in ('transition', 'decide') and r.level = 'identified'
        )
    end;
end
$$;

create or replace function access.may_entrust(case_id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return coalesce(access.entrusts() = 'all' or access.entrusts() = 'own_office' and exists (
        select from housing_case c where c.id = $1 and c.office = access.own_office()
    ), false);
end
$$;

-- To whom: whose role reads what it is entrusted with. Nobody entrusts anything to themselves;
-- within an office it is its own people; a body only where all its accounts are of such a role.
create or replace function access.holders()
returns table (
    account_id uuid, organisation_id uuid, name text, role text, organisation text, of_whole boolean
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    with reading as (
        select r.role, bool_or(r.scope = 'assigned') as of_whole
        from access.role_right r
        where r.verb = 'read' and r.level = 'identified' and r.scope in ('own_case', 'assigned')
        group by r.role
    ), people as (
        select a.id, a.organisation_id, a.name, a.role, o.name as organisation, r.of_whole
        from account a
        join reading r on r.role = a.role
        left join organisation o on o.id = a.organisation_id
        where access.is_open(a.id)
    )
    select p.id, null::uuid, p.name, p.role::text, p.organisation, p.of_whole
    from people p
    where p.id <> access.actor()
        and (
            access.entrusts() = 'all'
            or access.entrusts() = 'own_office' and p.role = access.role()
        )
    union all
    select null, o.id, o.name, null, null, true
    from organisation o
    where access.entrusts() = 'all' and o.id is distinct from access.organisation()
        and exists (select from people p where p.organisation_id = o.id)
        and not exists (
            select from account a
            where a.organisation_id = o.id and access.is_open(a.id)
                and not exists (select from people p where p.id = a.id and p.of_whole)
        )
    order by 5 nulls first, 3;
end
$$;

create or replace function access.entrust(
    account_id uuid, organisation_id uuid, case_id uuid, sale_id uuid, unit_id uuid,
    condominium_id uuid, last_day date
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    made uuid;
begin
    perform access.require(
        access.entrusts() = 'all' or $3 is not null and access.may_entrust($3),
        'The role does not say who follows this.', 'Il ruolo non decide a chi questo è affidato.'
    );
    perform access.require(
        exists (
            select from access.holders() h
            where (h.account_id = $1 and $2 is null or h.organisation_id = $2 and $1 is null)
                and ($6 is null or h.of_whole)
        ),
        'Nothing can be entrusted to this account or body.', 'A chi è indicato non si può affidare.'
    );
    perform access.require(
        $7 is null or $7 between current_date and current_date + 3653,
        'The last day is past or too far.', 'La scadenza è passata o troppo lontana.'
    );
    perform pg_advisory_xact_lock(hashtextextended(concat($1, $2, '/', $3, $4, $5, $6), 0));
    select a.id into made from assignment a
    where a.account_id is not distinct from $1 and a.organisation_id is not distinct from $2
        and a.case_id is not distinct from $3 and a.sale_id is not distinct from $4
        and a.unit_id is not distinct from $5 and a.condominium_id is not distinct from $6
        and access.assignment_holds(a.valid_from, a.valid_to, a.ended_at);
    if made is null then
        insert into assignment (
            account_id, organisation_id, case_id, sale_id, unit_id, condominium_id, valid_from,
            valid_to, given_by
        ) values (
            $1, $2, $3, $4, $5, $6, current_date, coalesce($7 + 1, 'infinity'), access.actor()
        )
        returning assignment.id into made;
    end if;
    return made;
end
$$;

-- False where there is no such assignment that the reader may end.
create or replace function access.end_assignment(assignment_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update assignment a set ended_at = clock_timestamp(), ended_by = access.actor()
    where a.id = $1 and access.may_entrust(a.case_id)
        and access.assignment_holds(a.valid_from, a.valid_to, a.ended_at);
    return found;
end
$$;

-- Who holds what of a unit: all of it for who may entrust it, one's own for everybody else.
create or replace function access.assignments_of(unit_id uuid)
returns table (
    id uuid, kind text, subject_id uuid, name text, role text, organisation text, valid_from date,
    valid_to date, given_by text, may_end boolean
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select a.id,
        case when a.case_id is not null then 'case' when a.sale_id is not null then 'sale'
            when a.unit_id is not null then 'unit' else 'condominium' end,
        coalesce(a.case_id, a.sale_id, a.unit_id, a.condominium_id),
        coalesce(h.name, o.name), h.role::text, case when h.id is not null then ho.name end,
        a.valid_from, nullif(a.valid_to, 'infinity'), g.name, access.may_entrust(a.case_id)
    from assignment a
    left join housing_case c on c.id = a.case_id
    left join enforcement_sale s on s.id = a.sale_id
    left join unit u on u.id = $1
    left join building b on b.id = u.building_id
    left join account h on h.id = a.account_id
    left join organisation o on o.id = a.organisation_id
    left join organisation ho on ho.id = h.organisation_id
    left join account g on g.id = a.given_by
    where access.assignment_holds(a.valid_from, a.valid_to, a.ended_at)
        and (
            coalesce(c.unit_id, s.unit_id, a.unit_id) = $1
            or a.condominium_id = coalesce(u.condominium_id, b.condominium_id)
        )
        and (
            access.may_entrust(a.case_id) or a.account_id = access.actor()
            or a.organisation_id = access.organisation()
        )
    order by a.valid_from desc, a.id;
end
$$;
