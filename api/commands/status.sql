-- What `satellite db status` tells of the server and the database.
SELECT
    current_setting('server_version') AS server,
    (SELECT extversion FROM pg_extension WHERE extname = 'postgis') AS postgis,
    pg_database_size(current_database()) AS bytes,
    current_user AS role
