-- Every table with its columns of text, JSON or bytes, arrays of text too, in every schema that
-- is not the server's own.
select n.nspname, c.relname,
    array_agg(a.attname::text order by a.attnum) as columns,
    array_agg(t.typname = 'bytea' order by a.attnum) as is_binary
from pg_class c
join pg_namespace n on n.oid = c.relnamespace
join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
join pg_type t on t.oid = a.atttypid
where c.relkind in ('r', 'p', 'm')
    and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast', 'tiger', 'topology')
    and n.nspname not like 'pg\_temp%' and n.nspname not like 'pg\_toast\_temp%'
    and c.relname <> 'spatial_ref_sys' and c.relpersistence <> 't'
    and (
        t.typname in ('text', 'varchar', 'bpchar', 'name', 'json', 'jsonb', 'bytea', 'xml', 'citext')
        or t.typcategory = 'A' and t.typelem in ('text'::regtype, 'varchar'::regtype)
    )
group by n.nspname, c.relname
order by n.nspname, c.relname
