-- The hashes in the comments of the schema (as `history`) and of every history table.
select 'history' as name, obj_description('history'::regnamespace, 'pg_namespace') as digest,
    true as is_schema
union all
select c.relname, obj_description(c.oid, 'pg_class'), false
from pg_class c
where c.relnamespace = 'history'::regnamespace and c.relkind = 'r'
