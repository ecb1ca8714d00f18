-- As of when a sender's newest delivery of this source speaks.
select max(t.as_of)
from (
    select as_of from arrears_total
    where condominium_id = :condominium_id and sender = :sender and source_id = :source
    union all
    select as_of from arrears_band_count
    where condominium_id = :condominium_id and sender = :sender and source_id = :source
    union all
    select as_of from supplier_debt
    where condominium_id = :condominium_id and sender = :sender and source_id = :source
    union all
    select as_of from unit_arrears
    where condominium_id = :condominium_id and sender = :sender and source_id = :source
) t
