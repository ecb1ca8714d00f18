-- The only way by which rows leave history: the record of an erasure takes the past of that very
-- thing with it. Branches in braces are filled in from what belongs to each kind of thing.

create or replace function history.erase_past() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    perform history.require_owner();
    perform set_config('satellite.erasing', pg_current_xact_id()::text, true);
    case new.entity
{branches}
    else
        null;
    end case;
    perform set_config('satellite.erasing', '', true);
    return null;
end
$$;

-- Who is signed in to the server must be the register's owner, whatever roles it has taken on:
-- the web's writer may write facts and never erase the past.
create or replace function history.require_owner() returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not pg_has_role(
        session_user,
        (select c.relowner from pg_class c where c.oid = 'public.erasure'::regclass),
        'member'
    ) then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'Only the owner of the register records an erasure.',
            hint = 'Usare «satellite retention».';
    end if;
end
$$;

create or replace function history.require_gone(is_gone boolean, entity text) returns void
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if not is_gone then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format('A row of %I that stands has a past: erase it first.', entity),
            hint = 'Cancellare prima la riga, poi registrare la cancellazione.';
    end if;
end
$$;

create or replace trigger erase_past after insert on public.erasure
for each row execute function history.erase_past();
create or replace trigger refuse_change before update or delete or truncate on public.erasure
for each statement execute function history.refuse();
