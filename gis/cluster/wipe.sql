-- Empty this database but for its extensions. Run in the transaction that refills it.
SET LOCAL lock_timeout = '20s';
DO $wipe$
DECLARE
    command text;
BEGIN
    FOR command IN
        SELECT format('DROP SCHEMA IF EXISTS %I CASCADE', nspname)
        FROM pg_namespace
        WHERE nspname NOT LIKE 'pg\_%'
            AND nspname NOT IN ('information_schema', 'public')
            AND NOT EXISTS (
                SELECT 1
                FROM pg_depend
                WHERE classid = 'pg_namespace'::regclass
                    AND objid = pg_namespace.oid
                    AND deptype = 'e'
            )
    LOOP
        EXECUTE command;
    END LOOP;

    FOR command IN
        SELECT format(
            'DROP %s IF EXISTS public.%I CASCADE',
            CASE relkind
                WHEN 'v' THEN 'VIEW'
                WHEN 'm' THEN 'MATERIALIZED VIEW'
                WHEN 'S' THEN 'SEQUENCE'
                WHEN 'f' THEN 'FOREIGN TABLE'
                WHEN 'c' THEN 'TYPE'
                ELSE 'TABLE'
            END,
            relname
        )
        FROM pg_class
        WHERE relnamespace = 'public'::regnamespace
            AND relkind IN ('r', 'p', 'v', 'm', 'S', 'f', 'c')
            AND NOT EXISTS (
                SELECT 1
                FROM pg_depend
                WHERE classid = 'pg_class'::regclass
                    AND objid = pg_class.oid
                    AND deptype IN ('e', 'i')
            )
    LOOP
        EXECUTE command;
    END LOOP;

    FOR command IN
        SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
        FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
            AND NOT EXISTS (
                SELECT 1
                FROM pg_depend
                WHERE classid = 'pg_proc'::regclass AND objid = pg_proc.oid AND deptype = 'e'
            )
    LOOP
        EXECUTE command;
    END LOOP;

    FOR command IN
        SELECT format('DROP TYPE IF EXISTS public.%I CASCADE', typname)
        FROM pg_type
        WHERE typnamespace = 'public'::regnamespace
            AND typtype IN ('e', 'd', 'r')
            AND NOT EXISTS (
                SELECT 1
                FROM pg_depend
                WHERE classid = 'pg_type'::regclass AND objid = pg_type.oid AND deptype = 'e'
            )
    LOOP
        EXECUTE command;
    END LOOP;
END
$wipe$;
