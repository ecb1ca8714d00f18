jsonb_build_array(
    s.id, s.from_number, s.until_number, s.entry_count, s.total_count,
    extract(epoch from s.last_at)::text, extract(epoch from s.sealed_at)::text, s.transaction_id,
    encode(s.entries_hash, 'hex'), encode(s.previous_hash, 'hex')
)::text
