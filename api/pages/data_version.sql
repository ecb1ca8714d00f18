-- A word that changes with the data: the newest import, and how many rows were ever written to
-- the domain's tables as the statistics know it, a second late at most.
select concat_ws('-',
    (select max(r.id) from import_run r where r.finished_at is not null),
    (
        select sum(t.n_tup_ins + t.n_tup_upd + t.n_tup_del)
        from pg_stat_user_tables t
        where t.schemaname = 'public' and t.relname <> 'import_run'
    ),
    (select d.datname from pg_database d where d.datname = current_database())
) as version
