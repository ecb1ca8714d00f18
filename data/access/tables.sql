-- Every table that rows are read from, but PostGIS's own and Alembic's.
select n.nspname as schema_name, c.relname as table_name
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p') and (
        n.nspname = 'public' and c.relname <> 'alembic_version'
        or n.nspname = 'history' and c.relname not in ('cluster', 'transaction')
    )
    and not exists (
        select from pg_depend d
        where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e'
    )
order by n.nspname, c.relname
