select audit.note(
    cast(:verb as text), cast(:entity as text), cast(:entity_id as uuid),
    cast(:fields_class as text), cast(:result_count as integer), cast(:purpose as text),
    cast(:case_id as uuid), cast(:detail as jsonb)
)
