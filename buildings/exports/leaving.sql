-- What a file may carry, and as whom its rows are read. A file for a stated recipient is read as a role
-- of its own, which sees what somebody may pass on (P0 to P3) and nothing of persons, cases and occupations.

-- On which ground the reader passes rows of a class on: null where they may not.
create or replace function access.may_leave(of_class text)
returns table (mode text)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
    select case
        when access.role() is null
            or $1 in ('P6', 'P6_state', 'reports', 'imports', 'accounts', 'audit')
            then null
        when $1 in ('P4', 'P4_owners', 'P5', 'cases')
            then case when access.may_ask_approval('export', jsonb_build_object('class', $1))
                then 'approved' end
        -- Who may pass on less than a file's own role sees gets no such file.
        when access.may_everywhere($1, 'export') and not exists (
            select from access.role_right f
            where f.role = 'file' and not access.may_everywhere(f.class, 'export')
        ) then 'stated'
    end
$$;

-- As which role the file's rows are read, and which classes it carries. Open: what the council may see
-- and the reader too. Stated: what a file's own role sees. Approved: as the reader, with the class that a
-- second person agreed to; the approval is used up here, in the transaction that reads.
create or replace function access.begin_file(
    of_class text, mode text, approval_id uuid, asked jsonb
) returns table (role text, carries text)
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    who constant text := access.role();
    open constant text := 'P0 released' || case who when 'council' then ' released_restricted' else '' end;
begin
    if who is null or who = 'file' then
        raise exception using
            errcode = 'insufficient_privilege', message = 'A file is made by a reader.';
    end if;
    if $2 = 'open' then
        return query select case who when 'council' then 'council' else 'public' end, open;
        return;
    end if;
    if (select m.mode from access.may_leave($1) m) is distinct from $2 then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('The role %s may not pass on data of class %s.', who, $1),
            hint = 'Il ruolo non può far uscire questi dati.';
    end if;
    if $2 = 'approved' and not access.use_approval($3, 'export', $4) then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'A second person has not granted exactly this file, or it was made already.',
            hint = 'Serve l''approvazione di una seconda persona.';
    end if;
    if $2 = 'approved' then
        -- where and what a flat is goes with what is told of it
        return query select who, concat_ws(' ', open, $1, 'P1', 'P2');
        return;
    end if;
    return query
    select 'file', concat_ws(' ', 'released', string_agg(r.class, ' ' order by r.class))
    from access.role_right r
    where r.role = 'file';
end
$$;

-- The entry of a file in its log and in the audit, once its rows are read and its bytes are known.
create or replace function access.record_export(
    entity text, of_class text, form text, recipient text, purpose text, row_count integer,
    digest bytea, approval_id uuid
) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    made uuid;
begin
    if access.role() is null then
        raise exception using
            errcode = 'insufficient_privilege', message = 'A file is made by a reader.';
    end if;
    insert into file_export (
        actor, role, request, entity, data_class, form, recipient, purpose, row_count, sha256,
        approval_id
    ) values (
        access.actor(), access.role(), access.request(), $1, $2, $3, btrim($4), btrim($5), $6, $7, $8
    ) returning id into made;
    perform audit.note(
        'export', $1, made, fields_class => left($2, 2), result_count => $6,
        detail => jsonb_strip_nulls(jsonb_build_object(
            'form', $3, 'file', encode($7, 'hex'),
            'stated', encode(sha256(convert_to(btrim($4) || E'\n' || btrim($5), 'utf8')), 'hex'),
            -- In a function of its owner's rights, who connected is the owner only on the command line.
            'by', case when session_user = current_user then 'command_line' end
        ))
    );
    return made;
end
$$;

create or replace trigger refuse_change before update or delete or truncate on file_export
for each statement execute function audit.refuse();
