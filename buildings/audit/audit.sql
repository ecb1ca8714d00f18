-- The audit's own functions. Re-created whenever this text changes; guards.sql hangs the triggers.
-- Who acts is read from the settings of the transaction, so that nobody writes another's entry.

create schema if not exists audit;

-- Codes and figures only: a name has a capital letter, a blank or an accent, and is refused.
create or replace function audit.is_plain(detail jsonb) returns boolean
language sql immutable parallel safe as $$
    select jsonb_typeof(detail) = 'object' and length(detail::text) <= 2000
        and not exists (
            select from jsonb_path_query(detail, 'strict $.**') v
            where jsonb_typeof(v) = 'string' and v #>> '{}' !~ '^[a-z0-9_.:+/-]{0,120}$'
        )
        and not exists (
            select from jsonb_path_query(detail, 'strict $.** ? (@.type() == "object")') o,
                jsonb_object_keys(o) k
            where k !~ '^[a-z][a-z0-9_]{0,39}$'
        )
$$;

-- Whatever an INSERT says, it is now, in this transaction, by whom the settings name.
create or replace function audit.sign_entry() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    new.at := clock_timestamp();
    new.xid := pg_current_xact_id()::text::bigint;
    new.transaction_id := new.xid + history.base_of_numbers();
    new.request := nullif(current_setting('satellite.request', true), '')::uuid;
    new.actor := nullif(current_setting('satellite.actor', true), '')::uuid;
    new.actor_name := nullif(current_setting('satellite.name', true), '');
    new.role := nullif(current_setting('satellite.role', true), '');
    new.organisation := nullif(current_setting('satellite.organisation', true), '')::uuid;
    new.address_hash := nullif(current_setting('satellite.address_hash', true), '');
    new.purpose_code := coalesce(
        new.purpose_code, nullif(current_setting('satellite.purpose', true), '')
    );
    new.case_id := coalesce(
        new.case_id, nullif(current_setting('satellite.case', true), '')::uuid
    );
    return new;
end
$$;

create or replace function audit.note(
    verb text, entity text, entity_id uuid default null, fields_class text default null,
    result_count integer default null, purpose text default null, case_id uuid default null,
    detail jsonb default null
) returns bigint
language plpgsql volatile parallel unsafe security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    noted bigint;
begin
    if note.verb = 'write' then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'The verb "write" is noted by the register itself, once a transaction.',
            hint = 'Indicare che cosa si è fatto: create, update, transition, decide.';
    end if;
    insert into public.audit_entry (
        verb, entity, entity_id, fields_class, result_count, purpose_code, case_id, detail
    ) values (
        note.verb, note.entity, note.entity_id, note.fields_class, note.result_count,
        note.purpose, note.case_id, note.detail
    ) returning audit_entry.id into noted;
    return noted;
end
$$;

-- For policies, as `(select audit.touch('P6', 'occupation_episode'))`: once a query, and the first
-- time in a transaction writes that this class of this table was read, where nobody else did.
-- A transaction that may not write is let through only if it noted the class before it read.
create or replace function audit.touch(fields_class text, entity text) returns boolean
language plpgsql volatile parallel unsafe security definer
set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    this constant bigint := pg_current_xact_id_if_assigned()::text::bigint;
    is_read_only constant boolean := current_setting('transaction_read_only')::boolean;
    -- Only saves asking: a number that is not ours finds nothing.
    number bigint := nullif(current_setting('satellite.audited', true), '')::bigint;
begin
    if this is not null then
        if number is null then
            number := this + history.base_of_numbers();
            perform set_config('satellite.audited', number::text, true);
        end if;
        -- Numbers of another cluster may be equal to ours: the time tells them apart.
        if exists (
            select from public.audit_entry e
            where e.transaction_id = number and e.xid = this and e.at >= transaction_timestamp()
                and e.fields_class = touch.fields_class
                and (is_read_only or e.entity = touch.entity)
        ) then
            return true;
        end if;
    end if;
    if is_read_only then
        raise exception using
            errcode = 'read_only_sql_transaction',
            message = format(
                'Reading class %s of %s is audited, and this transaction can no longer write it: '
                    'note the read before the transaction becomes read-only, on the primary.',
                touch.fields_class, touch.entity
            ),
            hint = 'Registrare la lettura prima di chiedere che cosa era noto.';
    end if;
    insert into public.audit_entry (verb, entity, fields_class, is_automatic)
    values ('read', touch.entity, touch.fields_class, true);
    return true;
end
$$;

-- One entry for each transaction that writes: history has its rows under the same number.
create or replace function audit.note_write() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    -- A seal is its own record; an entry for it would have to be sealed in turn, for ever.
    if not exists (select from public.audit_seal s where s.transaction_id = new.id) then
        insert into public.audit_entry (verb, entity, is_automatic)
        values ('write', 'history.transaction', true);
    end if;
    return null;
end
$$;

create or replace function audit.note_rules() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.audit_entry (verb, entity, is_automatic)
    values (case tg_op when 'INSERT' then 'create' else 'update' end, tg_table_name, true);
    return null;
end
$$;

create or replace function audit.refuse() returns trigger
language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
    raise exception using
        errcode = 'insufficient_privilege',
        message = format(
            '%s of %I is refused: what the audit holds is never changed.', tg_op, tg_table_name
        ),
        hint = 'Il registro degli accessi si può solo accrescere.';
end
$$;

-- The value of a rule for a role on a day of Rome, its own before that of every role.
create or replace function audit.rule(kind text, role text, on_date date) returns numeric
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    return (
        select r.value from public.audit_rule r
        where r.kind = rule.kind and r.role in (coalesce(rule.role, '*'), '*')
            and r.valid_from <= rule.on_date and r.valid_to > rule.on_date
        order by r.role = '*' limit 1
    );
end
$$;

-- Entries of seals that end before this moment may go. Never less than six months, which the
-- Garante asks for logs of system administrators, whatever a rule says.
create or replace function audit.kept_since() returns timestamptz
language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    return now() - make_interval(months => greatest(6, coalesce(
        audit.rule('kept_months', '*', (now() at time zone 'Europe/Rome')::date), 24
    )::integer));
end
$$;

-- Entries go by whole sealed batches whose time is over, or not at all.
create or replace function audit.refuse_unexpired() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    since constant timestamptz := audit.kept_since();
begin
    if exists (
        select from (select distinct g.transaction_id from gone g) t
        left join lateral (
            select s.from_number, s.until_number, s.last_at from public.audit_seal s
            where s.until_number > t.transaction_id
            order by s.until_number limit 1
        ) seal on true
        where seal.last_at is null or seal.last_at >= since
            or exists (
                select from public.audit_entry e
                where e.transaction_id >= seal.from_number
                    and e.transaction_id < seal.until_number
            )
    ) then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'DELETE of audit_entry is refused: entries go by whole sealed batches, and '
                'only when their term is over.',
            hint = 'Le registrazioni scadute si tolgono con «satellite audit expire».';
    end if;
    return null;
end
$$;
