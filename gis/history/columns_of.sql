-- The columns of every tracked table and of its history, in order, with their types.
select c.relname as table_name, a.attname as column_name,
    format_type(a.atttypid, a.atttypmod) as type, n.nspname = 'history' as is_past
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
where n.nspname in ('public', 'history') and c.relkind = 'r'
    and exists (
        select from pg_class t
        join pg_attribute r on r.attrelid = t.oid and r.attname = 'recorded_in'
        where t.relnamespace = 'public'::regnamespace and t.relname = c.relname
            and not r.attisdropped
    )
order by c.relname, a.attnum
