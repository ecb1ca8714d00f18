-- A right follows its title.
update unit_right r
set right_type = c.right_type, right_code = c.right_code, share_num = c.share_num,
    share_den = c.share_den, regime = c.regime, reference_id = c.reference_id,
    unit_id = c.unit_id, valid_from = c.valid_from, valid_to = c.valid_to, as_of = c.as_of
from cadastral_right c
where r.source_id = :source and r.source_key = c.source_key
    and (
        r.right_type, r.right_code, r.share_num, r.share_den, r.regime, r.reference_id, r.unit_id,
        r.valid_from, r.valid_to, r.as_of
    ) is distinct from (
        c.right_type, c.right_code, c.share_num, c.share_den, c.regime, c.reference_id, c.unit_id,
        c.valid_from, c.valid_to, c.as_of
    )
