-- The triggers that check the rows of some tables at the commit, one row at a time.
select t.relname::text, g.tgname::text
from pg_trigger g
join pg_class t on t.oid = g.tgrelid and t.relnamespace = 'public'::regnamespace
where t.relname = any(%(tables)s) and not g.tgisinternal and g.tgdeferrable
order by t.relname, g.tgname
