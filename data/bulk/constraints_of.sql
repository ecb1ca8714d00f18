-- What each row of some tables is checked for by looking at other rows, exclusions first.
select t.relname::text, c.conname::text, pg_get_constraintdef(c.oid)
from pg_constraint c
join pg_class t on t.oid = c.conrelid and t.relnamespace = 'public'::regnamespace
where t.relname = any(%(tables)s) and c.contype in ('f', 'x') and c.conparentid = 0
order by c.contype desc, t.relname, c.conname
