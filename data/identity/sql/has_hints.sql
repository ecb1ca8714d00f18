-- Whether this import came with holders' names.
select to_regclass('pg_temp.reference_hint') is not null
