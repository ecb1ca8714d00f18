-- The rights that are new.
insert into unit_right (
    source_key, person_id, body_id, right_type, right_code, share_num, share_den, regime,
    reference_id, unit_id, valid_from, valid_to, source_id, as_of, reliability
)
select source_key, person_id, body_id, right_type, right_code, share_num, share_den, regime,
    reference_id, unit_id, valid_from, valid_to, :source, as_of, :reliability
from cadastral_right c
where not exists (
    select from unit_right r where r.source_id = :source and r.source_key = c.source_key
)
