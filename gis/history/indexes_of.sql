-- The indexes of every tracked table that a look-up may use: plain columns, btree or geometry.
select t.relname as table_name, i.relname as name, m.amname as method,
    array(
        select a.attname::text
        from unnest(x.indkey::smallint[]) with ordinality k (number, place)
        join pg_attribute a on a.attrelid = t.oid and a.attnum = k.number
        where k.place <= x.indnkeyatts
        order by k.place
    ) as columns
from pg_index x
join pg_class i on i.oid = x.indexrelid
join pg_class t on t.oid = x.indrelid and t.relnamespace = 'public'::regnamespace
join pg_am m on m.oid = i.relam
where m.amname in ('btree', 'gist') and not x.indisexclusion and x.indexprs is null
    and exists (
        select from pg_attribute r
        where r.attrelid = t.oid and r.attname = 'recorded_in' and not r.attisdropped
    )
order by t.relname, i.relname
