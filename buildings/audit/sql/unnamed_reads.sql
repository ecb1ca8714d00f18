-- Reads of personal data that name nobody: lists, searches, maps, files.
select count(*) from audit_entry e
where e.entity_id is null and e.verb = any (:reads) and e.fields_class >= 'P4'
    and not e.is_automatic
