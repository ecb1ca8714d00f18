-- What is not sealed yet, and for how long it has been there.
select count(*) as entry_count, clock_timestamp() - min(e.at) as age
from audit_entry e
where e.transaction_id >= :from_number
