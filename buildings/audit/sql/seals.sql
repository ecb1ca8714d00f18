-- Every seal in order, with the line that its hash is of, and whether its entries may be gone.
select s.id, s.from_number, s.until_number, s.entry_count, s.total_count, s.entries_hash,
    s.previous_hash, s.hash, {line} as line, s.last_at < audit.kept_since() as is_expired
from audit_seal s
order by s.id
