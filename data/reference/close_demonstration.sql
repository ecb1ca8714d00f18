-- Nobody enters as the demonstration's people any more, not with a session of earlier either.
update account_session s set revoked_at = clock_timestamp()
from account a
where a.id = s.account_id and a.is_demo and s.revoked_at is null;

update account set disabled_at = clock_timestamp() where is_demo and disabled_at is null;
