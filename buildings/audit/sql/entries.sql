-- The entries of a range of transactions, each as one line of JSON that no setting changes.
-- A seal is the SHA-256 of its lines, each ended by a line feed.
select e.transaction_id, jsonb_build_array(
        e.id, extract(epoch from e.at)::text, e.xid, e.transaction_id, e.request, e.actor,
        e.actor_name, e.role, e.organisation, e.verb, e.entity, e.entity_id, e.fields_class,
        e.purpose_code, e.case_id, e.result_count, e.address_hash, e.is_automatic, e.detail
    )::text as line
from audit_entry e
where e.transaction_id >= :from_number and e.transaction_id < :until_number
order by e.transaction_id, e.id
