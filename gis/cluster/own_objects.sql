-- How many tables and views of this database are neither PostgreSQL's nor an extension's.
SELECT count(*)
FROM pg_class
JOIN pg_namespace ON pg_namespace.oid = relnamespace
WHERE relkind IN ('r', 'p', 'v', 'm', 'f')
    AND nspname NOT LIKE 'pg\_%'
    AND nspname <> 'information_schema'
    AND NOT EXISTS (
        SELECT 1
        FROM pg_depend
        WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e'
    )
