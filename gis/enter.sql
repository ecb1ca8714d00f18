-- Become the reader whom a credential names, until the transaction ends.
select e.role, e.own_role, e.actor, e.organisation, e.name, e.is_refused, e.standing, e.emergency,
    e.emergency_until,
    access.organisation_name(e.organisation) as organisation_name,
    set_config('satellite.role', e.role, true),
    set_config('satellite.actor', coalesce(e.actor::text, ''), true),
    set_config('satellite.organisation', coalesce(e.organisation::text, ''), true),
    set_config('satellite.name', e.name, true),
    set_config('satellite.emergency', coalesce(e.emergency::text, ''), true),
    set_config('satellite.purpose', case when e.emergency is null then '' else 'break_glass' end, true),
    set_config('satellite.request', cast(:request as text), true),
    set_config('role', e.database_role, true)
from access.enter(cast(:kind as text), cast(:digest as bytea)) e
