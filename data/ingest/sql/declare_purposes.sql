-- What the facts of the run's source may be joined for, as it is declared today.
with declared as (
    select unnest(cast(:purposes as text[])) as purpose
), withdrawn as (
    delete from source_purpose
    where source_id = :source and purpose::text not in (select purpose from declared)
)
insert into source_purpose (source_id, purpose)
select :source, purpose from declared
on conflict do nothing
