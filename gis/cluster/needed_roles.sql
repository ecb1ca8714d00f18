-- Roles that the objects of this database name (owners, grants, policies), and the roles that
-- those belong to or that belong to them.
WITH RECURSIVE needed AS (
    SELECT refobjid AS role_id
    FROM pg_shdepend
    WHERE refclassid = 'pg_authid'::regclass
        AND dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
    UNION
    SELECT datdba FROM pg_database WHERE datname = current_database()
    UNION
    SELECT CASE member WHEN needed.role_id THEN roleid ELSE member END
    FROM needed
    JOIN pg_auth_members ON needed.role_id IN (member, roleid)
)
SELECT rolname
FROM pg_roles
JOIN needed ON pg_roles.oid = role_id
WHERE NOT rolsuper AND rolname NOT LIKE 'pg\_%'
ORDER BY rolname
