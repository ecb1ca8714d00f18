-- Become the reader whom an account's address names, until the transaction ends.
select e.role, e.own_role, e.actor, e.organisation, e.name, e.is_refused, e.standing,
    null as emergency, null as emergency_until,
    access.organisation_name(e.organisation) as organisation_name,
    set_config('satellite.role', e.role, true),
    set_config('satellite.actor', coalesce(e.actor::text, ''), true),
    set_config('satellite.organisation', coalesce(e.organisation::text, ''), true),
    set_config('satellite.name', e.name, true),
    set_config('satellite.emergency', '', true),
    set_config('satellite.request', cast(:request as text), true),
    set_config('role', e.database_role, true)
from access.enter_account(cast(:email as text)) e
