-- The indexes of some tables that no constraint owns.
select i.relname::text, pg_get_indexdef(x.indexrelid)
from pg_index x
join pg_class i on i.oid = x.indexrelid
join pg_class t on t.oid = x.indrelid and t.relnamespace = 'public'::regnamespace
where t.relname = any(%(tables)s)
    and not exists (select from pg_constraint c where c.conindid = x.indexrelid)
order by t.relname, i.relname
