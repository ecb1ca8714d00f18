-- A link that was inferred and follows no longer.
update appurtenance a
set valid_to = greatest(a.valid_from + 1, :as_of), as_of = :as_of
from unit u
join building b on b.id = u.building_id and b.municipality_code = :code
where u.id = a.unit_id and a.source_id = :source and a.is_inferred and a.valid_to = 'infinity'
    and a.as_of <= :as_of
    and not exists (
        select from same_holders h
        where h.unit_id = a.unit_id and h.main_unit_id = a.main_unit_id
    )
