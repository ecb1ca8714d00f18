-- One more seal on the chain. The line is of the very values that are stored.
insert into audit_seal (
    id, from_number, until_number, entry_count, total_count, last_at, sealed_at, transaction_id,
    entries_hash, previous_hash, hash
)
select s.*, sha256(convert_to({line}, 'UTF8'))
from (
    select cast(:id as bigint) as id, cast(:from_number as bigint) as from_number,
        cast(:until_number as bigint) as until_number, cast(:entry_count as integer) as entry_count,
        cast(:total_count as bigint) as total_count,
        (
            select max(e.at) from audit_entry e
            where e.transaction_id >= :from_number and e.transaction_id < :until_number
        ) as last_at,
        clock_timestamp() as sealed_at,
        pg_current_xact_id()::text::bigint + history.base_of_numbers() as transaction_id,
        cast(:entries_hash as bytea) as entries_hash,
        cast(:previous_hash as bytea) as previous_hash
) s
returning id, entry_count, total_count, hash
