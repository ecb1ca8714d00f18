-- How the register is read as it was known. Re-created whenever this text changes.

-- The transactions that hold the lock of history.date_transaction.
create or replace function history.ending() returns table (virtualtransaction text)
language sql volatile set search_path = pg_catalog, pg_temp as $$
    select l.virtualtransaction from pg_locks l
    where l.locktype = 'advisory' and l.granted and l.pid <> pg_backend_pid()
        and l.classid = 1398035027 and l.objid = 1 and l.objsubid = 2
        and l.database = (select d.oid from pg_database d where d.datname = current_database())
$$;

-- Waits for the transactions that have their time of commit and are not yet seen by all.
create or replace function history.settle() returns void
language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
declare
    ending text[] := array(select e.virtualtransaction from history.ending() e);
    until timestamptz := clock_timestamp() + interval '10 s';
begin
    while exists (select from history.ending() e where e.virtualtransaction = any (ending)) loop
        if clock_timestamp() > until then
            raise exception using
                errcode = 'lock_not_available',
                message = 'A transaction has been ending for ten seconds: ask again later.',
                hint = 'Una scrittura si sta chiudendo da dieci secondi: riprovare più tardi.';
        end if;
        perform pg_sleep(0.002);
    end loop;
end
$$;

create or replace function history.read_as_known_at(moment timestamptz) returns void
language plpgsql volatile as $$
begin
    if moment > clock_timestamp() or not isfinite(moment) then
        raise exception using
            errcode = 'invalid_parameter_value',
            message = format('%s is not a moment of the past: nothing is known of it.', moment),
            hint = 'Indicare un istante passato.';
    end if;
    if current_setting('transaction_isolation') <> 'read committed' then
        raise exception using
            errcode = 'feature_not_supported',
            message = 'As known at a moment is read in READ COMMITTED: an older snapshot may '
                'miss what was ending at that moment.',
            hint = 'Leggere in READ COMMITTED.';
    end if;
    perform history.settle();
    perform set_config('satellite.known_at', moment::text, true),
        set_config('satellite.known_through', (
            select coalesce(t.settled_id, 0)::text from history.transaction t
            where t.committed_at <= moment
            order by t.committed_at desc, t.id desc limit 1
        ), true),
        set_config('search_path', 'known, public', true),
        set_config('transaction_read_only', 'on', true);
end
$$;

-- Whether a transaction had committed by the moment asked for; exact, a look-up each.
create or replace function history.was_known(transaction_id bigint) returns boolean
language plpgsql stable parallel safe cost 100 as $$
begin
    return exists (
        select from history.transaction t
        where t.id = transaction_id
            and t.committed_at <= current_setting('satellite.known_at')::timestamptz
    );
end
$$;
