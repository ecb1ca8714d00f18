-- Each row learns its naming.
update staged s
set reference_id = r.id
from unit_reference r
where s.outcome is null and s.facts ? 'naming'
    and r.sender = s.facts -> 'naming' ->> 'sender' and r.key = s.facts -> 'naming' ->> 'key'
