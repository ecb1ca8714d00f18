-- What keeps the past as it was. Re-created whenever this text changes.

create or replace function history.refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    -- The trigger of an erasure's record, which erases the past of that thing alone.
    if tg_op = 'DELETE' and tg_table_schema = 'history' and pg_trigger_depth() > 1
        and current_setting('satellite.erasing', true) = pg_current_xact_id()::text
    then
        return null;
    end if;
    raise exception using
        errcode = 'insufficient_privilege',
        message = format(
            '%s of %I.%I is refused: what was recorded is never changed.',
            tg_op, tg_table_schema, tg_table_name
        ),
        hint = case
            when tg_table_schema = 'history'
                then 'Correggere il dato nella sua tabella: la storia si scrive da sola.'
            when tg_op = 'TRUNCATE' then 'Usare DELETE: le righe tolte restano nella storia.'
            else 'Quel che è registrato qui non si cambia.'
        end;
end
$$;

-- Rows of history come from the triggers of the tables that they are about, from nowhere else.
create or replace function history.refuse_by_hand() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    if pg_trigger_depth() < 2 then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format(
                '%s of %I.%I by hand is refused: history writes itself.',
                tg_op, tg_table_schema, tg_table_name
            ),
            hint = 'Correggere il dato nella sua tabella: la storia si scrive da sola.';
    end if;
    return null;
end
$$;

-- The base of this cluster's numbers: those of all that runs now lie above every number given.
create or replace function history.number_cluster() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.system_identifier := (select c.system_identifier from pg_control_system() c);
    new.base := greatest(
        0,
        (select max(t.id) from history.transaction t) + 1
            - pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    );
    return new;
end
$$;

create or replace function history.base_of_numbers() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    this_cluster bigint := system_identifier from pg_control_system();
    found bigint;
begin
    select c.base into found from history.cluster c where c.system_identifier = this_cluster;
    if found is null then
        insert into history.cluster (system_identifier, base) values (this_cluster, 0)
        on conflict do nothing;
        select c.base into found from history.cluster c where c.system_identifier = this_cluster;
    end if;
    return found;
end
$$;

-- Whatever an INSERT says, a transaction is this one, begun now and not ended.
create or replace function history.number_transaction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.xid := pg_current_xact_id();
    new.id := new.xid::text::bigint + history.base_of_numbers();
    new.begun_at := clock_timestamp();
    new.committed_at := null;
    new.settled_id := null;
    return new;
end
$$;

-- Only this transaction can be ended, and now. Numbers up to `settled_id` are all decided.
create or replace function history.date_transaction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    if pg_trigger_depth() < 2
        or old.xid <> pg_current_xact_id() or old.begun_at < transaction_timestamp()
    then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'UPDATE of history.transaction is refused: a transaction ends by itself.',
            hint = 'L''ora di una transazione si scrive da sola.';
    end if;
    -- Held until all see the end: who reads as known a moment ago waits for it.
    perform pg_advisory_xact_lock_shared(1398035027, 1);
    -- First what is decided, then the time: nothing decided has a later one.
    old.settled_id := pg_snapshot_xmin(pg_current_snapshot())::text::bigint
        - old.xid::text::bigint + old.id - 1;
    old.committed_at := clock_timestamp();
    return old;
end
$$;

create or replace function history.end_transaction() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    update history.transaction t set committed_at = null where t.id = new.id;
    return null;
end
$$;

-- The number of this transaction, as it is and not as a setting says; null before it has one.
create or replace function history.own_transaction() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
begin
    -- Numbers of another cluster may be equal to ours: the time tells them apart.
    return (
        select max(t.id) from history.transaction t
        where t.xid = pg_current_xact_id() and t.begun_at >= transaction_timestamp()
    );
end
$$;

create or replace function history.begin_transaction() returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    this bigint := history.own_transaction();
begin
    if this is null then
        insert into history.transaction (id) values (0) returning id into this;
    end if;
    perform set_config('satellite.transaction', this::text, true);
    return this;
end
$$;

-- Refuses rows that say another transaction wrote them; the number of this one.
create or replace function history.sign(forged bigint) returns bigint
language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
declare
    this bigint := history.begin_transaction();
begin
    if forged <> this then
        raise exception using
            errcode = 'insufficient_privilege',
            message = format(
                'recorded_in = %s is refused: the transaction that writes is %s.', forged, this
            ),
            hint = 'Non scrivere la colonna recorded_in: si riempie da sola.';
    end if;
    -- Ended before its time by SET CONSTRAINTS: what it wrote since counts as well.
    update history.transaction t set committed_at = null
    where t.id = this and t.committed_at is not null;
    return this;
end
$$;

create or replace function history.record_insert() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
    lowest bigint;
    highest bigint;
begin
    select min(a.recorded_in), max(a.recorded_in) into lowest, highest from added a;
    if lowest is not null then
        perform history.sign(lowest), history.sign(highest);
    end if;
    return null;
end
$$;

create or replace function history.record_update() returns trigger
language plpgsql as $$
begin
    new.recorded_in := history.current_transaction();
    return new;
end
$$;

drop trigger if exists number_cluster on history.cluster;
create trigger number_cluster before insert on history.cluster
for each row execute function history.number_cluster();
drop trigger if exists refuse_change on history.cluster;
create trigger refuse_change before update or delete or truncate on history.cluster
for each statement execute function history.refuse();

drop trigger if exists number_transaction on history.transaction;
create trigger number_transaction before insert on history.transaction
for each row execute function history.number_transaction();
drop trigger if exists date_transaction on history.transaction;
create trigger date_transaction before update on history.transaction
for each row execute function history.date_transaction();
drop trigger if exists refuse_change on history.transaction;
create trigger refuse_change before delete or truncate on history.transaction
for each statement execute function history.refuse();
