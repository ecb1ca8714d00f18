-- From here on the transaction reads what the file may carry; refused by the database otherwise.
select f.role, f.carries,
    set_config('satellite.role', f.role, true),
    set_config('role', access.database_role(f.role), true)
from access.begin_file(
    cast(:of_class as text), cast(:mode as text), cast(:approval_id as uuid), cast(:asked as jsonb)
) f
