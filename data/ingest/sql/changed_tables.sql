-- Tracked tables that the transaction under way may have written to; without counts, all of them.
select c.relname
from pg_class c
left join pg_stat_xact_user_tables s on s.relid = c.oid
where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
    and exists (
        select from pg_attribute a
        where a.attrelid = c.oid and a.attname = 'recorded_in' and not a.attisdropped
    )
    and (
        current_setting('track_counts') = 'off'
        or s.n_tup_ins + s.n_tup_upd + s.n_tup_del > 0
    )
order by c.relname
