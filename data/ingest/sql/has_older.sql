-- Whether the source gave any number that the file, being newer, does not hold.
select exists (
    select from external_identifier e
    where e.source_id = :source and e.valid_to = 'infinity' and e.as_of < :as_of
        and e.unit_id is null
)
