-- One tracked table's own function and triggers; names in braces are filled in from the catalogue.

create or replace function history.record_{name}() returns trigger
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
    this bigint;
begin
    if not exists (select from replaced) then
        return null;
    end if;
    if tg_op = 'UPDATE' then
        perform history.sign(min(a.recorded_in)), history.sign(max(a.recorded_in)) from added a;
    end if;
    this := history.begin_transaction();
    insert into history.{table} ({columns}, superseded_in)
    select {columns}, this from replaced r where r.recorded_in <> this;
    return null;
end
$$;

create or replace trigger record_1_before before update on public.{table}
for each row execute function history.record_update();
create or replace trigger record_insert after insert on public.{table}
referencing new table as added for each statement execute function history.record_insert();
create or replace trigger record_update after update on public.{table}
referencing old table as replaced new table as added
for each statement execute function history.record_{name}();
create or replace trigger record_delete after delete on public.{table}
referencing old table as replaced for each statement execute function history.record_{name}();
create or replace trigger record_truncate before truncate on public.{table}
for each statement execute function history.refuse();

create or replace trigger refuse_by_hand before insert on history.{table}
for each statement execute function history.refuse_by_hand();
create or replace trigger refuse_change before update or delete or truncate on history.{table}
for each statement execute function history.refuse();

-- Not a view on the table itself, which no migration could then change.
drop view if exists known.{table};
drop function if exists history.known_{name}();
create function history.known_{name}() returns table ({typed_columns})
language sql stable as $$
    select {known_columns}
    from (
        select {current_columns}, null::bigint as superseded_in from public.{table} t
        union all
        select {past_columns}, h.superseded_in from history.{table} h
    ) k
    where (
            k.recorded_in <= (select current_setting('satellite.known_through')::bigint)
            or history.was_known(k.recorded_in)
        )
        and (
            k.superseded_in is null
            or k.superseded_in > (select current_setting('satellite.known_through')::bigint)
            and not history.was_known(k.superseded_in)
        )
$$;
create view known.{table} with (security_invoker = true) as
select * from history.known_{name}();
