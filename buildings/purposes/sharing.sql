-- What an office lets another body read of a unit: given, listed, revoked.

-- Who decides on the states or the occupations of every unit lets others read of one that they see.
create or replace function access.may_share(unit_id uuid) returns boolean
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return exists (select from account a where a.id = access.actor())
        and access.may_with_unit($1, 'P2', 'read')
        and (access.may_everywhere('P3', 'decide') or access.may_everywhere('P6', 'decide'));
end
$$;

-- With whom and which classes: what a role of theirs reads when shared, and the giver reads now.
create or replace function access.share_receivers(unit_id uuid)
returns table (organisation_id uuid, name text, classes text[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select o.id, o.name, array_agg(distinct r.class order by r.class)
    from organisation o
    join account a on a.organisation_id = o.id and access.is_open(a.id)
    join access.role_right r on r.role = a.role and r.verb = 'read' and r.scope = 'shared'
        and r.level = 'identified'
    where access.may_share($1) and o.id is distinct from access.organisation()
        and access.may_with_unit($1, r.class, 'read')
    group by o.id, o.name
    order by o.name
$$;

create or replace function access.share(
    unit_id uuid, case_id uuid, organisation_id uuid, classes text[], legal_basis text, until date
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    made uuid;
begin
    perform access.require(
        access.may_share($1), 'The role shares nothing of this unit.',
        'Il ruolo non condivide dati di questa unità.'
    );
    perform access.require(
        exists (
            select from access.share_receivers($1) r
            where r.organisation_id = $3 and $4 <@ r.classes
        ),
        'The giver does not read, or the receiver may not be shown, one of the classes.',
        'Una delle classi non è visibile a chi condivide, o non si può condividere con chi riceve.'
    );
    perform access.require(
        $2 is null or access.may_with_case($2, 'read')
            and exists (select from housing_case c where c.id = $2 and c.unit_id = $1),
        'The case is not of this unit or not seen by the role.',
        'La pratica non è di questa unità o non è visibile al ruolo.'
    );
    perform access.require($6 >= current_date, 'The last day is past.', 'La scadenza è passata.');
    insert into data_share (
        unit_id, case_id, organisation_id, classes, legal_basis, until, given_by
    ) values ($1, $2, $3, $4, $5, $6, access.actor())
    returning data_share.id into made;
    return made;
end
$$;

-- False where there is no such share that the reader may revoke.
create or replace function access.revoke_share(share_id uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    update data_share d set revoked_at = clock_timestamp(), revoked_by = access.actor()
    where d.id = $1 and d.revoked_at is null and access.may_share(d.unit_id);
    return found;
end
$$;

-- What is shared of a unit: all of it, past too, for who may share it; for who receives it, what
-- holds.
create or replace function access.shares_of(unit_id uuid)
returns table (
    id uuid, organisation text, classes text[], legal_basis text, until date, case_id uuid,
    given_by text, given_at timestamptz, revoked_at timestamptz, holds boolean, may_revoke boolean
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return query
    select d.id, o.name, d.classes, d.legal_basis, d.until, d.case_id, g.name, d.given_at,
        d.revoked_at, access.share_holds(d.until, d.revoked_at),
        access.may_share($1) and access.share_holds(d.until, d.revoked_at)
    from data_share d
    join organisation o on o.id = d.organisation_id
    left join account g on g.id = d.given_by
    where d.unit_id = $1
        and (access.may_share($1) or d.organisation_id = access.organisation()
                and access.share_holds(d.until, d.revoked_at))
    order by access.share_holds(d.until, d.revoked_at) desc, d.given_at desc
    limit 50;
end
$$;
