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
declare
    why record;
begin
    new.at := clock_timestamp();
    new.xid := pg_current_xact_id()::text::bigint;
    new.transaction_id := new.xid + history.base_of_numbers();
    new.request := nullif(current_setting('satellite.request', true), '')::uuid;
    new.actor := nullif(current_setting('satellite.actor', true), '')::uuid;
    new.actor_name := nullif(current_setting('satellite.name', true), '');
    new.role := nullif(current_setting('satellite.role', true), '');
    new.organisation := nullif(current_setting('satellite.organisation', true), '')::uuid;
    new.address_hash := coalesce(
        nullif(current_setting('satellite.address_hash', true), ''), new.address_hash
    );
    -- What is noted of a unit carries what its reader stated for that unit, whatever settings say.
    if new.purpose_code is null and new.entity = 'unit' and new.actor is not null then
        select w.code, w.case_id into why from access.purpose_for(new.entity_id) w;
        new.purpose_code := why.code;
        new.case_id := coalesce(new.case_id, why.case_id);
    end if;
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

-- Asked of a row after all cheaper conditions of its policy, since it claims to cost much: rows that
-- the policy hides are not noted as read.
create or replace function audit.seen(noted boolean) returns boolean
language plpgsql immutable parallel safe cost 10000 as $$
begin
    return noted;
end
$$;

-- Before a transaction turns to the past and can write no more: which classes it may read there.
create or replace function audit.foresee() returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if nullif(current_setting('satellite.role', true), '') is null then
        return;
    end if;
    insert into public.audit_entry (verb, entity, fields_class, is_automatic)
    select distinct 'read', 'known', c.fields_class, true
    from (values
        ('P4', 'P4'), ('P4_owners', 'P4'), ('cases', 'P4'), ('P5', 'P5'), ('P6', 'P6'),
        ('P6_state', 'P6'), ('reports', 'P6')
    ) c (name, fields_class)
    where access.may(c.name, 'read');
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

-- Accounts, tokens, assignments, purposes and shares have no history: each change has its entry,
-- with the names of the columns that changed.
create or replace function audit.note_change() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.audit_entry (verb, entity, entity_id, detail) values (
        case tg_op when 'INSERT' then 'create' when 'UPDATE' then 'update' else 'erase' end,
        tg_table_name, case tg_op when 'DELETE' then old.id else new.id end,
        case tg_op when 'UPDATE' then jsonb_build_object('changed', (
            select jsonb_agg(n.key order by n.key)
            from jsonb_each(to_jsonb(new)) n
            where n.value is distinct from to_jsonb(old) -> n.key
        )) end
    );
    return null;
end
$$;

-- A stated purpose and a share are noted of their unit: what was opened, why, and what was ended.
create or replace function audit.note_stated() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.audit_entry (
        verb, entity, entity_id, fields_class, purpose_code, case_id, detail
    ) values (
        'reveal', 'unit', new.unit_id, 'P4', new.kind, new.case_id,
        jsonb_build_object('stated_purpose', new.id)
    );
    return null;
end
$$;

create or replace function audit.note_shared() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.audit_entry (verb, entity, entity_id, fields_class, case_id, detail) values (
        case when tg_op = 'INSERT' then 'share'
            when old.revoked_at is null and new.revoked_at is not null then 'revoke'
            else 'update' end,
        'unit', new.unit_id, (select max(left(c, 2)) from unnest(new.classes) c where c ~ '^P[0-6]'),
        new.case_id, jsonb_build_object(
            'data_share', new.id, 'organisation', new.organisation_id, 'until', new.until,
            'classes', lower(array_to_string(new.classes, '+'))
        )
    );
    return null;
end
$$;

-- Who signed in, or tried to, before anybody has entered: the entry is about the account.
create or replace function audit.note_sign_in() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.audit_entry (verb, entity, entity_id, address_hash, detail) values (
        case new.outcome when 'entered' then 'sign_in' else 'sign_in_failed' end,
        'account', new.account_id,
        case when new.address_hash ~ '^[0-9a-f]{16,64}$' then new.address_hash end,
        jsonb_build_object('outcome', new.outcome)
    );
    return null;
end
$$;

create or replace function audit.note_sign_out() returns trigger
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    insert into public.audit_entry (verb, entity, entity_id)
    values ('sign_out', 'account', new.account_id);
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

-- Sampled reads of a month for those who review them: the auditor all, the manager too, nobody else.
create or replace function audit.sampled(of_month date) returns table (
    id bigint, entry_id bigint, seed text, population integer, at timestamptz, actor uuid,
    actor_name text, role text, verb text, entity text, entity_id uuid, fields_class text,
    purpose_code text, case_id uuid, result_count integer
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform audit.require_reviewer();
    return query
        select s.id, s.entry_id, s.seed, s.population, e.at, e.actor, e.actor_name, e.role,
            e.verb::text, e.entity, e.entity_id, e.fields_class, e.purpose_code, e.case_id,
            e.result_count
        from public.audit_sample s
        join public.audit_entry e on e.id = s.entry_id
        where s.month = sampled.of_month
        order by s.id;
end
$$;

create or replace function audit.reviews(of_month date) returns table (
    sample_id bigint, reviewer text, finding text, note text, reviewed_at timestamptz
) language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
begin
    perform audit.require_reviewer();
    return query
        select distinct on (r.sample_id, r.reviewer) r.sample_id, r.reviewer::text,
            r.finding::text, r.note, r.reviewed_at
        from public.audit_review r
        join public.audit_sample s on s.id = r.sample_id
        where s.month = reviews.of_month
        order by r.sample_id, r.reviewer, r.id desc;
end
$$;

-- What a reviewer finds, in their own role: nobody says it for the other. Their own reads are
-- reviewed by somebody else.
create or replace function audit.review(sample_id bigint, finding text, note text) returns void
language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
#variable_conflict use_column
declare
    reviewer constant uuid := nullif(current_setting('satellite.actor', true), '')::uuid;
begin
    perform audit.require_reviewer();
    if exists (
        select from public.audit_sample s join public.audit_entry e on e.id = s.entry_id
        where s.id = review.sample_id and e.actor = reviewer
    ) then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'Nobody reviews their own reads.',
            hint = 'Le proprie letture le verifica un altro.';
    end if;
    insert into public.audit_review (sample_id, reviewer, finding, actor, note) values (
        review.sample_id, current_setting('satellite.role'), review.finding, reviewer, review.note
    );
    perform audit.note('decide', 'audit_sample', detail => jsonb_build_object(
        'sample', review.sample_id, 'finding', review.finding
    ));
end
$$;

create or replace function audit.require_reviewer() returns void
language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
    if coalesce(current_setting('satellite.role', true), '') not in ('auditor', 'housing_manager')
    then
        raise exception using
            errcode = 'insufficient_privilege',
            message = 'The monthly sample is reviewed by the data protection officer and the '
                'office manager.',
            hint = 'Il campione lo verificano il DPO e il responsabile dell''ufficio.';
    end if;
end
$$;

revoke all on all functions in schema audit from public;
