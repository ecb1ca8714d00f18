-- A word that changes with the data, the same for every reader: how many rows were ever written to
-- the tables of facts and releases as the statistics know it, a second late at most. Sign-ins and
-- entries of the audit change nothing that is drawn.
select concat_ws('-',
    (
        select sum(t.n_tup_ins + t.n_tup_upd + t.n_tup_del)
        from pg_stat_user_tables t
        where t.schemaname = 'public' and (
            t.relname = 'release'
            or exists (
                select from pg_attribute a
                where a.attrelid = t.relid and a.attname = 'recorded_in' and not a.attisdropped
            )
        )
    ),
    (select d.datname from pg_database d where d.datname = current_database())
) as version
