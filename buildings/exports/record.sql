select access.record_export(
    cast(:entity as text), cast(:data_class as text), cast(:form as text), cast(:recipient as text),
    cast(:purpose as text), cast(:row_count as integer), cast(:digest as bytea),
    cast(:approval_id as uuid)
)
